"""The workflow of translators, and what readers see of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import html5lib
import polib
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from macros.site import states
from macros.source import data as strategy_data
from tests.support.doors import pages_in
from tests.support.pages import LANGUAGES, pages_of, parsed
from tests.support.projects import ROOT, SITE_URL, build, edit, run
from tests.support.translating import OLDER, SECTION, add_a_sentence, translated

# How pages say that a machine wrote them: where they are, and the words.
MACHINE = {
    "index.html": "written or translated by artificial intelligence",
    "defis": "written or translated by artificial intelligence",
    **{code: translated(code, "interface.notice-machine").partition(" (")[0] for code in LANGUAGES[1:]},
    "fr": "écrit ou traduit par une intelligence artificielle",
}


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

    def shown(page) -> Iterator[str]:
        yield from page.itertext()
        yield from (element.get("content", "") for element in page.iter("meta"))

    texts = {
        page: squeezed("".join(shown(parsed(any_site / page / "index.html"))))
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
        assert "names no page, section or short text" in result.stderr


BRIEF = "Say plainly who may come, where and when."


def test_older_translation_is_still_shown_and_marked_until_it_is_accepted(mini: Path) -> None:
    edit(mini / "data/defis.yaml", BRIEF, "Say who may come, where, and when.")
    page = (build(mini) / "fr" / "defis" / "01" / "index.html").read_text("utf-8")
    assert '<p class="brief"><span class="older">Dites clairement qui peut venir' in page
    assert "plus anciens que l’original, soulignés de points\u00a0: 1" in page
    assert run(mini, "macros", "translations", "--accept", "fr/defi-01.en_bref").returncode == 0
    assert "older" not in (build(mini) / "fr" / "defis" / "01" / "index.html").read_text("utf-8")


def test_text_that_is_not_translated_is_shown_in_the_original_and_says_so(mini: Path) -> None:
    path = mini / "translations" / "fr.po"
    file = polib.pofile(str(path), wrapwidth=0)
    file.find("defi-01.questions.0", by="msgctxt").msgstr = ""
    file.save()
    page = (build(mini) / "fr" / "defis" / "01" / "index.html").read_text("utf-8")
    assert re.search(r'<li><span lang="en">[^<]+\?</span></li>', page)
    assert "Textes courts encore dans la langue d’origine\u00a0: 1" in page


def test_page_whose_first_texts_are_translated_is_one_of_its_language(mini: Path) -> None:
    address = f"{SITE_URL}fr/defis/02/"
    site = build(mini)
    assert not (mini / "docs/fr/defis/02.md").exists()
    page = (site / "fr/defis/02/index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{address}">' in page
    assert '<meta property="og:locale" content="fr_FR">' in page
    assert json.loads(page.partition('ld+json">')[2].partition("</script>")[0])["inLanguage"] == "fr"
    assert f'hreflang="fr" href="{address}"' in (site / "defis/02/index.html").read_text("utf-8")
    assert address in (site / "sitemap.xml").read_text("utf-8")
    # One question less, and the original's page is the one to find.
    path = mini / "translations" / "fr.po"
    file = polib.pofile(str(path), wrapwidth=0)
    file.find("defi-02.questions.0", by="msgctxt").msgstr = ""
    file.save()
    site = build(mini)
    assert f'<link rel="canonical" href="{SITE_URL}defis/02/">' in (site / "fr/defis/02/index.html").read_text("utf-8")
    assert address not in (site / "sitemap.xml").read_text("utf-8")


def test_what_a_machine_wrote_says_so_until_somebody_has_read_it(mini: Path) -> None:
    path = mini / "data" / "langues.yaml"
    path.write_text("origine: machine\norigines:\n  - {langue: fr, texte: defis/02.md, origine: personne}\n", "utf-8")
    site = build(mini)
    for page in ("index.html", "fr/defis/01/index.html", "ar/defis/index.html", "defis/02/index.html"):
        assert MACHINE[page.partition("/")[0]] in (site / page).read_text("utf-8"), page
    assert MACHINE["fr"] not in (site / "fr/defis/02/index.html").read_text("utf-8")
    review = '  - {langue: fr, texte: defis/01.md, par: Jeanne Exemple, date: "2026-11-01"}\n'
    path.write_text(f"origine: machine\nrelectures:\n{review}", "utf-8")
    # Until it says which words were read, it is worth nothing.
    assert MACHINE["fr"] in (build(mini) / "fr/defis/01/index.html").read_text("utf-8")
    assert run(mini, "macros", "translations").returncode == 0
    assert re.search(r'date: "2026-11-01", empreinte: "[0-9a-f]{8}"\}\n', path.read_text("utf-8"))
    page = (build(mini) / "fr/defis/01/index.html").read_text("utf-8")
    assert "Relu par Jeanne Exemple, 1er novembre 2026." in page
    assert MACHINE["fr"] not in page
    edit(mini / "translations/fr.po", "Dites clairement", "Dites bien")
    assert "data/langues.yaml:3: Jeanne Exemple reviewed `defis/01.md`" in run(mini, "macros", "check").stdout
    assert "Jeanne" not in (build(mini) / "fr/defis/01/index.html").read_text("utf-8")


def test_states_are_published_as_they_are_shown(site: Path) -> None:
    published = json.loads((site / "data/v1/traductions.json").read_text("utf-8"))["langues"]
    assert [language["langue"] for language in published] == LANGUAGES
    for language in published[1:]:
        code = language["langue"]
        for page in language["pages"]:
            name = code + "/" + page["page"].removesuffix(".md").removesuffix("index").strip("/")
            html = (site / name / "index.html").read_text("utf-8")
            falls_back = '<div lang="fr"' in html.partition('class="prose"')[2].partition("<article>")[0][:4000]
            assert (page["etat"] in ("partielle", "manquante")) or not falls_back, name
            assert MACHINE[code] in html if page["origine"] == "machine" and not page["relu_par"] else True, name


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
    assert "<title>Défi 1\u00a0: Un open call pour tous – " in page


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


def test_progress_page_says_what_the_files_say_and_names_the_pages_of_each_state(site: Path) -> None:
    html = html5lib.parse((site / "traductions/index.html").read_text("utf-8"), namespaceHTMLElements=False)
    rows = {
        row.find("th/a").get("lang"): ["".join(cell.itertext()).strip() for cell in row.findall("td")]
        for row in html.findall(".//tbody/tr")
    }
    lists = html.findall(".//main//details")
    for state, pages in zip(states.of_languages(pages_in(ROOT)), lists, strict=True):
        drawn, messages, *counts = rows[state.progress.language.code]
        assert drawn == ""
        # Thousands are set apart.
        assert re.sub(r"\D", "", messages.partition("sur")[0]) == str(state.progress.translated_messages)
        assert counts == [str(len(state.of_kind(kind))) for kind in states.KINDS]
        links = [[link.get("href") for link in line.findall("a")] for line in pages.findall("p")]
        named = [len(line) for line in links if not any("/bureau/" in href for href in line)]
        assert named == [len(found) for kind in states.KINDS if (found := state.of_kind(kind))], state.progress


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
