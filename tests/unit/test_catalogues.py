"""The catalogues: up to date and complete; nothing a translator wrote is lost."""

from __future__ import annotations

from pathlib import Path

import polib

from tests.support.doors import translated
from tests.support.projects import MINI, ROOT, copy_project, edit

DATA, FRENCH, ENGLISH, WORDS = "data/defis.yaml", "translations/fr.po", "translations/en.po", "overrides/words/en.po"
# Files whose long texts are shown in the original, marked, in languages that are not declared complete.
IN_THE_ORIGINAL = {"data/obligations.yaml"}

# Records of facts, which stay in the language of the data where a language does not promise its whole catalogue.
KEPT = ("case.",)


def at(path: Path, context: str) -> polib.POEntry:
    """The message at a context, as somebody else's parser reads it."""
    (found,) = (message for message in polib.pofile(str(path)) if message.msgctxt == context)
    return found


def test_catalogues_are_up_to_date(tmp_path: Path) -> None:
    copy = copy_project(tmp_path / "project", code=False)
    translated(copy)
    for path in (*(ROOT / "translations").iterdir(), *(ROOT / "overrides/words").iterdir()):
        assert (copy / path.relative_to(ROOT)).read_bytes() == path.read_bytes(), "run: make translations"


def test_catalogues_of_the_tiny_project_are_up_to_date_and_the_generators_stay_as_they_are(draft: Path) -> None:
    translated(draft)
    for path in (MINI / "translations").iterdir():
        assert (draft / "translations" / path.name).read_bytes() == path.read_bytes(), path
    for path in (ROOT / "overrides/words").iterdir():
        assert (draft / "overrides/words" / path.name).read_bytes() == path.read_bytes(), path


def test_reworded_source_becomes_fuzzy_with_the_previous_words(draft: Path) -> None:
    old = at(draft / FRENCH, "defi-01.titre")
    edit(draft / DATA, f"titre: {old.msgid}", "titre: Another thing, written otherwise")
    translated(draft)
    new = at(draft / FRENCH, "defi-01.titre")
    assert (new.msgstr, new.fuzzy, new.previous_msgid) == (old.msgstr, True, old.msgid)
    # Reworded again: what was translated stays the previous words.
    edit(draft / DATA, "Another thing, written otherwise", "Otherwise again")
    translated(draft)
    assert at(draft / FRENCH, "defi-01.titre").previous_msgid == old.msgid


def test_moved_item_keeps_its_translation(draft: Path) -> None:
    contexts = [f"defi-01.questions.{number}" for number in (0, 1)]
    first, second = (at(draft / FRENCH, context) for context in contexts)
    lines = [f"      - {message.msgid}\n" for message in (first, second)]
    edit(draft / DATA, "".join(lines), "".join(reversed(lines)))
    translated(draft)
    moved = [at(draft / FRENCH, context) for context in contexts]
    assert [(m.msgstr, m.fuzzy) for m in moved] == [(second.msgstr, False), (first.msgstr, False)]


def test_removed_text_is_kept_as_obsolete_and_comes_back(draft: Path) -> None:
    words = draft / "overrides/words.yaml"
    text = words.read_text("utf-8")
    other = at(draft / WORDS, "interface.page").msgstr
    words.write_text("".join(line for line in text.splitlines(True) if not line.startswith("field-titre:")), "utf-8")
    translated(draft)
    obsolete = polib.pofile(str(draft / WORDS)).obsolete_entries()
    assert "title" in [message.msgstr for message in obsolete]
    words.write_text(text, "utf-8")
    translated(draft)
    assert at(draft / WORDS, "interface.field-titre").msgstr == "title"
    assert at(draft / WORDS, "interface.page").msgstr == other


def test_translators_comments_survive(draft: Path) -> None:
    edit(
        draft / FRENCH,
        '#: data/defis.yaml\nmsgctxt "strategie.sous',
        '# A note by a translator.\nmsgctxt "strategie.sous',
    )
    translated(draft)
    assert at(draft / FRENCH, "strategie.sous_titre").tcomment == "A note by a translator."
