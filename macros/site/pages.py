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
METHOD, GLOSSARY, THEMES = "demarche.md", "glossaire.md", "themes.md"
LAW = "obligations.md"
SITUATIONS, MODELS, FUNDING, CONTACTS = "situations/index.md", "modeles/index.md", "guichets.md", "contacts.md"
SEARCH, INDEX, PLAN = "recherche.md", "index-alphabetique.md", "plan.md"
WHOLE_TEXT, EASY, ERRATA = "texte-integral.md", "facile.md", "errata.md"
CASES = "cas.md"
DATA, DOWNLOADS, CHANGES = "donnees.md", "telecharger.md", "changements.md"
ABOUT, CONTRIBUTE, TRANSLATIONS = "a-propos.md", "contribuer.md", "traductions.md"
ACCESSIBILITY, SOBRIETY = "accessibilite.md", "sobriete.md"
# What a server shows where there is no page: a file, of no language.
ERROR = "404.html"


@dataclass(frozen=True)
class Tool:
    """A page that runs a script: the folders of `overrides/scripts/` that make it, the last naming it.

    `policy` is what the page may do besides what every page may.
    """

    folders: tuple[str, ...]
    policy: str = "; script-src 'self'"


@dataclass(frozen=True)
class Named:
    """One of the site's own pages, by its `path` from the root of a language.

    `menu`: the menu that leads to it; `lists`: whether it only lists or repeats what others say, so that
    search finds it by its title alone; `made_of`: the data file that it shows, and where in it that begins;
    `in_books`: whether it follows the entries in a book.
    """

    path: str
    menu: Literal["header", "footer", ""] = ""
    tool: Tool | None = None
    lists: bool = False
    made_of: tuple[str, Location] | None = None
    in_books: bool = False


# In the order of the menus.
PAGES = (
    Named(HOME),
    Named(DEFIS, "header"),
    Named(ACTIONS, "header"),
    Named(SITUATIONS, "header", lists=True, made_of=("situations", ("situations",))),
    Named(WORKSHEET, "header", Tool(("shared", "worksheet"))),
    Named(METHOD, "header", in_books=True),
    Named(GLOSSARY, "header", lists=True, made_of=("glossaire", ("termes",)), in_books=True),
    # Pagefind is WebAssembly, and reads its index.
    Named(
        SEARCH, "header", Tool(("search",), "; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"), lists=True
    ),
    Named(LAW, "footer", made_of=("obligations", ("obligations",))),
    Named(CASES, "footer", made_of=("cas", ("cas",))),
    Named(TOGETHER, "footer", Tool(("shared", "together"))),
    Named(MODELS, "footer"),
    Named(FUNDING, "footer", made_of=("guichets", ("guichets",))),
    Named(CONTACTS, "footer", made_of=("contacts", ("contacts",))),
    Named(ABOUT, "footer"),
    Named(CONTRIBUTE, "footer"),
    Named(ACCESSIBILITY, "footer"),
    Named(SOBRIETY, "footer"),
    Named(EASY, "footer", made_of=("defis", ("defis",))),
    Named(WHOLE_TEXT, "footer", lists=True),
    Named(DATA, "footer"),
    Named(DOWNLOADS, "footer"),
    Named(TRANSLATIONS, "footer"),
    Named(CHANGES, "footer"),
    Named(INDEX, "footer", lists=True),
    Named(PLAN, "footer", lists=True),
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


def shows_data(path: str) -> bool:
    """Whether a page is made of the data, or of the interface: its own prose only introduces them."""
    page = BY_PATH.get(path)
    return bool(page and (page.lists or page.made_of or page.tool))
