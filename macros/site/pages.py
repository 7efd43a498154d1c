"""The site's own pages, by name: the one list of what each is for.

A project has those that it wants: each is left out of menus and links where its file is not there.
Entries, themes and publics have pages too, which the data names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from macros.source.address import HOME as HOME
from macros.source.yamlfile import Location

DEFIS, ACTIONS, AXES = "defis/index.md", "actions/index.md", "axes/index.md"
WORKSHEET, TOGETHER = "batir-sa-strategie.md", "strategies-ensemble.md"
METHOD, GLOSSARY, THEMES, PUBLICS = "demarche.md", "glossaire.md", "themes.md", "publics/index.md"
LAW = "obligations.md"
SITUATIONS, MODELS, FUNDING, CONTACTS = "situations/index.md", "modeles/index.md", "guichets.md", "contacts.md"
SEARCH, INDEX, PLAN = "recherche.md", "index-alphabetique.md", "plan.md"
WHOLE_TEXT, EASY, ERRATA = "texte-integral.md", "facile.md", "errata.md"
CASES = "cas.md"
DATA, DOWNLOADS, CHANGES = "donnees.md", "telecharger.md", "changements.md"
ABOUT, CONTRIBUTE, TRANSLATIONS = "a-propos.md", "contribuer.md", "traductions.md"
ACCESSIBILITY, SOBRIETY, LEGAL = "accessibilite.md", "sobriete.md", "mentions-legales.md"
CARDS = "cartes.md"
# What a server shows where there is no page: a file, of no language.
ERROR = "404.html"


@dataclass(frozen=True)
class Tool:
    """A page that runs a script: the folders of `overrides/scripts/` that make it, the last naming it.

    `policy` is what the page may do besides what every page may.
    """

    folders: tuple[str, ...]
    policy: str = "; script-src 'self'"


# The folder of `overrides/stylesheet/` for pages that are read: all but those that are named with others.
READING = ("reading",)


@dataclass(frozen=True)
class Named:
    """One of the site's own pages, by its `path` from the root of a language.

    `menu`: the menu that leads to it, `header` or a group of the footer; `lists`: whether it only lists or repeats
    what others say, so that search finds it by its title alone; `made_of`: the data file that it shows, and where in it
    that begins; `in_books`: whether it follows the entries in a book; `style`: the folders of `overrides/stylesheet/`
    with what it alone needs of style, the last naming it.
    """

    path: str
    menu: Literal["header", "read", "reuse", "about", ""] = ""
    tool: Tool | None = None
    lists: bool = False
    made_of: tuple[str, Location] | None = None
    in_books: bool = False
    style: tuple[str, ...] = READING


# The groups of the footer, in order.
FOOTER = ("read", "reuse", "about")
# In the order of the menus.
PAGES = (
    Named(HOME),
    Named(DEFIS, "header"),
    Named(ACTIONS, "header"),
    Named(SITUATIONS, "header", lists=True, made_of=("situations", ("situations",))),
    Named(WORKSHEET, "header", Tool(("shared", "worksheet")), style=("tools", "worksheet")),
    Named(METHOD, "header", in_books=True),
    Named(GLOSSARY, "header", lists=True, made_of=("glossaire", ("termes",)), in_books=True),
    # Pagefind is WebAssembly, and reads its index.
    Named(
        SEARCH,
        "read",
        Tool(("search",), "; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"),
        lists=True,
        style=("reading", "tools", "search"),
    ),
    Named(PUBLICS, "read", lists=True, made_of=("vocabulaire", ("publics",))),
    Named(INDEX, "read", lists=True),
    Named(PLAN, "read", lists=True),
    Named(EASY, "read", made_of=("defis", ("defis",))),
    Named(WHOLE_TEXT, "read", lists=True),
    Named(CHANGES, "read"),
    Named(LAW, "reuse", made_of=("obligations", ("obligations",))),
    Named(CASES, "reuse", made_of=("cas", ("cas",))),
    Named(MODELS, "reuse"),
    Named(FUNDING, "reuse", made_of=("guichets", ("guichets",))),
    Named(CONTACTS, "about", made_of=("contacts", ("contacts",))),
    Named(CARDS, "reuse", lists=True, style=("reading", "cards")),
    Named(DOWNLOADS, "reuse"),
    Named(DATA, "reuse"),
    Named(TOGETHER, "reuse", Tool(("shared", "together")), style=("tools", "worksheet", "together")),
    Named(ABOUT, "about"),
    Named(LEGAL, "about", made_of=("reglages", ("mentions",))),
    Named(CONTRIBUTE, "about"),
    Named(TRANSLATIONS, "about"),
    Named(ACCESSIBILITY, "about"),
    Named(SOBRIETY, "about"),
    Named(THEMES, lists=True, made_of=("vocabulaire", ("themes",))),
    Named(ERRATA, made_of=("defis", ("errata",))),
)
BY_PATH = {page.path: page for page in PAGES}


def in_menu(menu: str) -> Iterator[Named]:
    """The pages that a menu leads to, in order."""
    return (page for page in PAGES if page.menu == menu)


def tool(path: str) -> Tool | None:
    """What runs on the page at `path`; None for a page that runs nothing."""
    return BY_PATH[path].tool if path in BY_PATH else None


def has_text(path: str) -> bool:
    """Whether a page is to be read, so that its text stands beside it: not one that only lists others, or runs."""
    page = BY_PATH.get(path)
    return path == GLOSSARY or not page or not (page.lists or page.tool)


def shows_data(path: str) -> bool:
    """Whether a page is made of the data, or of the interface: its own prose only introduces them."""
    page = BY_PATH.get(path)
    return bool(page and (page.lists or page.made_of or page.tool))
