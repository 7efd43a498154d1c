"""What the search index holds, and what other pages have of it."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from tests.support.pages import DEFAULT, LANGUAGES, documents, pages_of, parsed, text_of
from tests.support.projects import ROOT
from tests.support.translating import translated


def fragments(site: Path, code: str) -> list[dict]:
    """Every document of the index of a language."""
    paths = sorted((site / "pagefind/fragment").glob(f"{code}_*.pf_fragment"))
    return [json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")) for path in paths]


@pytest.mark.parametrize("code", LANGUAGES)
def test_index_holds_the_pages_of_a_language_and_no_fallback(site: Path, code: str) -> None:
    own = set()
    for page, document in documents(site).items():
        alternates = {e.get("hreflang") for e in document.findall("head/link[@rel='alternate']")}
        if document.get("lang") == code and code in alternates:
            own.add(f"/{page}")
    found = fragments(site, code)
    assert {f["url"] for f in found if "address" not in f["meta"]} == own
    assert len(own) >= 29
    texts = " ".join(f["content"] for f in found)
    assert texts
    if code == DEFAULT:
        assert not re.search(r"Site indépendant|Aller au contenu|Cette page pèse|Précédent", texts)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_holds_an_index_of_its_language_alone(site: Path, code: str) -> None:
    folder = "" if code == DEFAULT else f"{code}/"
    (index,) = parsed(site / folder / "recherche/index.html").findall(".//template[@id='search-index']")
    items = index.findall(".//li")
    titles = [item.find("a") for item in items]
    hrefs = [title.get("href") for title in titles]
    for number in range(1, 25):
        assert f"../defis/{number:02}/" in hrefs
    assert {"../actions/01/", "../axes/1/", "../themes/langues/", "../publics/musees/", "../glossaire/#rgpd"} <= set(
        hrefs
    )
    assert len(set(hrefs)) == len(hrefs), "each thing once"
    # A term that a language has no word for is kept as it is.
    others = [item for item, href in zip(items, hrefs, strict=True) if "#" not in href]
    texts = [part for item in others for part in item.iter() if part.tag in ("a", "p")]
    marked = [text_of(text) for text in texts for mark in text.iter("span") if text_of(mark) == text_of(text)]
    assert marked == []
    prose = [item for item in items if item.find("small/span[@lang='fr']") is not None]
    written = {path.relative_to(ROOT / "docs/en") for path in (ROOT / "docs/en").rglob("*.md")}
    assert bool(prose) == any(not (ROOT / "docs" / code / path).exists() for path in written)


def test_words_of_the_glossary_cost_the_pages_nothing(site: Path) -> None:
    term = translated("de", "term.depot-legal.terme")
    assert term not in (site / "defis/17/index.html").read_text("utf-8")
    defi = next(f for f in fragments(site, DEFAULT) if f["url"] == "/defis/17/")
    assert term in defi["meta"]["words"]
    assert term not in defi["content"]


def test_only_what_our_page_reads_is_published(site: Path) -> None:
    files = {path.name for path in (site / "pagefind").iterdir()}
    entry = json.loads((site / "pagefind/pagefind-entry.json").read_text("utf-8"))
    assert list(entry["languages"]) == sorted(LANGUAGES)
    engines = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in entry["languages"].values()}
    meta = {f"pagefind.{language['hash']}.pf_meta" for language in entry["languages"].values()}
    assert files == {"pagefind.js", "pagefind-entry.json", "fragment", "index", *engines, *meta}
    for path in (site / "pagefind").rglob("*.p*"):
        if path.suffix not in (".json", ".js"):
            assert gzip.decompress(path.read_bytes()), f"{path.name} is whole"


def test_other_pages_have_only_the_link(site: Path) -> None:
    for page in pages_of(site):
        text = (site / page / "index.html").read_text("utf-8")
        search_page = re.fullmatch(r"([a-z]{2}/)?recherche/", page) is not None
        assert ("wasm-unsafe-eval" in text, "pagefind" in text) == (search_page, search_page), page
        assert search_page or 'recherche/"' in text, page
