"""What a term is in each language, and the translations that use another word: told, and never more than that."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from macros.building import site_of
from macros.source import settings
from macros.words import remarks as told_of
from macros.words import terminology
from macros.words.terminology import fold, stems
from tests.support.doors import pages_in, told
from tests.support.projects import ROOT, edit

# Orchestras rehearse; in French, `répétition` also means saying again.
WORDS = """termes:
  - id: rehearsal
    equivalents:
      - {langue: fr, mot: répétition, statut: etabli, source: exampleton-strategy, eviter: [reprise]}
  - id: player
    terme: player
    formes: [players]
    equivalents:
      - {langue: fr, mot: musicien, statut: propose, formes: [musicienne]}
      - {langue: ar, statut: absent, eviter: [لاعب]}
"""
TITLE, MESSAGE = "translations/fr.po", 'msgid "rehearsal"\nmsgstr "'


def remarks(project: Path) -> list[str]:
    """What is told of a project's words, in English."""
    site = site_of(settings.read(project))
    return [str(fault).splitlines()[0] for fault in told_of.remarks(site.project, site.pages)]


@pytest.mark.parametrize(
    ("form", "language", "text"),
    [
        ("offene Daten", "de", "Veröffentlichen Sie offenen Datensatz"),
        ("datu irekiak", "eu", "Datu irekien ataria"),
        ("البيانات المفتوحة", "ar", "نشر بيانات مفتوحة"),
        ("المنصة الكبيرة جدًا", "ar", "المنصات الكبيرة جدا"),
        ("meziant frank", "br", "ar veziantoù frank"),
        ("drets d’autor", "ca", "els drets d'autor"),
        ("DSA", "it", "Il DSA impone"),
    ],
)
def test_word_is_known_in_whatever_form_a_language_gives_it(form: str, language: str, text: str) -> None:
    assert all(stem in fold(text) for stem in stems(form, language))


@pytest.mark.parametrize(
    ("form", "language", "text"),
    [
        ("open data", "en", "these records are open"),
        ("related rights", "en", "copyright and other rights"),
        ("البيانات المفتوحة", "ar", "البيانات الشخصية"),
        ("gwirioù aozer", "br", "gwirioù sevenadurel"),
    ],
)
def test_another_word_is_not(form: str, language: str, text: str) -> None:
    assert not all(stem in fold(text) for stem in stems(form, language))


def test_translation_that_uses_another_word_is_told(draft: Path) -> None:
    assert remarks(draft) == []
    (draft / "data/terminologie.yaml").write_text(WORDS, "utf-8")
    before = Counter(remarks(draft))
    path = draft / TITLE
    text = path.read_text("utf-8")
    at = text.index(MESSAGE) + len(MESSAGE)
    for word, said in (
        ("filage", "the original says “rehearsal”, and this translation does not say “répétition”"),
        ("reprise", "“reprise” says something else than “rehearsal”"),
    ):
        path.write_text(text[:at] + word + text[text.index('"', at) :], "utf-8")
        (found,) = Counter(remarks(draft)) - before
        assert re.match(r"translations/fr\.po:\d+: ", found)
        assert f"term.rehearsal.terme: {said}" in found
    for word in ("les répétitions", "[[en:rehearsal]]"):
        path.write_text(text[:at] + word + text[text.index('"', at) :], "utf-8")
        assert Counter(remarks(draft)) == before
    assert told(draft) == "", "remarks stop nothing"


def test_page_that_uses_another_word_is_told_while_it_follows_the_original(draft: Path) -> None:
    (draft / "data/terminologie.yaml").write_text(WORDS, "utf-8")
    original, page = (draft / f"docs/{code}/defis/01.md" for code in ("en", "fr"))
    edit(original, "\n## ", "\nAsk the players.\n\n## ")
    site = pages_in(draft)
    accepted = told_of.translation.accepted(*(site.pages[site.project.address("defis/01.md", c)] for c in ("fr", "en")))
    page.write_text(accepted, "utf-8")
    found = [line for line in remarks(draft) if line.startswith("docs/")]
    assert len(found) == 1
    assert "the original says “player”" in found[0]
    edit(original, "Ask the players.", "Ask all the players, one by one.")
    assert [line for line in remarks(draft) if line.startswith("docs/")] == []


def test_remarks_are_few_and_the_rest_is_counted(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = 'termes:\n  - {id: any, terme: "the", equivalents: [{langue: fr, mot: zzzz, statut: propose}]}\n'
    (draft / "data/terminologie.yaml").write_text(words, "utf-8")
    found = remarks(draft)
    assert len(found) == told_of.MOST + 1
    rest = int(re.search(r"(\d+) more translations into fr", found[-1])[1])
    monkeypatch.setattr(told_of, "MOST", 1000)
    assert len(remarks(draft)) == len(found) - 1 + rest


def test_glossary_has_an_equivalent_or_a_reason_in_each_language() -> None:
    """What no source says is a proposal; what keeps the original word says so."""
    project = pages_in(ROOT).project
    established = Counter()
    for code, language in project.languages.items():
        if code == project.default:
            continue
        found = terminology.renderings(project.data, language)
        assert {term.id for term in project.data.terms} <= set(found)
        for rendering in found.values():
            assert (rendering.equivalent.statut == "etabli") == bool(rendering.source)
            assert (rendering.equivalent.statut == "absent") == (not rendering.word)
            established[code] += bool(rendering.source)
    assert all(count > 2 for count in established.values()), established


def test_translations_use_the_words_of_the_terminology() -> None:
    assert remarks(ROOT) == []
