"""`fix` mends what needs no judgement, says what it did, leaves the rest to the check, and has nothing to do twice."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from macros.source import mending
from macros.source.data import load
from macros.words.typography import french, untyped
from tests.support.doors import assert_readable, told
from tests.support.projects import MINI, ROOT, copy_project, edit, run
from tests.support.spoiled.editors import REVIEWS
from tests.support.spoiled.spoiling import DATA, PAGE

GLOSSARY, SOURCES = "data/glossaire.yaml", "data/sources.yaml"
DONE = "mended: "


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the tiny project, with its code: commands can be run in it."""
    return copy_project(tmp_path / "project", MINI)


def contents(project: Path) -> dict[str, bytes]:
    return {name: path.read_bytes() for path, name in mending.files(project, "docs")}


def spoil(project: Path) -> None:
    """Everything that `fix` mends, in data, pages and catalogues."""
    data = project / DATA
    edit(data, "    titre: Open the door to new players", "    titre: Players : open the door")
    edit(data, "      - Where does a newcomer", "      •\tWhere does a newcomer")
    edit(data, "      - What do we ask of a", "      - Newcomers : what do we ask of a")
    edit(data, "      - Who answers when", "      -Who answers when")
    edit(data, "    titre: Share scores that last", "\ttitre: Share scores that last")
    edit(data, '  date: "2024-06"', "  date: “2024-06”")
    (project / "data/langues.yaml").write_text(REVIEWS.replace("2026-01-01", '"2026-01-01"'), "utf-8")
    glossary = project / GLOSSARY
    glossary.write_bytes(b"\xef\xbb\xbf" + glossary.read_bytes().replace(b"\n", b"\r\n"))
    sources = project / SOURCES
    sources.write_text(unicodedata.normalize("NFD", sources.read_text("utf-8")).replace("langue: fr", "langue: fr  "))
    page = project / PAGE
    page.write_text(page.read_text("utf-8") + "\nWe bring:\n•\tchairs\n•\tlamps", "utf-8")
    catalogue = project / "translations/fr.po"
    catalogue.write_text(re.sub(r'msgid "(.{40,}) (.*)"', r'msgid ""\n"\1 "\n"\2"', catalogue.read_text("utf-8")))


def test_all_that_can_be_mended_is_and_the_check_is_clean(project: Path) -> None:
    before = contents(project)
    spoil(project)
    assert told(project) != ""
    result = run(project, "macros", "fix")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "no fault found" in result.stdout
    assert_readable(result.stdout)
    after = contents(project)
    for name, said in (
        (DATA, "the text of this line is between quotation marks"),
        (DATA, "the bullet • is a hyphen and a space"),
        (DATA, "the space missing after the hyphen or the key"),
        (DATA, "the tab of this line is spaces"),
        (DATA, "the curly quotation marks around this value are straight"),
        ("data/langues.yaml", r"\[\], which said that nothing follows, is gone"),
        (GLOSSARY, "the hidden mark at the beginning of the file is gone"),
        (GLOSSARY, r"the ends of \d+ lines are those of the other files"),
        (SOURCES, "the accents of 1 line are written in one character"),
        (SOURCES, "the spaces at the end of 1 line are gone"),
        (PAGE, "the bullet • is a hyphen and a space"),
        (PAGE, "the last line ends as the others do"),
        ("translations/fr.po", "this catalogue is in form"),
    ):
        assert re.search(rf"^{re.escape(name)}:\d+: mended: {said}", result.stdout, re.MULTILINE), name + said
    assert after[GLOSSARY] == before[GLOSSARY]
    assert after[SOURCES] == before[SOURCES]
    assert b"\n\n- chairs\n- lamps\n" in after[PAGE]
    strategy = load(project).strategy
    assert strategy.defis[0].titre == "Players : open the door"
    assert strategy.defis[0].questions[2].startswith("Newcomers : what do we ask")
    assert strategy.defis[1].titre == "Share scores that last"
    # Nobody's rights on the files changed, nothing else is left there, and there is nothing more to do.
    assert not list(project.rglob("*.part"))
    again = run(project, "macros", "fix")
    assert DONE not in again.stdout
    assert contents(project) == after


def test_what_needs_a_person_is_left_and_told_as_the_check_tells_it(project: Path) -> None:
    edit(project / DATA, "    titre: Open the door", '    titre: "Open the door')
    edit(project / DATA, "      - Where does", "      •\tWhere does")
    (project / GLOSSARY).write_bytes(b"termes:\n  - id: \xe9  \n")
    conflict = "<<<<<<< main\na  \n=======\n•\tb\n>>>>>>> theirs\n"
    (project / "data/contacts.yaml").write_text(conflict, "utf-8")
    result = run(project, "macros", "fix")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert f"{DATA}:53: mended: the bullet •" in result.stdout
    assert '"Open the door' in (project / DATA).read_text("utf-8")
    assert (project / GLOSSARY).read_bytes() == b"termes:\n  - id: \xe9  \n"
    assert (project / "data/contacts.yaml").read_text("utf-8") == conflict
    for said in (f"{DATA}:44: the text that begins", f"{GLOSSARY}:2: has characters that", "contacts.yaml:1: git left"):
        assert said in result.stderr
    assert result.stderr == run(project, "macros", "check").stderr


def test_a_character_that_no_yaml_may_have_is_told(project: Path) -> None:
    glossary = project / GLOSSARY
    glossary.write_bytes(b"\0" + glossary.read_bytes())
    before = glossary.read_bytes()
    result = run(project, "macros", "fix")
    assert result.returncode == 1
    assert f"{GLOSSARY}:1: has a hidden character (U+0000)" in result.stderr
    assert "Traceback" not in result.stderr
    assert glossary.read_bytes() == before


def test_the_project_itself_has_nothing_to_mend() -> None:
    for path, name in mending.files(ROOT, "docs"):
        plain = untyped if name.startswith(("data/", "docs/fr/")) else str
        assert mending.mend(path.read_bytes(), name, plain) == mending.Mended(path.read_bytes(), ()), name


def test_what_leads_out_of_the_project_is_not_written(project: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(b"words  \r\n")
    (project / "docs/en/link.md").symlink_to(outside)
    (project / "docs").rename(tmp_path / "docs")
    (project / "docs").symlink_to(tmp_path / "docs")
    (tmp_path / "docs/en/index.md").write_bytes(b"words  \r\n")
    assert run(project, "macros", "fix").returncode == 1
    assert outside.read_bytes() == (tmp_path / "docs/en/index.md").read_bytes() == b"words  \r\n"


# A page before and after; None where it stays as it is.
PAGES = {
    "word processor's list": ("Voici :\n•\tun\n·  deux\n\nfin\n", "Voici :\n\n- un\n- deux\n\nfin\n"),
    "bullet of a font": ("Voici :\n\n\uf0b7\tun\n", "Voici :\n\n- un\n"),
    "list with its empty line": ("Voici :\n\n•\tun\n", "Voici :\n\n- un\n"),
    "bullet below an item": ("- un\n•\tdeux\n", "- un\n- deux\n"),
    "bullet in code": ("```\n•\tun\n```\n\n    •\tdeux\n", None),
    "bullet among words": ("un • deux\n", None),
    "line break": ("un  \ndeux\n", None),
    "spaces that break no line": ("un  \n\ndeux \t\ntrois   \n", "un\n\ndeux\ntrois\n"),
    "spaces in code": ("```\nun  \n```\n", None),
    "front matter": ("---\ntitle: Un : deux\ndescription: x\n---\n\nmots\n",
                     '---\ntitle: "Un : deux"\ndescription: x\n---\n\nmots\n'),
    "no-break spaces": ("Qui\u00a0? «\u202fMoi\u202f» et 12\u00a0% d\u00a0x\n", "Qui ? « Moi » et 12 % d\u00a0x\n"),
    "no-break spaces in code": ("`Qui\u00a0?`\n", None),
    "accents in two characters": ("e\u0301te\u0301\n", "été\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_mended(name: str) -> None:
    before, after = PAGES[name]
    found = mending.mend(before.encode(), "docs/fr/x.md", untyped)
    assert found.content.decode() == (before if after is None else after)
    assert bool(found.notes) == (after is not None)
    assert mending.mend(found.content, "docs/fr/x.md", untyped) == mending.Mended(found.content, ())


# YAML before and after; None where a person has to say what was meant.
VALUES = {
    "colon": ("a: un : deux\n", 'a: "un : deux"\n'),
    "colon and quotes": ('a: un : "deux"\n', "a: 'un : \"deux\"'\n"),
    "colon on the second line": ("a: un\n  deux : trois\nb: x\n", 'a: "un\n  deux : trois"\nb: x\n'),
    "colon and what may be a comment": ("a: un : deux # trois\nb: x : y\n", 'a: un : deux # trois\nb: "x : y"\n'),
    "key gone wrong": ("a: x\nl}a:\n  - b\n", None),
    "sign": ("a: @un deux\n", 'a: "@un deux"\n'),
    "quotes forgotten": ('a: "un\nb: x\n', None),
    "hyphen forgotten": ("a:\n  - un\n  deux\n", None),
    "one space too many": ("a: x\n b: y\n", None),
    "tab that could be two levels": ("a:\n  - b: x\n\tc: y\n", "a:\n  - b: x\n    c: y\n"),
    "tab of no level": ("a: x\n\tb: y\n", None),
    "bullet of a font": ("a:\n  - un\n  \uf0b7\tdeux\n", "a:\n  - un\n  - deux\n"),
    "bullets alone": ("a:\n  • un\n  • deux\n", "a:\n  - un\n  - deux\n"),
    "bullet below an item": ("a:\n  - un\n    • deux\n", "a:\n  - un\n  - deux\n"),
    "bullet in a block of text": ("a: >-\n  un\n  • deux\n", None),
    "curly quotes around words": ("a: “un deux”\n", None),
    "curly quotes in braces": ("- {a: “2024-06”, b: x}\n", '- {a: "2024-06", b: x}\n'),
    "colon and bullet": ("a: un : deux\nb:\n  - x\n  •\ty\n", 'a: "un : deux"\nb:\n  - x\n  - y\n'),
}


@pytest.mark.parametrize("name", VALUES)
def test_values_are_mended(name: str) -> None:
    before, after = VALUES[name]
    found = mending.mend(before.encode(), "data/x.yaml")
    assert found.content.decode() == (before if after is None else after)
    assert bool(found.notes) == (after is not None)
    assert mending.mend(found.content, "data/x.yaml") == mending.Mended(found.content, ())


def test_spaces_that_need_not_be_typed_come_back_in_pages() -> None:
    for text in ("Qui\u202f? «\u202fMoi\u202f», p.\u00a05, 1\u202f000\u00a0€, l\u2019art\u00a0: 3\u00a0ans",):
        assert "\u00a0" not in untyped(text)
        assert "\u202f" not in untyped(text)
        assert french(untyped(text)) == french(text)
