"""What can be taken away: offered by a page, or refused with a remedy.

The files themselves are read in `tests/slow/test_takeaway.py`.
"""

from __future__ import annotations

import re
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.downloads import page_links
from tests.support.git import commit
from tests.support.pages import parsed
from tests.support.projects import build, run

MISSING = ("raise ModuleNotFoundError('No module named weasyprint')", "raise OSError('cannot load pango\\nand so on')")


@pytest.fixture
def blocked(tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """The environment in which importing WeasyPrint runs this code instead."""

    def block(code: str) -> dict[str, str]:
        (tmp_path / "blocked").mkdir()
        (tmp_path / "blocked" / "weasyprint.py").write_text(code, "utf-8")
        return {"PYTHONPATH": str(tmp_path / "blocked")}

    return block


@pytest.mark.parametrize("code", MISSING)
def test_without_weasyprint_it_is_said_how_to_have_it(code: str, mini: Path, blocked: Callable) -> None:
    result = run(mini, "macros", "pdf", **blocked(code))
    assert result.returncode == 1
    problem = re.search(r"'(.*?)(?:\\n|')", code)[1]
    assert f"requirements-pdf.txt:1: no PDF was made, because WeasyPrint can’t be used (“{problem}”)" in result.stderr
    assert f"fr : aucun PDF n’est fait, faute de WeasyPrint (en anglais : « {problem} »)" in result.stderr
    assert "Traceback" not in result.stderr


def test_without_weasyprint_the_rest_is_made(mini: Path, blocked: Callable) -> None:
    commit(mini)
    result = run(mini, "macros", "downloads", LANGS="en", **blocked(MISSING[0]))
    assert result.returncode == 0, result.stderr
    assert "no PDF was made" in result.stderr
    names = ("-archive.zip", "-disquette.tar.xz", "-en.epub", "-site.zip")
    made = [f"three-questions{name}" for name in names]
    assert (mini / "dist" / made[1]).stat().st_size <= 1_474_560, "a floppy disk"
    with tarfile.open(mini / "dist" / made[1]) as floppy:
        inside = floppy.getnames()
    assert {"three-questions/index.html", "three-questions/defis/01/index.html"} <= set(inside)
    assert {Path(name).suffix for name in inside} == {".html", ".css"}
    assert sorted(path.name for path in (mini / "dist").iterdir()) == made


def test_sizes_are_written_as_each_language_does(mini: Path) -> None:
    (mini / "dist").mkdir()
    (mini / "dist" / "three-questions-fr.pdf").write_bytes(b"0" * 1_234_567)
    (mini / "dist" / "three-questions-en.epub").write_bytes(b"0" * 98_765)
    (mini / "dist" / "notes.txt").write_text("not offered", "utf-8")
    site = build(mini)
    english = page_links(site / "telecharger/index.html")
    french = page_links(site / "fr/telecharger/index.html")
    assert list(english) == ["three-questions-en.epub", "three-questions-fr.pdf"], "one’s own language first"
    assert english["three-questions-fr.pdf"].endswith("français (PDF, 1.2 MB)")
    assert french["../../telecharger/three-questions-fr.pdf"].replace("\u202f", " ").endswith("français (PDF, 1,2 Mo)")
    assert french["../../telecharger/three-questions-en.epub"].replace("\u202f", " ").endswith("English (EPUB, 99 ko)")
    assert not (site / "telecharger/notes.txt").exists()


def test_page_says_so_when_there_is_no_file(mini_site: Path) -> None:
    assert page_links(mini_site / "telecharger/index.html") == {}
    assert 'class="notice"' in (mini_site / "telecharger/index.html").read_text("utf-8")


def test_page_lists_what_is_always_there_the_spreadsheet_first_and_no_command(site: Path) -> None:
    for code, folder in (("fr", ""), ("en", "en/"), ("ar", "ar/")):
        path = site / folder / "telecharger" / "index.html"
        prose = parsed(path).find(".//div[@class='prose']")
        links = [link.get("href") for link in prose.find(".//ul[@class='related']").iter("a")]
        names = [link.rpartition("/")[2] for link in links]
        assert names[0] == f"tables-{code}.ods"
        assert {"tables-fr.ods", "tables-en.ods", "#fichiers", "index.md", "lundi.ics"} <= set(names)
        for link in links:
            there = (path.parent / link.partition("#")[0]).resolve()
            assert (there / "index.html" if there.is_dir() else there).is_file(), link
        text = "".join(prose.itertext())
        assert prose.find(".//pre") is None
        assert "make " not in text


@pytest.mark.parametrize("kind", ["offline", "epub", "archive"])
def test_a_site_that_is_not_built_is_said_with_its_remedy(kind: str, mini: Path) -> None:
    result = run(mini, "macros", kind)
    assert result.returncode == 1
    assert "site/index.html:1: there is no built site here. Run `make build` first." in result.stderr
    assert "fr : il n’y a pas de site construit ici." in result.stderr


def test_a_project_without_git_is_said_with_its_remedy(mini_site: Path, tmp_path: Path) -> None:
    project = shutil.copytree(mini_site.parent, tmp_path / "mini")
    result = run(project, "macros", "archive", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert result.returncode == 1
    assert ".git:1: git gives no commit to archive" in result.stderr


def test_a_template_that_leaves_an_element_open_is_named(mini_site: Path, tmp_path: Path) -> None:
    project = shutil.copytree(mini_site.parent, tmp_path / "mini")
    page = project / "site/defis/01/index.html"
    page.write_text(page.read_text("utf-8").replace("</blockquote>", "", 1), "utf-8")
    result = run(project, "macros", "epub")
    assert result.returncode == 1
    assert re.match(r"site/defis/01/index.html:\d+: </figure> closes an element that is not the last", result.stderr)
