"""`python -m macros strategie`: the files that the worksheet exports, sound or damaged."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from macros.publish import worksheet
from macros.source.faults import Faults
from tests.support.projects import ROOT, run
from tests.support.worksheets import example


def test_the_command_tells_every_damaged_file(tmp_path: Path) -> None:
    good, cut, wrong = (tmp_path / name for name in ("bon.json", "coupe.json", "faux.json"))
    good.write_text(json.dumps(example(), indent=2), "utf-8")
    cut.write_text(json.dumps(example())[:-3], "utf-8")
    wrong.write_text(json.dumps(example(reponses={"defi-01": {"quand": "hier", "choix": "jamais"}}), indent=2), "utf-8")
    result = run(ROOT, "macros", "strategie", "check", str(good))
    assert (result.returncode, result.stdout) == (
        0, f"{good}: Musée: maintenant 1, plus-tard 0, non 0: incomplete / incomplète\n"
    )  # fmt: skip
    result = run(ROOT, "macros", "strategie", "merge", str(good), str(cut), str(wrong), str(tmp_path / "absent.json"))
    assert result.returncode == 1
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert f"{cut}:1: is not whole JSON" in result.stderr
    line = wrong.read_text("utf-8").splitlines().index('      "quand": "hier",') + 1
    assert f"{wrong}:{line}: reponses.defi-01.quand: has an unexpected value (hier)" in result.stderr
    assert f"{wrong}:{line + 1}: reponses.defi-01.choix: has an unexpected value (jamais)" in result.stderr
    assert "absent.json:1: can’t be read" in result.stderr
    assert "4 faults / 4 erreurs" in result.stderr


def test_a_file_that_would_stop_the_program_is_told_in_a_line(tmp_path: Path) -> None:
    sound = json.dumps(example())
    deep = "[" * 900 + "]" * 900
    files = {
        sound.replace('"version": 1', f'"version": {"9" * 5000}'): "a number is too long",
        sound.replace('"version": 1', '"version": 1e999'): "is not a strategy",
        sound.replace('"version": 1', '"version": 1, "x": NaN'): "NaN is no number",
        sound[:-1] + ', "reponses": {}}': "a key stands twice",
        sound.replace("defi-07", "defi-٠٧"): "has an unexpected value",
        sound.replace('"version": 1', f'"version": 1, "x": {"[" * 100_000}'): "nested too deep",
        sound.replace('"24 d\\u00e9fis"', deep): "answers another framework, “list…”",
        sound.replace('"Mus\\u00e9e"', deep): r"unexpected value \(list…\)",
        json.dumps(example(reponses={f"x-{number}": {} for number in range(100_000)})): "20 faults",
    }
    for number, (text, said) in enumerate(files.items()):
        path = tmp_path / f"{number}.json"
        path.write_text(text, "utf-8")
        started = time.process_time()
        with pytest.raises(Faults, match=said):
            worksheet.read_all([path], "24 défis")
        assert time.process_time() - started < 10


def test_a_name_commands_no_terminal(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(example(organisation="a\n::error::b\x1b[2J")), "utf-8")
    found = worksheet.read_all([path], "24 défis")
    (line,) = worksheet.summary({path: found[0]})
    assert line.startswith(rf"{path}: a\u000a::error::b\u001b[2J: maintenant 1")
    path.rename(tmp_path / "::error::x.json")
    (tmp_path / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text("utf-8"), "utf-8")
    shown = run(tmp_path, "macros", "strategie", "check", "::error::x.json", PYTHONPATH=str(ROOT)).stdout
    assert shown.startswith(r"\u003a:error::x.json: a\u000a::error::b")


def test_half_a_character_loses_no_table(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(example(organisation="Mus\ud83d")), "utf-8")
    result = run(ROOT, "macros", "strategie", "merge", str(path))
    assert result.returncode == 0, result.stderr
    assert "Mus?" in result.stdout
