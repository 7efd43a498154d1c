"""The workflow of translators, and what readers see of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import html5lib
import polib
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from macros.source import data as strategy_data
from tests.support.doors import pages_in
from tests.support.pages import LANGUAGES, pages_of, parsed
from tests.support.projects import ROOT, build, edit, run
from tests.support.translating import OLDER, SECTION, add_a_sentence


def test_readers_are_told_of_a_section_that_changed_until_it_is_accepted(mini: Path) -> None:
    add_a_sentence(mini)
    page = (build(mini) / "fr" / "defis" / "01" / "index.html").read_text("utf-8")
    assert f'href="../../../defis/01/#{SECTION}"' in page.partition("</div>")[2]
    assert "La version d’origine a changé depuis cette traduction" in page.replace("\u202f", " ")
    result = run(mini, "macros", "translations", "--accept", f"fr/defis/01.md#{SECTION}")
    assert result.returncode == 0, result.stderr
    assert OLDER not in result.stdout
    assert "a changé depuis" not in (build(mini) / "fr" / "defis" / "01" / "index.html").read_text("utf-8")


def test_page_that_translators_are_told_of_shows_the_text(any_site: Path) -> None:
    def squeezed(text: str) -> str:
        return re.sub(r"\W+", "", text)

    texts = {
        page: squeezed("".join(parsed(any_site / page / "index.html").itertext()))
        for page in pages_of(any_site)
        if parsed(any_site / page / "index.html").get("lang") == parsed(any_site / "index.html").get("lang")
    }
    everywhere = " ".join(texts.values())
    wrong, alone = [], []
    for message in polib.pofile(str(any_site.parent / "translations/messages.pot")):
        address = re.match(r"Page ?: /(\S*)|(?:In the data|Dans les données)", message.comment)
        assert address, message.msgctxt
        page = address[1]
        if page is None:
            # No other page has it either.
            alone.append(message.msgctxt)
            assert squeezed(message.msgid) not in everywhere, message.msgctxt
        elif squeezed(message.msgid) not in texts[page]:
            wrong.append(f"{message.msgctxt}: not on /{page}")
    assert wrong == []
    # Notes on sources; what people type; easy texts, and themes, where a site has no page for them.
    assert {context.rpartition(".")[2] for context in alone} <= {"note", "recherche", "simple", "titre"}


def test_command_refuses_what_it_cannot_do(mini: Path) -> None:
    for option in ("--accept", "--minor"):
        result = run(mini, "macros", "translations", option, "fr/defis/99.md#nowhere")
        assert result.returncode == 1
        assert "names no page or section" in result.stderr


def test_untranslated_text_is_shown_in_the_original_and_says_so(mini: Path) -> None:
    edit(mini / "data/defis.yaml", "Say plainly who may come, where and when.", "Say who may come, where, and when.")
    assert run(mini, "macros", "translations").returncode == 0
    page = (build(mini) / "fr" / "defis" / "01" / "index.html").read_text("utf-8")
    assert '<p class="brief"><span lang="en">Say who may come' in page
    assert "Dites clairement qui peut venir" not in page


def test_review_takes_one_line_and_changes_the_notice(mini: Path) -> None:
    (mini / "data" / "langues.yaml").write_text(
        'relectures:\n  - {langue: fr, page: defis/01.md, par: Jeanne Exemple, date: "2026-12-01"}\n', "utf-8"
    )
    site = build(mini)
    reviewed = (site / "fr/defis/01/index.html").read_text("utf-8")
    assert "Traduction relue par Jeanne Exemple, 1 décembre 2026" in reviewed
    assert "que personne n’a encore relue" not in reviewed
    assert "que personne n’a encore relue" in (site / "fr/index.html").read_text("utf-8")


def test_language_is_offered_once_titles_and_summaries_are_there(mini: Path) -> None:
    path = mini / "translations" / "ar.po"
    text = re.sub(
        r'(msgctxt "defi-02.titre"\n(?:msgid .*\n(?:".*"\n)*))msgstr "(?:.*)"', r'\1msgstr ""', path.read_text("utf-8")
    )
    path.write_text(text, "utf-8")
    site = build(mini)
    assert 'hreflang="ar"' not in (site / "fr/defis/01/index.html").read_text("utf-8")
    assert 'lang="ar"' not in (site / "404.html").read_text("utf-8")


def test_foreign_word_in_a_translation_is_marked(mini: Path) -> None:
    path = mini / "translations" / "fr.po"
    text = re.sub(
        r'(msgctxt "defi-01.titre"\n(?:msgid .*\n))msgstr ".*"',
        r'\1msgstr "Un [[en:open call]] pour tous"',
        path.read_text("utf-8"),
    )
    path.write_text(text, "utf-8")
    page = (build(mini) / "fr/defis/01/index.html").read_text("utf-8")
    assert 'Un <span lang="en">open call</span> pour tous' in page
    assert "<title>Défi 1\u202f: Un open call pour tous – " in page


def texts(element, language: str) -> Iterator[tuple[str, str]]:
    """Each run of text of a page with the language it is marked as; links to sources aside."""
    language = "" if element.get("translate") == "no" else element.get("lang", language)
    if element.tag in ("p", "li", "dd", "h1", "h2", "h3", "caption", "blockquote"):
        own = " ".join([element.text or "", *(
            (child.text or "") + (child.tail or "") if child.get("lang", language) == language else (child.tail or "")
            for child in element if child.tag in ("a", "b", "em", "strong", "span", "br", "small")
        )])  # fmt: skip
        yield " ".join(own.split()), language
    for child in element:
        yield from texts(child, language)


def test_each_paragraph_is_in_the_language_it_says(site: Path) -> None:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(LANGUAGES)
    wrong, seen = [], 0
    for code in LANGUAGES:
        folder = site if code == LANGUAGES[0] else site / code
        for page in ("defis/07", "defis", "actions", "glossaire", "", "facile"):
            html = (folder / page / "index.html").read_text("utf-8")
            document = html5lib.parse(html, namespaceHTMLElements=False)
            for text, language in texts(document.find("body"), code):
                # Short texts and lists of names have no language to tell.
                if len(text.split()) < 14 or not language or language not in LANGUAGES:
                    continue
                seen += 1
                found = identifier.classify(text)[0]
                if found != language:
                    wrong.append(f"{code}/{page} [{language}, found {found}] {text[:90]}")
    assert seen > 1500
    # Neighbouring languages are told apart in nearly all cases; a page in the wrong one would show at once.
    assert len(wrong) <= seen * 0.01, "\n".join(wrong[:40])


def test_progress_page_says_what_the_files_say(site: Path) -> None:
    html = html5lib.parse((site / "traductions/index.html").read_text("utf-8"), namespaceHTMLElements=False)
    rows = {
        row.find("th/a").get("lang"): [cell.text for cell in row.findall("td")] for row in html.findall(".//tbody/tr")
    }
    for state in pages_in(ROOT).progress:
        messages, pages, older, reviewed = rows[state.language.code]
        # Thousands are set apart.
        assert re.sub(r"\D", "", messages.partition("sur")[0]) == str(state.translated_messages)
        assert pages.startswith(f"{state.translated_pages} sur")
        assert (older, reviewed) == (str(sum(map(len, state.older.values()))), str(state.reviewed))


def test_dates_and_numbers_follow_the_language(site: Path) -> None:
    strategy = strategy_data.load(ROOT)
    assert 105302 in [figure.valeur for figure in strategy.strategy.consultation.chiffres]
    for code, written in (("", "105\u202f302"), ("en", "105,302"), ("de", "105.302"), ("ca", "105.302")):
        assert written in (site / code / "demarche" / "index.html").read_text("utf-8"), code


def test_language_declared_complete_is_told_what_it_lacks_and_stops_no_build(mini: Path) -> None:
    (mini / "data" / "langues.yaml").write_text("langues:\n  - {id: ar, catalogue: true, prose: true}\n", "utf-8")
    result = run(mini, "macros", "check")
    lacks = "docs/ar/defis/01.md:1: ar is declared complete in data/langues.yaml, but this page is not translated"
    assert lacks in result.stdout + result.stderr
    build(mini)
