"""The text of each page as Markdown and as JSON, read by parsers of others: it says what the page says, and whose."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from copy import deepcopy
from pathlib import Path
from urllib.parse import urldefrag

import html5lib
import yaml
from markdown_it import MarkdownIt

from tests.support.pages import LANGUAGES, pages_of, parsed
from tests.support.projects import SITE_URL

FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
# Not of the text: what readers are told of it, how it is cited.
AROUND = ("reference", "files")


def texts_of(site: Path) -> list[str]:
    """The pages that have a text beside them."""
    return [page for page in pages_of(site) if (site / page / "index.json").exists()]


def rendered(text: str) -> ET.Element:
    """Markdown as CommonMark reads it, with tables and without headings' ids."""
    html = MarkdownIt("commonmark").enable("table").render(re.sub(r" \{#[\w-]+\}$", "", text, flags=re.MULTILINE))
    return html5lib.parse(html, namespaceHTMLElements=False)


def letters(element: ET.Element) -> str:
    """What an element says, without white space, nor the marks of its direction."""
    return re.sub(r"[\s\u2066-\u2069]", "", "".join(element.itertext()))


def prose_of(site: Path, page: str) -> ET.Element:
    """The prose of a page, as it is read."""
    (prose,) = parsed(site / page / "index.html").findall(".//div[@class='prose']")
    copy = deepcopy(prose)
    is_cited = copy.find("h2[@id='citer']") is not None
    for parent in list(copy.iter()):
        for child in list(parent):
            drawn = child.tag in ("svg", "form", "nav")
            own_notice = child.get("class") == "notice" and child.tag == "div"
            cited = child.get("id") == "citer" or (child.get("class") in AROUND and is_cited)
            printed = child.get("class") == "notes"
            if drawn or own_notice or cited or printed:
                parent.remove(child)
    return copy


def test_every_page_that_is_read_has_its_text_and_says_so(site: Path) -> None:
    texts = texts_of(site)
    assert {f"{'' if code == 'fr' else f'{code}/'}defis/07/" for code in LANGUAGES} <= set(texts)
    for page in texts:
        links = {link.get("type"): link.get("href") for link in parsed(site / page / "index.html").iter("link")}
        assert (links["text/markdown"], links["application/json"]) == ("index.md", "index.json"), page


def test_markdown_says_what_the_page_says(any_site: Path) -> None:
    for page in texts_of(any_site):
        text = FRONT.sub("", (any_site / page / "index.md").read_text("utf-8")).strip()
        read = letters(rendered(text.partition("\n")[2]))
        official = parsed(any_site / page / "index.html").find(".//figure[@class='official']")
        shown = (letters(official) if official is not None else "") + letters(prose_of(any_site, page))
        # What introduces a page that is no entry's stands in no prose.
        description = json.loads((any_site / page / "index.json").read_text("utf-8"))["description"]
        introduced = re.sub(r"\s", "", description)
        assert read.removeprefix(introduced) == shown.removeprefix(introduced), page


def test_json_has_the_parts_of_the_markdown_with_anchors_of_the_page(any_site: Path) -> None:
    for page in texts_of(any_site):
        text = (any_site / page / "index.md").read_text("utf-8")
        values = json.loads((any_site / page / "index.json").read_text("utf-8"))
        ids = {element.get("id") for element in parsed(any_site / page / "index.html").iter()}
        for part in values["parties"]:
            assert part["texte"] in text, page
            assert not part["ancre"] or part["ancre"] in ids, page
            assert part["etat"] in ("a-jour", "ancienne", "manquante")
        front = yaml.safe_load(FRONT.match(text)[1])
        assert {key: values[key] for key in front} == front
        assert values["droits"]


def test_links_of_the_texts_lead_somewhere(any_site: Path) -> None:
    seen = 0
    for page in texts_of(any_site):
        for link in rendered((any_site / page / "index.md").read_text("utf-8")).iter("a"):
            address = urldefrag(link.get("href"))
            assert re.match(r"(https?|mailto|tel):", address.url), (page, address)
            if address.url.startswith(SITE_URL):
                path = any_site / address.url.removeprefix(SITE_URL)
                assert path.exists(), (page, address)
                seen += 1
    assert seen > 20


def test_all_the_texts_of_a_language_are_in_one_file(site: Path) -> None:
    guide = (site / "llms.txt").read_text("utf-8")
    assert guide.startswith("# 24 défis\n\n> ")
    for address in re.findall(r"\]\(([^)]+)\)", guide):
        assert (site / address.removeprefix(SITE_URL)).is_file(), address
    for code in LANGUAGES:
        folder = "" if code == "fr" else f"{code}/"
        place = f"{folder}texte-integral/index.md"
        assert f"{SITE_URL}{place}" in guide
        whole = (site / place).read_text("utf-8")
        assert "CC BY 4.0" in whole.split("\n# ")[0]
        text = (site / folder / "defis/07/index.md").read_text("utf-8")
        front = yaml.safe_load(FRONT.match(text)[1])
        if front["langue"] == code:
            assert f"# {front['titre']}\n" in whole
            paragraph = max(FRONT.sub("", text).split("\n\n"), key=len)
            assert paragraph in whole
