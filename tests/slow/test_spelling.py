"""Every word of every text is one of its language, for hunspell and Debian's dictionaries, or is known here.

Known are the names, titles and terms of the data; a word with a capital letter that the original of the same text has
too; acronyms, and names with a capital letter within them; what `tests/reference/spelling/` lists. Words that are
marked as another language's, code, addresses and official wordings are left out. So is, in Italian and in Occitan,
what an apostrophe cuts, which these dictionaries do not have. Arabic is held as the other languages are: its dictionary
knows clitics, and passes over vowel signs. A word that exists, in the place of another, is not found: mutations of
Breton and cases of Basque are left to `tests/content/forms.yaml` and to readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.content.texts import APART, Passage, names, passages
from tests.support import spelling
from tests.support.projects import REFERENCE

LISTS = REFERENCE / "spelling"
# The list of names that the data does not have, known in every language.
NAMES = "names"
_ARABIC = r"[\u0621-\u063f\u0641-\u0652\u0670]"
_LATIN = rf"(?:(?!{_ARABIC}|\u0640)[^\W\d_])"
# Arabic words stand against Latin ones, an article before a dash; endings stand against figures and other words.
_WORD = re.compile(
    rf"{_ARABIC}++(?!\u0640)|(?<!{_LATIN})(?<![\d{APART}}}’'-]){_LATIN}(?:{_LATIN}|\u0300|[’'·-](?={_LATIN}))*+(?!’?[\d{APART}])"
)
_CUT = {"it", "oc"}
# What joins words: in Breton an apostrophe is in the middle of a letter.
_JOINED = {"br": "-"}
# What a language may add to a name.
_ENDINGS = {
    "de": re.compile(r"s"),
    "en": re.compile(r"'s"),
    "eu": re.compile(r"(?:r?e|a)?(?:n|k|ko|ra|ri|tik|kin|rekin|tzat|rentzat|z|tako|tara(?:ko)?)|r?i|a"),
}


@cache
def known(language: str) -> frozenset[str]:
    """The words that are known in a language whatever the text: those of names, and of its list."""
    every = {word for name in (*names(), *listed(NAMES)) for word in words(name, "")}
    return frozenset({*every, *(word.rpartition("'")[2] for word in every), *listed(language)})


@cache
def listed(name: str) -> tuple[str, ...]:
    """What a list has, in its order: a word or a name a line, but for comments."""
    path = LISTS / f"{name}.txt"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return tuple(line.replace("’", "'") for line in lines if line and not line.startswith("#"))


def words(text: str, language: str) -> Iterator[str]:
    """The words of a text, as dictionaries write them."""
    for match in _WORD.finditer(text):
        word = match[0].replace("’", "'")
        yield word.rpartition("'")[2] if language in _CUT else word


def is_known(word: str, language: str, about: str) -> bool:
    """Whether a word that the dictionary of a language lacks is known here; `about`: the original of its text."""
    if len(word) == 1 or re.search(r"\w[A-Z]", word):
        return True
    if word in known(language) or word.lower() in known(language):
        return True
    return word[0].isupper() and (_is_there(word, about) or _is_name_with_ending(word, language, about))


def _is_there(word: str, about: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", about.replace("’", "'")) is not None


def _is_name_with_ending(word: str, language: str, about: str) -> bool:
    ending = _ENDINGS.get(language)
    cuts = range(3, len(word)) if ending else ()
    return any(
        ending is not None
        and ending.fullmatch(word[cut:]) is not None
        and (word[:cut] in known(language) or _is_there(word[:cut], about))
        for cut in cuts
    )


def unknown(texts: Iterable[Passage], language: str) -> Iterator[tuple[Passage, str]]:
    """The unknown words of some texts of a language, each with its text; of a compound one, its part that is."""
    by_text = {
        text: sorted(set(words(text.words, language)))
        for text in texts
        if not (text.language == "fr" and text.context.endswith(".officiel"))
    }
    every = set().union(*by_text.values())
    joined = re.compile(f"[{_JOINED.get(language, chr(39) + '-')}]")
    parts = {word: joined.split(word) for word in every}
    lacking = spelling.unknown(every, language)
    # Of a compound word, hunspell names the whole or a part.
    parted = {word for word in every if lacking.intersection((word, *parts[word]))}
    compound = {part for word in parted if len(parts[word]) > 1 for part in parts[word]}
    lacking |= spelling.unknown(compound - lacking, language)
    for text, own in by_text.items():
        for word in own:
            if word in parted and not is_known(word, language, text.about):
                yield from (
                    (text, part) for part in parts[word] if part in lacking and not is_known(part, language, text.about)
                )


def faults(texts: Iterable[Passage], language: str) -> list[str]:
    """The unknown words of some texts of a language: where, and what may have been meant."""
    found = list(unknown(texts, language))
    meant = spelling.suggestions({word for _, word in found}, language)
    return [f"{text}: {word} ({', '.join(meant.get(word, [])) or 'no suggestion'})" for text, word in found]


def _needed(language: str) -> None:
    if not spelling.installed(language):
        package = spelling.DICTIONARIES[language][1]
        pytest.skip(f"{package} is not installed: make test-all installs it where apt-get does")


@pytest.mark.parametrize("language", spelling.DICTIONARIES)
def test_words_are_spelled_as_dictionaries_do(language: str) -> None:
    _needed(language)
    found = faults((text for text in passages() if text.language == language), language)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("ar", "هذا نص مكتتوب", "مكتتوب"),
        ("br", "Un testenn skrivvet eo", "skrivvet"),
        ("ca", "Un text escritt", "escritt"),
        ("de", "Ein geschribener Text", "geschribener"),
        ("en", "A writen text", "writen"),
        ("es", "Un texto escritto", "escritto"),
        ("eu", "Testu idattzi bat", "idattzi"),
        ("fr", "Un texte écritt, l’arbbre", "écritt"),
        ("it", "Un testo scrrito, l’arrte", "scrrito"),
        ("oc", "Un tèxte escrich, l’arrbre", "arrbre"),
    ],
)
def test_misspelled_word_is_found_out(language: str, text: str, wrong: str) -> None:
    _needed(language)
    found = faults([Passage("x.md", 7, language, text)], language)
    assert any(fault.startswith(f"x.md:7: {wrong} (") for fault in found)


@pytest.mark.parametrize("path", sorted(LISTS.glob("*.txt")), ids=lambda path: path.stem)
def test_lists_are_in_order_and_say_only_what_is_there(path: Path) -> None:
    groups = re.split(r"^# .*\n", path.read_text("utf-8"), flags=re.MULTILINE)
    assert groups[0] == "", "a comment says what each group is of"
    for group in groups[1:]:
        assert group.splitlines() == sorted(set(group.splitlines()))
    there = " ".join(text.words for text in passages() if path.stem in (NAMES, text.language)).replace("’", "'")
    assert [word for word in listed(path.stem) if word.lower() not in there.lower()] == []
