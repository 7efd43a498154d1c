"""What translators are handed: the two kinds of catalogues, and what is told of each text in them."""

from __future__ import annotations

from functools import partial

from macros.site.site import Site
from macros.source.address import web_path
from macros.source.faults import LANGUAGES, Phrase
from macros.source.ids import TOPICS, page_of
from macros.source.schema import Leaf, first_day
from macros.words.catalogue import CONTENT, INTERFACE
from macros.words.extraction import Shelf

# Whose words the interface's are.
GENERATOR = "24 défis"
# The macro that shows what has no page of its own: by how the contexts of its texts begin, or by its field.
_SHOWN_BY = {
    "strategie": "source_document",
    "groupes": "groups",
    "cercle": "consultation",
    "consultation": "consultation",
    "errata": "errata",
    "term": "glossary",
    "contact": "contacts",
    "need": "contacts",
    "family": "funding",
    "guichet": "funding",
    "pagekind": "budget",
    "check": "checks",
    "simple": "easy_to_read",
}


def shelves(site: Site) -> tuple[Shelf, Shelf]:
    """The catalogues of both folders: those of the site's languages, and those that the generator has besides."""
    project = site.project
    released = project.publication.date if project.publication else project.data.strategy.strategie.date
    date = first_day(released).isoformat()
    there = sorted(path.stem for path in (project.root / INTERFACE).glob("*.po"))
    languages = list(project.languages)
    known = list(dict.fromkeys([*languages, *there]))
    words = list(project.words.values())
    return (
        Shelf(INTERFACE, GENERATOR, date, words, known, _told),
        Shelf(CONTENT, site.name, date, project.data.leaves, languages, partial(_told_of_content, site)),
    )


def _told(leaf: Leaf, *where: Phrase) -> list[str]:
    """What is told of a text, in the language that it is translated from if messages have it."""
    language = leaf.language if leaf.language in LANGUAGES else LANGUAGES[0]
    return [note.said(language) if isinstance(note, Phrase) else note for note in (*where, *leaf.notes)]


def _told_of_content(site: Site, leaf: Leaf) -> list[str]:
    page = _page(site, leaf.context)
    return _told(leaf, Phrase("note-page", {"address": web_path(page)}) if page else Phrase("note-data"))


def _page(site: Site, context: str) -> str | None:
    """A page that shows the text of a context, by its path from the root of a language; None for data alone."""
    if context.endswith(".recherche"):
        # What people type finds a page, and no page shows it.
        return None
    head, name, *_ = [*context.split("."), ""]
    data = site.project.data
    if name == "simple":
        head = name
    if head in data.entries:
        page = page_of(head)
    elif head in TOPICS:
        page = page_of(f"{head}-{name}")
    else:
        shown = (
            path
            for path, page in site.originals.items()
            if any(call.name == _SHOWN_BY.get(head) for call in page.calls)
        )
        return next(shown, None)
    return page if page in site.originals else None
