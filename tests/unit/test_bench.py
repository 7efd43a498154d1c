"""The arithmetic of the bench, and the corpora that it builds."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from tests.bench import corpus, figures, serving, table
from tests.bench.__main__ import main
from tests.bench.corpus import ROOT, Size
from tests.bench.figures import Measure
from tests.bench.running import fingerprints, run

RECORDED = json.loads((ROOT / "tests/bench/recorded.json").read_text("utf-8"))


def report(**compared: float) -> dict[str, object]:
    return {"date": "2026-01-01", "comparisons": {name: {"ratio": ratio} for name, ratio in compared.items()}}


def test_median_is_that_of_each_figure() -> None:
    runs = [Measure(9, 1, 50, 10), Measure(1, 3, 60, 10), Measure(5, 2, 90, 10)]
    assert figures.median_of(runs) == Measure(5, 2, 60, 10)
    assert figures.median_of(runs).rate == 2


@pytest.mark.parametrize(
    ("cpu", "pages", "power"), [(20, 1000, 1), (2, 1000, 0), (200, 1000, 2), (2 * 8**1.5, 800, 1.5)]
)
def test_exponent_is_the_power_of_the_number_of_pages(cpu: float, pages: int, power: float) -> None:
    assert figures.exponent(Measure(2, 0, 0, 100), Measure(cpu, 0, 0, pages)) == pytest.approx(power)


@pytest.mark.parametrize(("now", "lost"), [(2.0, False), (1.6, False), (1.59, True), (3.0, False)])
def test_ratio_may_fall_by_a_fifth(now: float, lost: bool) -> None:
    sentences = figures.losses(report(own=now, other=1.0), report(own=2.0))
    assert bool(sentences) == lost
    assert all("own: 1.59 times" in line and "it was 2.00 on 2026-01-01" in line for line in sentences)


def test_nothing_in_common_with_what_is_recorded_is_no_success(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["bench", "--only", "commands", "--against", str(ROOT / "tests/bench/recorded.json")]
    monkeypatch.setattr("sys.argv", arguments)
    with pytest.raises(SystemExit):
        main()
    assert "no ratio to stock" in capsys.readouterr().err


def test_bench_fails_where_the_recorded_ratio_was_better(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command itself, on a case that takes no time."""
    measured = {"own": RECORDED["comparisons"]["own"]}
    monkeypatch.setattr("tests.bench.cases.CASES", {"own": lambda bench: {"comparisons": measured}})
    better = json.loads(json.dumps(RECORDED))
    better["comparisons"]["own"]["ratio"] *= 2
    (tmp_path / "better.json").write_text(json.dumps(better), "utf-8")
    for against, code in ((ROOT / "tests/bench/recorded.json", 0), (tmp_path / "better.json", 1)):
        written = tmp_path / "report.json"
        arguments = ["bench", "--only", "own", "--json", str(written), "--against", str(against)]
        monkeypatch.setattr("sys.argv", arguments)
        assert main() == code
        assert json.loads(written.read_text("utf-8"))["comparisons"] == measured
    said = capsys.readouterr()
    assert "times stock's pages a CPU s" in said.out
    assert said.err.count("fell by more than a fifth") == 1


def test_recorded_report_can_be_read_and_compared() -> None:
    assert figures.losses(RECORDED, RECORDED) == []
    assert set(figures.ratios(RECORDED)) == set(table.RATIOS)
    assert RECORDED["machine"] in "\n".join(table.lines(RECORDED))


def test_text_is_cut_or_repeated_in_whole_blocks() -> None:
    text = "# One\n\nTwo three four.\n\n- Five\n- Six\n"
    assert corpus.resized(text, 2) == "# One\n"
    assert corpus.resized(text, 3) == "# One\n\nTwo three four.\n"
    assert corpus.resized(text, 10) == text.strip() + "\n\n# One\n"


def test_both_corpora_hold_the_same_texts_in_each_language(tmp_path: Path) -> None:
    size = Size(26, 12)
    corpus.ours(size)(tmp_path / "ours")
    corpus.stock(size)(tmp_path / "stock")
    sentence = re.findall(r"^\w.*$", (ROOT / "docs/fr/defis/02.md").read_text("utf-8"), re.MULTILINE)[-1]
    settings = yaml.safe_load((tmp_path / "ours/mkdocs.yml").read_text("utf-8"))
    plugin = next(plugin["i18n"] for plugin in settings["plugins"] if "i18n" in plugin)
    assert [language["locale"] for language in plugin["languages"]] == list(corpus.LANGUAGES[:12])
    for code in corpus.LANGUAGES[:12]:
        for name in ("ours", "stock"):
            pages = sorted((tmp_path / name / "docs" / code / "defis").iterdir())
            assert [page.name for page in pages] == [f"{number:02}.md" for number in range(1, 27)]
            text = pages[25].read_text("utf-8")
            assert re.sub(r"\]\([^)]*\)", "](../index.md)", sentence) in text, "the text comes round again"
            assert ("defi-26" in text) == (name == "ours"), "it is of its own entry"


def test_both_corpora_have_as_many_pages_but_for_search(tmp_path: Path) -> None:
    corpus.ours(Size(3, 2))(tmp_path / "ours")
    corpus.stock(Size(3, 2), words=50)(tmp_path / "stock")
    ours, stock = (
        [path.relative_to(tmp_path / name) for path in (tmp_path / name).rglob("docs/*/**/*.md")]
        for name in ("ours", "stock")
    )
    assert set(ours) - set(stock) == {Path(f"docs/{code}/recherche.md") for code in ("fr", "en")}
    assert not set(stock) - set(ours)
    assert corpus.size_of(len(stock), 2) == Size(3, 2)
    for path in stock:
        assert 50 <= len((tmp_path / "stock" / path).read_text("utf-8").split()) < 200


def test_words_of_the_main_part_are_counted(tmp_path: Path) -> None:
    for name, words in (("a", "one two"), ("b", "one <b>two</b> three four")):
        corpus.write(tmp_path / name / "index.html", f"<p>head</p><main id='x'><p>{words}</p></main><p>foot</p>")
    assert corpus.words_a_page(tmp_path) == 3


def test_command_is_measured_with_its_children(tmp_path: Path) -> None:
    """The child's time and memory, which are most of both; what a failed command said."""
    (tmp_path / "child.py").write_text("held = bytearray(200_000_000); sum(range(6_000_000))", "utf-8")
    parent = "import subprocess, sys, time; subprocess.run([sys.executable, 'child.py']); time.sleep(0.3)"
    (tmp_path / "parent.py").write_text(parent, "utf-8")
    child, both = run(tmp_path, "child"), run(tmp_path, "parent")
    assert 200 < both.memory < child.memory + 20
    # A busy machine counts the same work as half as long again.
    assert both.cpu > child.cpu / 4
    assert both.wall > 0.3
    (tmp_path / "broken.py").write_text("raise SystemExit('no such thing')", "utf-8")
    with pytest.raises(SystemExit, match="no such thing"):
        run(tmp_path, "broken")


def test_sites_are_compared_byte_for_byte(tmp_path: Path) -> None:
    for name, text in (("one", "a"), ("two", "a"), ("three", "b")):
        corpus.write(tmp_path / name / "x/index.html", text)
    one, two, three = (fingerprints(tmp_path / name) for name in ("one", "two", "three"))
    assert list(one) == ["x/index.html"]
    assert (one == two, one == three) == (True, False)


@pytest.mark.parametrize("edit", serving.EDITS, ids=lambda edit: edit.kind)
def test_edit_finds_its_place_in_the_project(edit: serving.Edit) -> None:
    original = (ROOT / edit.file).read_text("utf-8")
    saved = edit.saved(original, "this-mark")
    assert saved.count("this-mark") == 1
    assert len(saved) > len(original)
    with pytest.raises(ValueError, match=edit.file) if edit.kind != "style" else pytest.raises(AssertionError):
        assert edit.saved("", "this-mark") == ""
