"""Catalogues read and written: a malformed one is refused at its line, a sound one loses nothing."""

from __future__ import annotations

import time
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.source.faults import Fault, Faults
from macros.source.schema import Leaf
from macros.source.text import HIDDEN, MAX_BYTES
from macros.words import catalogue, extraction
from macros.words.catalogue import Translation
from tests.support.projects import ROOT

CATALOGUES = sorted([*ROOT.glob("translations/*.po*"), *ROOT.glob("overrides/words/*.po*")])
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
SOUND = (
    HEADER
    + """#: data/defis.yaml:7
msgctxt "defi-01.titre"
msgid "Before"
msgstr "After"

# A note.
#, fuzzy
#| msgid ""
#| "Long "
#| "before"
msgctxt "defi-01.questions.1"
msgid "Who?"
msgstr ""
"Qui "
"donc ?"

#~ msgctxt "defi-01.questions.0"
#~ msgid "Gone"
#~ msgstr "Parti"
"""
)
# What polib reads without a word, and would lose or show wrong: what is replaced, by what, and the line at fault.
READ_PAST = {
    "text not closed": ('msgstr "After"', 'msgstr "After', 8),
    "text not opened": ('msgstr "After"', "msgstr After", 8),
    "line not closed": ('"Qui "', '"Qui ', 18),
    "obsolete text not closed": ('"Parti"', '"Parti', 23),
    "previous words not closed": ('#| "Long "', '#| "Long ', 13),
    "quotation mark after a backslash": ('"After"', r'"Af\\"ter"', 8),
    "control character": ('"After"', r'"Af\bter"', 8),
    "unknown escape": ('"After"', r'"Af\xter"', 8),
    "message cut after its context": ('msgid "Before"', '#: data/defis.yaml:7\nmsgid "Before"', 7),
    "message cut after its words": ('msgstr "After"', '#: data/defis.yaml:7\nmsgctxt "x"\nmsgid "y"\nmsgstr "z"', 8),
    "message cut by a mark": ('msgid "Who?"', '#, fuzzy\nmsgid "Who?"', 16),
    "previous words in a translation": ('msgstr "After"', 'msgstr "After"\n#| " all"', 9),
    "translation in previous words": ('#| "before"', '"before"', 14),
    "obsolete line in a translation": ('"donc ?"', '#~ "donc ?"', 19),
    "obsolete translation of words in use": ('msgstr "After"', '#~ msgstr "After"', 8),
    "translation without words": ("# A note.", '# A note.\nmsgstr "x"', 11),
    "two translations": ('msgstr "After"', 'msgstr "After"\n# A note.\nmsgstr "x"', 10),
    "plural": ('msgstr "After"', 'msgid_plural "Befores"\nmsgstr[0] "After"', 8),
    "no translation at the end": ('\n#~ msgstr "Parti"', "", 21),
    "empty mark at the end": ('"Parti"', '"Parti"\n\n#,', 25),
}
REFUSED_BY_POLIB = {
    "unknown keyword": ('msgid "Before"', 'msg "Before"', 7),
    "text alone": ("# A note.", '# A note.\n"x"', 11),
    "words without translation": ('msgstr "After"', 'msgid "x"', 8),
    "translation without context's words": ('msgid "Before"\n', "", 7),
    "context twice": ('msgid "Before"', 'msgctxt "x"\nmsgid "Before"', 7),
    "quotation mark inside": ('"After"', '"Af"ter"', 8),
    "keyword alone": ('msgstr "After"', "msgstr", 8),
    "previous words without a text": ('#| "Long "', "#|", 13),
    "no PO file": (SOUND, "[section]\nkey = value\n", 1),
}


def write(folder: Path, text: str) -> Path:
    path = folder / "translations" / "en.po"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def refusal(folder: Path, text: str) -> Fault:
    """The one fault that loading a catalogue of this text tells."""
    write(folder, text)
    with pytest.raises(Faults) as raised:
        catalogue.load(folder, "en", ())
    (fault,) = raised.value.faults
    return fault


def spoilt(old: str, new: str) -> str:
    assert SOUND.count(old) == 1
    return SOUND.replace(old, new)


def leaf(context: str, text: str) -> Leaf:
    return Leaf(text).placed(context, "fr", "data/defis.yaml", 7)


def shelf(*sources: Leaf) -> extraction.Shelf:
    return extraction.Shelf(catalogue.CONTENT, "Some questions", "2026-11-22", sources, ["en"], lambda leaf: ())


def updated(text: str, sources: dict[str, str], tmp_path: Path) -> dict[tuple[str, bool], polib.POEntry]:
    """A catalogue of this text brought up to date, written and read again: (context, whether obsolete) → message."""
    old = catalogue.read(write(tmp_path, text), "en.po")
    new = shelf(*(leaf(context, words) for context, words in sources.items())).updated(old, "en")
    written = write(tmp_path, extraction.po_bytes(new).decode())
    return {(entry.msgctxt, entry.obsolete): entry for entry in catalogue.read(written, "en.po")}


def test_a_sound_catalogue_is_read_whole(tmp_path: Path) -> None:
    title, question, gone = catalogue.read(write(tmp_path, SOUND), "en.po")
    assert (title.msgctxt, title.msgid, title.msgstr) == ("defi-01.titre", "Before", "After")
    assert (question.msgstr, question.fuzzy, question.previous_msgid) == ("Qui donc ?", True, "Long before")
    assert (question.tcomment, gone.msgstr, gone.obsolete) == ("A note.", "Parti", True)


def test_translation_is_kept_where_its_words_change_and_says_so(tmp_path: Path) -> None:
    write(tmp_path, SOUND)
    title, question = "defi-01.titre", "defi-01.questions.1"
    found = catalogue.load(tmp_path, "en", ())
    assert found.get(leaf(title, "Before")) == Translation("After", "Before", is_older=False)
    assert found.get(leaf(title, "Reworded")) == Translation("After", "Before", is_older=True)
    assert found.get(leaf(question, "Who?")) == Translation("Qui donc ?", "Long before", is_older=True)
    assert found.get(leaf("defi-01.en_bref", "Before")) is None
    # What a placeholder stands for would not be said.
    assert found.get(leaf(title, "Before {name}")) is None


def test_translation_follows_its_words_to_another_place_of_the_list_and_leaves_none_behind(tmp_path: Path) -> None:
    write(tmp_path, SOUND.replace("#, fuzzy\n", "").replace('#| msgid ""\n#| "Long "\n#| "before"\n', ""))
    questions = [leaf(f"defi-01.questions.{place}", text) for place, text in enumerate(("Why?", "When?", "Who?"))]
    found = catalogue.load(tmp_path, "en", questions)
    assert [found.get(question) for question in questions] == [None, None, Translation("Qui donc ?", "Who?", False)]


@pytest.mark.parametrize("kind", READ_PAST)
def test_what_polib_reads_past_is_refused_at_its_line(kind: str, tmp_path: Path) -> None:
    old, new, line = READ_PAST[kind]
    polib.pofile(str(write(tmp_path, spoilt(old, new))))
    fault = refusal(tmp_path, spoilt(old, new))
    assert (fault.code, fault.line) == ("po-broken", line)
    assert fault.values["text"] == spoilt(old, new).splitlines()[line - 1].strip()


@pytest.mark.parametrize("kind", REFUSED_BY_POLIB)
def test_what_polib_refuses_is_told_at_its_line(kind: str, tmp_path: Path) -> None:
    old, new, line = REFUSED_BY_POLIB[kind]
    fault = refusal(tmp_path, spoilt(old, new))
    assert (fault.code, fault.file, fault.line) == ("po-broken", "translations/en.po", line)


def test_one_context_twice_is_refused_whatever_its_words(tmp_path: Path) -> None:
    text = SOUND + '\nmsgctxt "defi-01.titre"\nmsgid "Other words"\nmsgstr "Others"\n'
    polib.pofile(str(write(tmp_path, text)), check_for_duplicates=True)
    fault = refusal(tmp_path, text)
    assert (fault.code, fault.line, fault.where, fault.values) == ("po-repeated", 25, "defi-01.titre", {"first": 5})


def test_placeholders_are_those_of_the_words_that_a_translation_was_made_from(tmp_path: Path) -> None:
    fault = refusal(tmp_path, spoilt('"After"', '"After {name}"'))
    assert (fault.code, fault.line, fault.where) == ("po-placeholders", 5, "defi-01.titre")
    assert fault.values == {"expected": "∅", "found": "{name}"}
    # Whoever changes the words need not know the language: this translation is merely older.
    write(tmp_path, spoilt('"Who?"', '"Who, {name}?"'))
    assert catalogue.load(tmp_path, "en", ()).get(leaf("defi-01.questions.1", "Who, {name}?")) is None


@pytest.mark.parametrize("charset", ["charset=latin-1", "Charset=utf-8-sig", 'charset=latin\\"1', 'char"\n"set=utf-7'])
def test_another_charset_is_refused(charset: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, SOUND.replace("charset=utf-8", charset)).code == "file-not-utf8"


def test_a_catalogue_that_is_the_name_of_a_file_does_not_open_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "# Another file"
    (tmp_path / name).write_text(SOUND, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert len(polib.pofile(name)) == 3
    assert list(catalogue.read(write(tmp_path, name), "en.po")) == []


@pytest.mark.parametrize(
    ("line", "sound"),
    [
        ("\n", True),
        (f'"{"a" * 200}"\n', True),
        ('#| msgid "a"\n', True),
        (" " * 999, True),
        ('msgctxt "a"\nmsgid "b"\n', False),
        ('"' + r"\\" * 499, False),
    ],
)
def test_the_largest_catalogue_takes_seconds(line: str, sound: bool, tmp_path: Path) -> None:
    text = HEADER + 'msgctxt "a"\nmsgid "b"\nmsgstr ""\n'
    lines = catalogue.MAX_LINES - text.count("\n")
    text += line * min((MAX_BYTES - len(text)) // len(line), lines // max(line.count("\n"), 1))
    started = time.process_time()
    if sound:
        assert len(catalogue.read(write(tmp_path, text), "en.po")) == 1
    else:
        assert refusal(tmp_path, text).code == "po-broken"
    assert time.process_time() - started < 10


def test_a_removed_item_does_not_hide_the_one_that_took_its_place(tmp_path: Path) -> None:
    list_of_two = HEADER + "".join(
        f'msgctxt "defi-01.questions.{place}"\nmsgid "{words}"\nmsgstr "{words} translated"\n\n'
        for place, words in enumerate("AB")
    )
    shorter = {"defi-01.questions.0": "B"}
    once = updated(list_of_two, shorter, tmp_path)
    assert {key: entry.msgstr for key, entry in once.items()} == {
        ("defi-01.questions.0", False): "B translated",
        ("defi-01.questions.0", True): "A translated",
    }
    written = (tmp_path / "translations/en.po").read_text("utf-8")
    assert updated(written, shorter, tmp_path).keys() == once.keys()
    assert (tmp_path / "translations/en.po").read_text("utf-8") == written
    back = updated(written, {"defi-01.questions.0": "A", "defi-01.questions.1": "B"}, tmp_path)
    assert {key: (entry.msgstr, entry.fuzzy) for key, entry in back.items()} == {
        ("defi-01.questions.0", False): ("A translated", False),
        ("defi-01.questions.1", False): ("B translated", False),
    }


def test_a_message_to_review_is_still_to_be_reviewed_when_it_comes_back(tmp_path: Path) -> None:
    gone = updated(SOUND, {"defi-01.titre": "Before"}, tmp_path)
    assert gone["defi-01.questions.1", True].fuzzy
    written = (tmp_path / "translations/en.po").read_text("utf-8")
    back = updated(written, {"defi-01.questions.1": "Who?"}, tmp_path)["defi-01.questions.1", False]
    assert (back.msgstr, back.tcomment, back.fuzzy) == ("Qui donc ?", "A note.", True)


def test_long_previous_words_are_kept_whole(tmp_path: Path) -> None:
    long = 'Quelques mots, assez pour plusieurs lignes d’un catalogue, avec un \\ et des " ; ' * 4
    text = HEADER + f'msgctxt "a.b"\nmsgid "{polib.escape(long)}"\nmsgstr "x"\n'
    once = updated(text, {"a.b": "Other words"}, tmp_path)["a.b", False]
    assert (once.previous_msgid, once.fuzzy) == (long, True)
    written = (tmp_path / "translations/en.po").read_text("utf-8")
    assert updated(written, {"a.b": "Other words again"}, tmp_path)["a.b", False].previous_msgid == long


def test_the_translators_of_a_catalogue_stay_named(tmp_path: Path) -> None:
    updated("# Jeanne Exemple, 2026.\n#\n# Thanks.\n" + SOUND, {"defi-01.titre": "Before"}, tmp_path)
    written = (tmp_path / "translations/en.po").read_text("utf-8")
    assert written.startswith('# Jeanne Exemple, 2026.\n#\n# Thanks.\nmsgid ""\n')


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_catalogue_read_and_written_is_the_same_bytes(path: Path) -> None:
    assert extraction.po_bytes(catalogue.read(path, path.name)) == path.read_bytes()


# Beside other work, an input can take any time.
@settings(deadline=None)
@given(words=st.lists(st.text().filter(lambda text: text and not HIDDEN.search(text)), min_size=2, max_size=2))
def test_any_words_come_back_as_they_were(words: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    source, translation = words
    file = shelf(leaf("a.b", source), leaf("a.c", source)).template()
    for entry in file:
        entry.msgstr = translation
    file[0].previous_msgid = translation
    path = tmp_path_factory.getbasetemp() / "any.po"
    path.write_bytes(extraction.po_bytes(file))
    first, second = catalogue.read(path, "any.po")
    assert (first.msgid, first.msgstr, first.previous_msgid) == (source, translation, translation)
    assert (second.msgid, second.msgstr, second.previous_msgid) == (source, translation, None)
