"""Languages that begin: each with one translated text, under codes of every form, in a real build."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import polib
import pytest

from tests.support.pages import documents, pages_of, parsed
from tests.support.projects import MINI, build, copy_project, edit, run

# One translated text each: of the content, of the interface.
BEGUN = {
    "gcf": ("translations", "defi-01.titre", "Ki moun ka vini?", "Kréyòl gwadloupéyen"),
    "pt-BR": ("overrides/words", "interface.menu-defis", "Os desafios", "Português"),
    "azb": ("translations", "defi-02.titre", "نه چالیریق؟", "تۆرکجه"),
}
PAGES = sorted(path.relative_to(MINI / "docs/en").as_posix() for path in (MINI / "docs/en").rglob("*.md"))


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The tiny project with languages begun, under a budget that its whole languages keep; and what its build said."""
    project = copy_project(tmp_path_factory.mktemp("begun") / "project", MINI)
    for code, (_, _, _, name) in BEGUN.items():
        edit(project / "mkdocs.yml", "{locale: ar,", f"{{locale: {code}, name: {name}}}\n        - {{locale: ar,")
    edit(project / "data/budget.yaml", "elements: 400", "elements: 195")
    assert run(project, "macros", "translations").returncode == 0
    for code, (folder, context, words, _) in BEGUN.items():
        file = polib.pofile(str(project / folder / f"{code}.po"), wrapwidth=0)
        assert file.translated_entries() == []
        file.find(context, by="msgctxt").msgstr = words
        file.save()
    assert run(project, "macros", "check").returncode == 0
    result = run(project, "macros", "build")
    assert result.returncode == 0, result.stdout + result.stderr
    return project, result


def test_every_page_is_there_in_each_and_says_so(begun: tuple[Path, object]) -> None:
    site = begun[0] / "site"
    for code in BEGUN:
        own = [page for page in pages_of(site) if page.startswith(f"{code}/")]
        assert len(own) == len(PAGES)
        for page in own:
            root = parsed(site / page / "index.html")
            expected = (code, "rtl" if code == "azb" else "ltr")
            assert (root.get("lang"), root.get("dir")) == expected, page


def test_one_text_shows_in_its_language_among_marked_ones(begun: tuple[Path, object]) -> None:
    site = begun[0] / "site"
    listed = (site / "gcf/defis/index.html").read_text("utf-8")
    assert "Ki moun ka vini?" in listed
    assert not re.search(r'lang="[^"]*"[^>]*>Ki moun', listed)
    # The next défi has no title in this language yet.
    assert re.search(r'<span lang="en">[^<]+</span>', listed)
    menus = (site / "pt-BR/index.html").read_text("utf-8")
    assert ">Os desafios</a>" in menus
    assert '<span lang="en">The actions</span>' in menus
    assert "نه چالیریق؟" in (site / "azb/defis/index.html").read_text("utf-8")


def test_numbers_and_dates_are_written_as_cldr_or_the_original_has_them(begun: tuple[Path, object]) -> None:
    site = begun[0] / "site"
    weights = {}
    for code in (*BEGUN, "en"):
        page = (site / ("" if code == "en" else code) / "index.html").read_text("utf-8")
        weights[code] = re.findall(r"\d+[.,]\d+(?= (?:g|ko|kB)\b)", page)
        assert weights[code], code
    assert all("," in number for number in weights["pt-BR"])
    assert all("." in number for code in ("gcf", "azb", "en") for number in weights[code])


def test_nothing_stops_them_and_nobody_is_led_to_them(begun: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    project, result = begun
    noted = re.findall(r"^translations/([\w-]+)\.po:1: too heavy in \1: \d+ pages?, ", result.stdout, re.MULTILINE)
    assert sorted(noted) == sorted(BEGUN)
    assert re.search(r"trop de poids en gcf : \d+ pages?, la première étant site/gcf/", result.stdout)
    site = project / "site"
    for page in pages_of(site):
        switcher = {link.get("hreflang") for link in documents(site)[page].iter("a")} & BEGUN.keys()
        # The page about translations alone names every language.
        assert not switcher or page.endswith("traductions/"), page
    assert not re.search("|".join(BEGUN), (site / "sitemap.xml").read_text("utf-8"))


def test_budget_holds_for_a_language_once_it_is_offered(begun: tuple[Path, object], tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", begun[0])
    edit(project / "data/budget.yaml", "elements: 195", "elements: 120")
    result = run(project, "macros", "build", LANGS="en,fr,gcf")
    assert result.returncode == 1
    said = result.stdout + result.stderr
    assert re.search(r"^site/fr/defis/01/index\.html:1: the page has \d+ elements; at most 120", said, re.MULTILINE)
    assert "site/gcf" not in said


def test_default_language_may_have_any_code(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", MINI)
    edit(project / "mkdocs.yml", "{locale: en, name: English,", "{locale: gcf, name: Kréyòl,")
    edit(project / "data/defis.yaml", "langue: en", "langue: gcf")
    (project / "docs/en").rename(project / "docs/gcf")
    site = build(project, LANGS="gcf,fr")
    assert parsed(site / "index.html").get("lang") == "gcf"
    assert '<span lang="gcf">' not in (site / "index.html").read_text("utf-8")
