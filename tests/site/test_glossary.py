"""The glossary in prose: the first use of a term leads to it, once a page."""

from __future__ import annotations

import re
from pathlib import Path

from macros.site import pages
from macros.site.article import article
from macros.site.page_macros import call
from tests.support.doors import pages_in, told
from tests.support.projects import ROOT
from tests.support.spoiled.spoiling import FRONT


def test_first_use_of_a_term_links_to_the_glossary(site: Path) -> None:
    html = (site / "defis" / "02" / "index.html").read_text("utf-8")
    assert html.count('<a class="term" href="../../glossaire/#decouvrabilite">') == 1
    assert "découvrabilité" in html.partition('class="term" href="../../glossaire/#decouvrabilite">')[2][:20]
    for page in site.rglob("index.html"):
        linked = re.findall(r'class="term" href="[^"]*#([^"]+)"', page.read_text("utf-8"))
        assert len(linked) == len(set(linked)), page
    assert 'class="term"' not in (site / "glossaire" / "index.html").read_text("utf-8")


def test_a_term_is_found_in_words_alone(draft: Path) -> None:
    """Whatever a term is called, marks of macros and entities stay whole around the words that are like it."""
    (draft / "docs/en/glossaire.md").write_text(f"{FRONT}{{{{ glossary() }}}}\n", "utf-8")
    words = "0 lt amp x27\n\n{{ data_address() }} &lt;b&gt; &amp; &#x27; {{ data_address() }}\n\n{{ map() }}\n"
    (draft / "docs/en/words.md").write_text(FRONT + words, "utf-8")
    site = pages_in(draft)
    plain = article(site, site.view("words.md", "en")).html
    with (draft / "data/glossaire.yaml").open("a", encoding="utf-8") as file:
        for number, term in enumerate(("0", "1", "2", "lt", "gt", "amp", "x27", "b")):
            file.write(f'  - {{id: term-{number}, terme: "{term}", definition: Words}}\n')
    assert told(draft) == ""
    site = pages_in(draft)
    linked = article(site, site.view("words.md", "en")).html
    terms = re.findall(r'<a class="term" href="[^"]*">(.*?)</a>', linked)
    assert terms == ["0", "lt", "amp", "x27", "b"]
    assert re.sub(r'<a class="term" href="[^"]*">(.*?)</a>', r"\1", linked) == plain


def test_each_term_shows_the_original_and_leads_to_itself_in_every_language() -> None:
    site = pages_in(ROOT)
    codes = list(site.project.languages)
    for code in codes:
        html = str(call(site, site.view(pages.GLOSSARY, code), "glossary"))
        entries = re.split(r'(?=<dt id=")', html)[1:]
        assert len(entries) == len(site.project.data.terms)
        for entry in entries:
            (term,) = re.findall(r'<dt id="([^"]+)"', entry)
            links = re.findall(r'href="([^"]*)#([^"]+)"[^>]* hreflang="([^"]+)"', entry)
            assert sorted((name, language) for _, name, language in links) == sorted(
                (term, other) for other in codes if other != code
            )
    german = str(call(site, site.view(pages.GLOSSARY, "de"), "glossary"))
    assert '<a href="../../glossaire/#decouvrabilite" lang="fr" hreflang="fr">découvrabilité</a>' in german
    assert '<dt id="drac">DRAC</dt>' in german, "a word that is kept is not said twice"
    arabic = str(call(site, site.view(pages.GLOSSARY, "ar"), "glossary"))
    assert '<a href="../../glossaire/#metadonnees" lang="fr" dir="ltr" hreflang="fr">métadonnées</a>' in arabic


def test_source_of_an_established_word_is_named() -> None:
    site = pages_in(ROOT)
    breton = str(call(site, site.view(pages.GLOSSARY, "br"), "glossary"))
    entry = breton.partition('<dt id="metadonnees">')[2].partition("</details>")[0]
    assert 'href="https://github.com/wikimedia/mediawiki"' in entry
    assert site.project.languages["br"].w("term-propose").text not in entry
