"""The French prose: nothing copied, the linter finds what it must, the glossary is linked once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.source import data as strategy_data
from macros.source.ids import page_of
from macros.source.page import Page
from macros.source.writing import sentences_of
from tests.support.projects import REFERENCE, ROOT, run
from tests.support.shingles import fingerprints, shingles

DATA = strategy_data.load(ROOT)
SOURCE = fingerprints(REFERENCE / "source_shingles.bin")
# Short official wordings are quoted on purpose.
QUOTED = [
    *(entry.officiel for entry in DATA.entries.values()),
    *DATA.strategy.groupes.noms,
    DATA.strategy.strategie.titre,
]
PAGES = sorted((ROOT / "docs" / "fr").rglob("*.md"))
DEFIS = [ROOT / "docs" / "fr" / page_of(defi.id) for defi in DATA.strategy.defis]
# What is spelled out wherever it is named is no mould.
NAMES = re.compile(
    r"Commission nationale de l’informatique et des libertés|directions? régionales? des affaires culturelles", re.I
)


# Numbers that easy texts write in figures.
NUMBER = re.compile(r"\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|vingt|trente|cent|mille)\b", re.I)


def prose_of(path: Path) -> str:
    """What readers read of a page, without its macros."""
    sources = tuple((source.id, source.url) for source in DATA.sources.values())
    return Page(path.name, path.read_bytes(), sources).prose


def copied(text: str) -> list[str]:
    """The runs of eight words that a text shares with the source's body."""
    allowed = {fingerprint for wording in QUOTED for _, fingerprint in shingles(wording)}
    return [run for run, fingerprint in shingles(text) if fingerprint in SOURCE - allowed]


@pytest.mark.parametrize("path", PAGES, ids=[path.relative_to(ROOT / "docs").as_posix() for path in PAGES])
def test_page_copies_nothing_of_the_source(path: Path) -> None:
    assert copied(prose_of(path)) == []


def test_data_copies_nothing_of_the_source() -> None:
    strategy = DATA.strategy
    texts = [text for d in strategy.defis for text in (d.titre, d.en_bref, d.simple, *d.questions, *d.ecologie)]
    texts += [link.pourquoi for d in strategy.defis for link in d.lies]
    texts += [text for a in strategy.actions for text in (a.titre, a.en_bref, a.simple, *(s.texte for s in a.suivi))]
    texts += [part.en_bref for axe in strategy.axes for part in (axe, *axe.sections)]
    texts += [term.definition for term in DATA.terms]
    assert [run for text in texts for run in copied(text)] == []


def test_copying_would_be_found() -> None:
    sentence = "le présent document propose 24 défis qui sont autant de questions à se poser"
    assert copied(sentence)


def test_every_defi_has_its_prose() -> None:
    for defi in DATA.strategy.defis:
        assert 500 <= len(prose_of(ROOT / "docs" / "fr" / page_of(defi.id)).split()) <= 750, defi.id


def test_the_site_says_what_it_does_of_the_defis_it_can_practise() -> None:
    for number in (1, 2, 3, 9, 13, 16, 17, 18, 19, 21, 24):
        text = (ROOT / "docs" / "fr" / "defis" / f"{number:02}.md").read_text("utf-8")
        section = text.partition("{#ce-site}")[2]
        assert re.search(r"\]\(\.\./[a-z-]+\.md", section), f"défi {number}: no link to the evidence"


def test_easy_texts_have_short_sentences() -> None:
    for entry in (*DATA.strategy.defis, *DATA.strategy.actions):
        lengths = [len(sentence.split()) for sentence in sentences_of(entry.simple)]
        assert max(lengths) <= 14, entry.id


def test_easy_texts_have_easy_titles_one_reader_and_figures() -> None:
    strategy = DATA.strategy
    for entry in (*strategy.axes, *strategy.defis, *strategy.actions):
        assert entry.titre_simple, entry.id
    for entry in (*strategy.defis, *strategy.actions):
        # The reader is a person who visits: a museum's own things are not theirs.
        assert not re.search(r"\b(?:vos|votre)\b", entry.simple, re.I), entry.id
        assert not NUMBER.search(f"{entry.titre_simple} {entry.simple}"), entry.id


def blocks(path: Path) -> list[str]:
    """The paragraphs and items of a French défi, without its links, the names that it spells out and its headings."""
    text = re.sub(r"\{\{.*?\}\}|^#.*$", "", path.read_text("utf-8"), flags=re.MULTILINE)
    text = NAMES.sub("", re.sub(r"\[[^\]]*\](?:\[[^\]]*\]|\([^)]*\))", "", text))
    return [block for block in re.split(r"\n\s*\n|\n(?=\d\. |- )", text) if re.search(r"\w", block)]


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w’'-]+", text.lower())


def test_no_run_of_five_words_stands_in_more_than_two_defis() -> None:
    found: dict[tuple[str, ...], set[str]] = {}
    for path in DEFIS:
        for sentence in (part for block in blocks(path) for part in re.split(r"(?<=[.!?;:])\s+", block)):
            words = words_of(sentence)
            for five in zip(*(words[start:] for start in range(5)), strict=False):
                found.setdefault(five, set()).add(path.name)
    assert {five: sorted(names) for five, names in found.items() if len(names) > 2} == {}


def test_defis_begin_and_end_each_in_its_own_words() -> None:
    written = [blocks(path) for path in DEFIS]
    begun = [tuple(words_of(found[0])[:3]) for found in written]
    ended = [tuple(words_of(found[-1])[-3:]) for found in written]
    assert len(set(begun)) == len(set(ended)) == len(DEFIS)


def test_each_source_is_cited() -> None:
    cited = "".join(path.read_text("utf-8") for path in PAGES)
    cited += "".join(path.read_text("utf-8") for path in (ROOT / "data").glob("*.yaml") if path.name != "sources.yaml")
    assert [source for source in DATA.sources if source not in cited] == []


def test_a_year_from_now_the_work_due_is_read_at_a_glance() -> None:
    result = run(ROOT, "macros", "check", "--date", "2027-11-28")
    assert len(result.stdout.splitlines()) <= 40


def test_sentences_are_told_apart() -> None:
    assert len(sentences_of("Une phrase de mots. Une autre ? « Une citation ! » Et la p. 12 encore.")) == 4
