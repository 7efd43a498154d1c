"""The catalogues: nothing a translator wrote is lost, nothing wrong is shown."""

from __future__ import annotations

from pathlib import Path

from conftest import ROOT, run

from macros.words import catalogue

DEFIS = "data/defis.yaml"


def read(project: Path, language: str = "en"):
    name = f"translations/{language}.po"
    return catalogue.read(project / name, name)


def at(catalog, context: str):
    return next(message for message in catalog if message.msgctxt == context)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_catalogues_are_up_to_date(project: Path) -> None:
    for name in ("messages.pot", "en.po"):
        before = (ROOT / "translations" / name).read_bytes()
        assert run(project, "macros", "translations").returncode == 0
        assert (project / "translations" / name).read_bytes() == before, "run: make translations"


def test_english_is_complete() -> None:
    assert [m.msgctxt for m in read(ROOT) if not m.translated()] == []


def test_reworded_source_becomes_fuzzy_with_the_previous_words(project: Path) -> None:
    old = at(read(project), "defi-07.titre")
    replace(project / DEFIS, f"titre: {old.msgid}", "titre: Tout autre chose, écrit autrement")
    assert run(project, "macros", "translations").returncode == 0
    new = at(read(project), "defi-07.titre")
    assert (new.msgstr, new.fuzzy, new.previous_msgid) == (old.msgstr, True, old.msgid)
    # Reworded again: what was translated stays the previous words.
    replace(project / DEFIS, "Tout autre chose, écrit autrement", "Encore autrement")
    assert run(project, "macros", "translations").returncode == 0
    assert at(read(project), "defi-07.titre").previous_msgid == old.msgid


def test_moved_item_keeps_its_translation(project: Path) -> None:
    first, second = (at(read(project), f"defi-01.questions.{i}") for i in (0, 1))
    text = (project / DEFIS).read_text("utf-8")
    lines = text.splitlines()
    place = next(i for i, line in enumerate(lines) if first.msgid in line)
    lines[place : place + 2] = [lines[place + 1], lines[place]]
    (project / DEFIS).write_text("\n".join(lines) + "\n", "utf-8")
    assert run(project, "macros", "translations").returncode == 0
    moved = [at(read(project), f"defi-01.questions.{i}") for i in (0, 1)]
    assert [(m.msgstr, m.fuzzy) for m in moved] == [(second.msgstr, False), (first.msgstr, False)]


def test_removed_text_is_kept_as_obsolete_and_comes_back(project: Path) -> None:
    old, other = (at(read(project), context) for context in ("defi-01.questions.6", "defi-24.simple"))
    text = (project / DEFIS).read_text("utf-8")
    replace(project / DEFIS, f"      - {old.msgid}\n", "")
    assert run(project, "macros", "translations").returncode == 0
    assert at(read(project), "defi-01.questions.6").obsolete
    (project / DEFIS).write_text(text, "utf-8")
    assert run(project, "macros", "translations").returncode == 0
    back = at(read(project), "defi-01.questions.6")
    assert (back.obsolete, back.fuzzy, back.msgstr) == (False, False, old.msgstr)
    assert at(read(project), "defi-24.simple").msgstr == other.msgstr


def test_translators_comments_survive(project: Path) -> None:
    path = project / "translations" / "en.po"
    replace(path, "#: data/defis.yaml:7\n", "# A note by a translator.\n#: data/defis.yaml:7\n")
    assert run(project, "macros", "translations").returncode == 0
    assert "# A note by a translator." in path.read_text("utf-8")


def test_untranslated_text_is_shown_in_french_and_says_so(project: Path) -> None:
    message = at(read(project), "defi-07.en_bref")
    replace(project / DEFIS, message.msgid.split(". ")[0].split()[-1], "autrement")
    assert run(project, "macros", "translations").returncode == 0
    assert at(read(project), "defi-07.en_bref").fuzzy
    assert run(project, "macros", "build").returncode == 0
    page = (project / "site" / "en" / "defis" / "07" / "index.html").read_text("utf-8")
    assert '<p class="brief"><span lang="fr">' in page
    assert message.msgstr[:40] not in page.replace("’", "'")
