"""The desk of translators: for each language, what there is to do, each text beside its original. Static pages.

They stand under `/<language>/bureau/`, in no menu and no sitemap, and are not searched.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup

from macros.site import pages, reviews, states
from macros.site.assets import Asset
from macros.site.shell import ICON, POLICY
from macros.site.site import Site
from macros.site.states import PageState
from macros.site.view import View
from macros.source.address import Address
from macros.source.schema import Leaf, Term
from macros.words import state
from macros.words.language import Language, Words
from macros.words.state import State

FOLDER = "bureau"
HOME = f"{FOLDER}/index.md"
# As many texts as a page of 30,000 bytes holds, the longest of all among them.
AT_ONCE = 60
# What needs somebody first comes first.
ORDER = (State.MISSING, State.OLDER, State.CURRENT)
# The groups of texts whose page is not in a folder, by that page.
_GROUPS = {pages.GLOSSARY: "glossaire", None: "autres"}
# A word, with the space after it.
_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Item:
    """A text to be translated, read again or read: itself, what stands in the language, how its original changed.

    `terms` are those of the glossary that its original uses; `address`, where it is mended, or nothing.
    """

    leaf: Leaf
    words: Words
    state: State
    changed: Markup
    terms: Sequence[Term]
    address: str


@dataclass(frozen=True)
class Part:
    """A page of the desk: its group of texts, its place among those of the group, its texts."""

    group: str
    number: int
    items: Sequence[Item]

    @property
    def path(self) -> str:
        """Where it is, from the root of the language: `bureau/defis-1.md`."""
        return f"{FOLDER}/{self.group}-{self.number}.md"

    def count(self, wanted: str) -> int:
        """How many of its texts are in a state."""
        return sum(item.state == wanted for item in self.items)


@dataclass(frozen=True)
class Desk:
    """The desk of one language."""

    site: Site
    language: Language

    @cached_property
    def parts(self) -> list[Part]:
        """Its pages, group after group in the order of the texts; a text that somebody has read is not there."""
        groups: dict[str, list[Item]] = {}
        site, code = self.site, self.language.code
        for leaf in (*site.texts.leaves, *site.project.interface):
            if leaf.language != code and (code, leaf.context) not in reviews.in_effect(site):
                groups.setdefault(_group(site, leaf), []).append(self._item(leaf))
        return [
            Part(group, place // AT_ONCE + 1, items[place : place + AT_ONCE])
            for group, found in groups.items()
            for items in [sorted(found, key=lambda item: ORDER.index(item.state))]
            for place in range(0, len(items), AT_ONCE)
        ]

    @cached_property
    def prose(self) -> list[PageState]:
        """The pages whose prose is missing, older, or lacks a section."""
        found = (states.of(self.site, path, self.language.code) for path in self.site.originals)
        return [page for page in found if page.prose in (State.MISSING, State.OLDER) or page.parts(State.MISSING)]

    def _item(self, leaf: Leaf) -> Item:
        site, language = self.site, self.language
        found = language.catalogue.get(leaf)
        changed = difference(found.made_from, leaf) if found and found.is_older else Markup("")
        terms = [term for term in _terms_in(site, leaf) if term.terme != leaf]
        address = site.repository.line(*language.catalogue.place(leaf.context))
        return Item(leaf, language.t(leaf), state.of(leaf, language), changed, terms, address)

    def view(self, path: str) -> View:
        """What the templates see from one of its pages."""
        site, code = self.site, self.language.code
        return replace(site.view(pages.HOME, code), address=site.project.address(path, code))

    def files(self, stylesheet: Asset) -> Iterator[tuple[Address, str]]:
        """Its pages: where each is, and its HTML."""
        template = self.site.templates.get_template("desk.html")
        names = {
            "site": self.site,
            "desk": self,
            "policy": POLICY,
            "icon": ICON,
            "order": ORDER,
            "stylesheet": stylesheet,
        }
        for path, part in [(HOME, None), *((part.path, part) for part in self.parts)]:
            view = self.view(path)
            yield view.address, template.render(view.context | names | {"part": part})


def _terms_in(site: Site, text: str) -> list[Term]:
    """The terms of the glossary that an original uses: for the desks of all languages, looked for once."""
    key = ("terms in", text)
    if key not in site.kept:
        ids = set(site.glossaries[site.project.default].terms_in(text))
        site.kept[key] = [term for term in site.project.data.terms if term.id in ids]
    found: list[Term] = site.kept[key]
    return found


def _group(site: Site, leaf: Leaf) -> str:
    if leaf.context.startswith("interface."):
        return "interface"
    page = site.texts.page(leaf)
    if page and "/" in page:
        return page.partition("/")[0]
    return _GROUPS.get(page, "pages")


def difference(before: str, after: str) -> Markup:
    """How a text changed, word by word: what went struck out, what came underlined."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    found = Markup("")
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal":
            found += come
        else:
            found += Markup("<del>{}</del>").format(gone) if gone else ""
            found += Markup("<ins>{}</ins>").format(come) if come else ""
    return found


def desks(site: Site) -> list[Desk]:
    """The desk of each language but the original's."""
    return [Desk(site, language) for code, language in site.project.languages.items() if code != site.project.default]
