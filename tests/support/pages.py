"""The pages of a built site: their addresses, and what html5lib reads in them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

import html5lib

from macros.source import settings
from tests.support.projects import ROOT


def languages_of(project: Path) -> tuple[str, list[str]]:
    """The default language of a project, and every language it has."""
    read = settings.read(project)
    return read.default, list(read.names)


DEFAULT, LANGUAGES = languages_of(ROOT)
# The pages that are tools may have a form, and the script of that name.
TOOLS = {"batir-sa-strategie/": "worksheet", "strategies-ensemble/": "together", "recherche/": "search"}
# What translators have to do, and the folder of the data: in no menu.
DESK = re.compile(r"(?:^|/)bureau/|^data/")
# One page per template. The addresses are those of the real strategy.
HOME, DEFI, GLOSSARY, ERROR = "", "defis/07/", "glossaire/", "404.html"
TEMPLATES = (
    HOME,
    DEFI,
    GLOSSARY,
    "defis/",
    "actions/04/",
    "axes/2/",
    "batir-sa-strategie/",
    "texte-integral/",
    "demarche/",
    "themes/ia/",
    "cas/",
    "index-alphabetique/",
)


def pages_of(site: Path) -> list[str]:
    """The address of every page for readers of a built site, from its root: ``, `en/defis/07/`."""
    return [page for page in all_pages_of(site) if not DESK.search(page)]


def all_pages_of(site: Path) -> list[str]:
    """The address of every page of a built site, the translators' too."""
    return sorted(path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("index.html"))


def file_of(site: Path, address: str) -> Path:
    """The built file at an address from the root: of a page, or of the error page."""
    return site / address if address.endswith(".html") else site / address / "index.html"


@cache
def parsed(path: Path) -> ET.Element:
    """A page parsed by html5lib, which raises at the first error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    document: ET.Element = parser.parse(path.read_text("utf-8"))
    return document


@cache
def documents(site: Path) -> dict[str, ET.Element]:
    """Every page of a site by its address from the root."""
    return {page: parsed(site / page / "index.html") for page in pages_of(site)}


@cache
def all_documents(site: Path) -> dict[str, ET.Element]:
    """Every page of a site by its address from the root, the translators' too."""
    return {page: parsed(site / page / "index.html") for page in all_pages_of(site)}


def text_of(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def apart(page: str) -> tuple[str, str]:
    """The language of a page of the real site, and its address from the root of that language."""
    code, _, rest = page.partition("/")
    return (code, rest) if code in LANGUAGES else (DEFAULT, page)


def is_entry(page: str) -> bool:
    """Whether a page is about a défi or an action."""
    return page.rstrip("/").rpartition("/")[2].isdigit() and "axes/" not in page


def folders_of(site: Path) -> list[str]:
    """The folder of each language of a site, the default one first."""
    default, languages = languages_of(site.parent)
    return ["", *(f"{code}/" for code in languages if code != default)]


def templates_of(site: Path) -> list[str]:
    """The address of one page per template and language, and of the error page."""
    return [folder + page for folder in folders_of(site) for page in TEMPLATES] + [ERROR]
