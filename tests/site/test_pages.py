"""The built files: well formed, linked, addressed, marked with their language, light."""

from __future__ import annotations

import gzip
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import polib
import pytest

from tests.support.measures import RecordProperty, measured
from tests.support.pages import DEFAULT, LANGUAGES, TOOLS, all_documents, apart, documents, pages_of, parsed, text_of
from tests.support.projects import ROOT, SITE_URL

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LINKED_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
# The pages that are made of texts of the catalogues, with or without prose.
SHORT_TEXTS = ("publics/", "themes/", "defis/", "actions/", "axes/")
DATA_PAGES = (
    "batir-sa-strategie/",
    "cartes/",
    "cas/",
    "contacts/",
    "errata/",
    "facile/",
    "mentions-legales/",
    "glossaire/",
    "guichets/",
    "index-alphabetique/",
    "obligations/",
    "plan/",
    "publics/",
    "recherche/",
    "situations/",
    "strategies-ensemble/",
    "texte-integral/",
    "themes/",
)  # fmt: skip
XHTML = "{http://www.w3.org/1999/xhtml}"


FOLDERS = ("actions", "axes", "defis", "publics", "situations", "themes")


@cache
def translated(code: str) -> set[str]:
    """The contexts of the texts that the catalogue of a language translates."""
    return {message.msgctxt for message in polib.pofile(str(ROOT / f"translations/{code}.po")) if message.msgstr}


def is_translated(page: str) -> bool:
    """Whether a page of the real site is one of its language: its prose, or its title and questions are translated.

    The catalogues are complete: what they hold is.
    """
    code, path = apart(page)
    name = path.rstrip("/")
    if code == DEFAULT:
        return True
    if path.startswith(SHORT_TEXTS) and name not in FOLDERS:
        return True
    if path.startswith("situations/") and name not in FOLDERS:
        return {f"situation.{name.partition('/')[2]}.{key}" for key in ("titre", "en_bref")} <= translated(code)
    if path in DATA_PAGES:
        name += "-index" * (name in ("publics", "situations"))
        return {f"page.{name}.{key}" for key in ("titre", "description")} <= translated(code)
    source = ROOT / "docs" / code / path
    return source.with_suffix(".md").is_file() or (source / "index.md").is_file()


def test_every_page_is_built_in_every_language(site: Path) -> None:
    built = {code: {path for page in pages_of(site) for c, path in [apart(page)] if c == code} for code in LANGUAGES}
    pages = built[DEFAULT]
    assert {f"defis/{number:02}/" for number in range(1, 25)} <= pages
    assert {f"actions/{number:02}/" for number in range(1, 9)} <= pages
    assert {f"axes/{number}/" for number in range(1, 5)} <= pages
    assert built == dict.fromkeys(LANGUAGES, pages)


def test_pages_are_strict_html(any_site: Path) -> None:
    assert len(all_documents(any_site)) > 10
    parsed(any_site / "404.html")


def test_one_page_title_and_no_skipped_level(any_site: Path, site: Path, record_property: RecordProperty) -> None:
    if any_site == site:
        measured(record_property, "structure", len(documents(site)))
    for page, document in all_documents(any_site).items():
        levels = [int(element.tag[1]) for element in document.iter() if element.tag in HEADINGS]
        assert levels.count(1) == 1, page
        assert levels[0] == 1, page
        jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert not jumps, (page, jumps)


@pytest.mark.parametrize("what", ["title", "description"])
def test_titles_and_descriptions_are_unique_per_language(any_site: Path, what: str) -> None:
    found: Counter[tuple[str, str]] = Counter()
    for page, document in documents(any_site).items():
        if what == "title":
            text = document.findtext("head/title") or ""
        else:
            text = document.find("head/meta[@name='description']").get("content")
        assert text.strip(), page
        found[document.get("lang"), text] += 1
    assert [text for text, count in found.items() if count > 1] == []


def test_ids_are_unique_and_every_internal_link_and_anchor_resolves(
    any_site: Path, site: Path, record_property: RecordProperty
) -> None:
    if any_site == site:
        measured(record_property, "liens", len(documents(site)))
    ids: dict[str, set[str]] = {}
    for page, document in all_documents(any_site).items():
        found = [element.get("id") for element in document.iter() if element.get("id")]
        assert len(found) == len(set(found)), (page, Counter(found).most_common(2))
        ids[page] = set(found)
    checked = 0
    for page, document in all_documents(any_site).items():
        for element in document.iter():
            for address in filter(None, (element.get("href"), element.get("src"))):
                if address.startswith(("http:", "https:", "data:", "mailto:", "tel:")):
                    continue
                target = urlsplit(urljoin(f"/{page}", address))
                path = unquote(target.path).lstrip("/")
                assert path in ids or (any_site / path).is_file(), (page, address)
                if target.fragment:
                    assert target.fragment in ids[path], (page, address)
                checked += 1
    assert checked > 500


def test_same_prose_headings_in_every_language(site: Path) -> None:
    for page, document in documents(site).items():
        # Those are in the order of their language.
        if page.startswith("en/") and page not in ("en/index-alphabetique/", "en/publics/", "en/themes/"):
            french = documents(site)[page.removeprefix("en/")]
            assert [e.get("id") for e in document.iter() if e.tag in HEADINGS] == [
                e.get("id") for e in french.iter() if e.tag in HEADINGS
            ], page


def test_language_switch_stays_on_the_page(site: Path) -> None:
    for page, document in documents(site).items():
        links = document.findall(".//nav[@class='switch']//a")
        here = [urljoin(f"/{page}", link.get("href")) for link in links]
        path = apart(page)[1]
        assert here == ["/" + ("" if code == DEFAULT else f"{code}/") + path for code in LANGUAGES], page
        assert [link.get("lang") for link in links] == LANGUAGES
        assert [link.get("lang") for link in links if link.get("aria-current")] == [apart(page)[0]]


def test_addresses_for_search_engines(site: Path) -> None:
    versions: dict[str, dict[str, str]] = {}
    for page, document in documents(site).items():
        canonical = document.find("head/link[@rel='canonical']").get("href")
        alternates = {e.get("hreflang"): e.get("href") for e in document.findall("head/link[@hreflang]")}
        if not is_translated(page):
            assert canonical == urljoin(SITE_URL, apart(page)[1]), "a page that falls back names the original"
            assert alternates == {}, page
            continue
        assert canonical == urljoin(SITE_URL, page)
        assert alternates[document.get("lang")] == canonical, "an alternate names itself"
        assert alternates["x-default"] == alternates[DEFAULT]
        versions[canonical] = alternates
    assert len(versions) > 100
    for own, alternates in versions.items():
        for address in alternates.values():
            assert versions[address] == alternates, f"{own} and {address} name each other"


def sitemap(site: Path) -> dict[str, dict[str, str]]:
    tree = ET.parse(site / "sitemap.xml")  # noqa: S314 (our own file)
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    return {
        url.findtext(f"{name}loc"): {e.get("hreflang"): e.get("href") for e in url.findall(f"{XHTML}link")}
        for url in tree.getroot()
    }


def test_robots_are_told_where_the_sitemap_is(any_site: Path) -> None:
    lines = (any_site / "robots.txt").read_text("utf-8").splitlines()
    assert lines == ["User-agent: *", "Allow: /", "", f"Sitemap: {SITE_URL}sitemap.xml"]


def test_sitemap_lists_every_page_that_has_its_own_prose(site: Path, mini_site: Path) -> None:
    assert set(sitemap(site)) == {urljoin(SITE_URL, page) for page in documents(site) if is_translated(page)}
    listed = sitemap(mini_site)
    assert f"{SITE_URL}ar/" in listed
    assert f"{SITE_URL}ar/a-propos/" not in listed, "a page whose texts are another language's is left out"
    ours = {"en": "defis/01/", "fr": "fr/defis/01/", "ar": "ar/defis/01/"}
    assert listed[f"{SITE_URL}defis/01/"] == {code: SITE_URL + path for code, path in ours.items()}


def test_fallback_page_says_so_and_marks_its_prose(mini_site: Path) -> None:
    page = documents(mini_site)["ar/defis/01/"]
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert page.find("head/link[@rel='canonical']").get("href") == f"{SITE_URL}ar/defis/01/", "its questions are"
    other = documents(mini_site)["ar/a-propos/"]
    assert other.find("head/link[@rel='canonical']").get("href") == f"{SITE_URL}a-propos/"
    assert other.findall("head/link[@hreflang]") == []
    prose = page.find(".//div[@class='prose']")
    notice, text = list(prose)[:2]
    assert "notice" in notice.get("class")
    assert re.search(r"[\u0600-\u06ff]", text_of(notice)), "the notice is in the page's language"
    assert (text.get("lang"), text.get("dir")) == ("en", "ltr")
    inner = text.findall("div[@lang='ar']")
    assert inner, "what comes from the data is in the page's language"
    assert all(part.get("dir") == "rtl" for part in inner)


SCRIPTS = {"ar": r"[\u0600-\u06ff]"}


def test_nothing_in_another_script_is_unmarked(mini_site: Path) -> None:
    """Latin words on an Arabic page stand inside an element that says its language."""

    def unmarked(element: ET.Element, language: str) -> list[str]:
        # An address is in no language.
        language = "" if element.get("translate") == "no" else element.get("lang", language)
        texts = [element.text or ""] if language == "ar" else []
        for child in element:
            texts += unmarked(child, language)
            if language == "ar":
                texts.append(child.tail or "")
        return texts

    for page, document in all_documents(mini_site).items():
        if document.get("lang") == "ar":
            # A placeholder is no word.
            texts = re.sub(r"\{\w+\}", "", " ".join(unmarked(document.find("body"), "ar")))
            words = re.findall(r"[A-Za-zÀ-ÿ]{4,}", texts)
            assert words == [], page


def test_official_wording_is_quoted_in_its_language(site: Path) -> None:
    english = documents(site)["en/defis/12/"]
    quote = english.find(".//blockquote")
    assert quote.get("lang") == "fr"
    assert text_of(quote).startswith("Appuyer la mise en œuvre du DSA")
    assert "unofficial translation" in text_of(english.find(".//figure"))


def test_pages_say_what_they_are_not_and_what_they_weigh(site: Path) -> None:
    for page, document in documents(site).items():
        assert document.find(".//footer//a[@href]").get("href").startswith("https://www.culture.gouv.fr/"), page
        if apart(page)[0] not in ("fr", "en"):
            continue
        footer = text_of(document.find(".//footer"))
        assert re.search(r"Site indépendant|An independent site", footer), page
        loaded = [link.get("href") for link in document.findall("head/link[@rel='stylesheet']")]
        loaded += [script.get("src") for script in document.findall("head/script[@src]")]
        files = [site / page / "index.html", *(site / address.rpartition("/")[2] for address in loaded)]
        sent = sum(len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in files)
        shown = re.search(r"(\d+[.,]\d|\d+)\s(?:ko|kB)", footer)[1].replace(",", ".")
        # To the nearest tenth, give or take what writing the figure itself weighs.
        assert abs(float(shown) - sent / 1000) < 0.06, page


def test_no_script_but_that_of_a_tool_no_frame_no_third_party(any_site: Path, site: Path) -> None:
    for path in any_site.rglob("*.html"):
        text = path.read_text("utf-8")
        page = path.parent.relative_to(any_site).as_posix() + "/"
        tool = TOOLS.get(apart(page)[1]) if any_site == site else None
        # JSON-LD is data: nothing of it runs.
        for data in LINKED_DATA.findall(text):
            json.loads(data)
        text = LINKED_DATA.sub("", text)
        assert not re.search(r"<(iframe|object|embed|img|video|audio)\b| on\w+=| style=", text), path
        scripts = re.findall(r"<script\b[^>]*>(?:</script>)?", text)
        if tool:
            assert len(scripts) == 1
            assert re.fullmatch(rf'<script src="[./]+{tool}\.[0-9a-f]{{8}}\.js" defer></script>', scripts[0]), path
        else:
            assert scripts == [], path
            # The field of the search asks another page.
            assert "<form" not in text.replace('<form role="search" class="find"', ""), path
        if path.name == "index.html":
            policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)[1]
            assert policy.startswith("default-src 'none'; style-src 'self';"), path
            assert ("script-src 'self'" in policy) == bool(tool), path


# Pages that hold a whole register.
REGISTERS = {"glossaire/", "index-alphabetique/", "traductions/", "obligations/", "cas/", "contacts/", "guichets/"}


def test_reading_pages_are_light(site: Path) -> None:
    css = {path.name: len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in site.glob("*.css")}
    for page, document in documents(site).items():
        if page.endswith(("texte-integral/", "cartes/")) or apart(page)[1] in TOOLS:
            continue
        register = apart(page)[1] in REGISTERS
        most = 30_000 if register else 14_000
        styles = [link.get("href").rpartition("/")[2] for link in document.findall("head/link[@rel='stylesheet']")]
        html = len(gzip.compress((site / page / "index.html").read_bytes(), 9, mtime=0))
        assert sum(css[name] for name in styles) + html <= most, page
        listing = apart(page)[1] in {
            "defis/",
            "plan/",
            "facile/",
            "errata/",
            "changements/",
            "donnees/",
            "themes/",
        }
        assert sum(1 for _ in document.iter()) <= (1500 if register else 800 if listing else 480), page


def test_stylesheet_has_logical_properties_only(site: Path) -> None:
    styles = list(site.glob("*.css"))
    assert styles
    physical = r"[{;](?:(?:(?:margin|padding|border)-)?(?:left|right)\s*:|(?:text-align|float|clear):\s*(?:left|right))"
    assert [name for style in styles for name in re.findall(physical, style.read_text("utf-8"))] == []


def test_error_page_speaks_every_language(site: Path, mini_site: Path) -> None:
    assert [e.get("lang") for e in parsed(site / "404.html").findall(".//li")] == LANGUAGES
    arabic = parsed(mini_site / "404.html").find(".//li[@lang='ar']")
    assert arabic.get("dir") == "rtl"


def test_the_tools_are_light(site: Path) -> None:
    (script,) = site.glob("worksheet.*.js")
    (style,) = site.glob("worksheet.*.css")
    weights = [
        len(gzip.compress(path.read_bytes(), 9)) for path in (script, style, site / "batir-sa-strategie" / "index.html")
    ]
    assert weights[0] <= 16_000
    assert sum(weights) <= 45_000
