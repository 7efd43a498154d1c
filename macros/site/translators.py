"""What translators are handed: the two kinds of catalogues, and what is told of each text in them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from macros.site.site import Site
from macros.source.address import web_path
from macros.source.faults import LANGUAGES, Fault, Phrase
from macros.source.schema import Leaf, first_day
from macros.words import translation
from macros.words.catalogue import CONTENT, INTERFACE
from macros.words.extraction import Shelf

# Whose words the interface's are.
GENERATOR = "macros"


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
        Shelf(CONTENT, site.name, date, site.texts.leaves, languages, partial(_told_of_content, site)),
    )


def _told(leaf: Leaf, *where: Phrase) -> list[str]:
    """What is told of a text, in the language that it is translated from if messages have it."""
    language = leaf.language if leaf.language in LANGUAGES else LANGUAGES[0]
    return [note.said(language) if isinstance(note, Phrase) else note for note in (*where, *leaf.notes)]


def _told_of_content(site: Site, leaf: Leaf) -> list[str]:
    page = site.texts.page(leaf)
    if not page:
        return _told(leaf, Phrase("note-data"))
    return _told(leaf, Phrase("note-page", {"address": web_path(page, site.project.data.settings.names)}))


def unrecorded(site: Site) -> Iterator[Fault]:
    """A note on each translated page that does not say what it was made from, or holds texts of the catalogues."""
    for address, page in site.pages.items():
        original = site.originals.get(address.path)
        is_original = address.language == site.project.default
        if original and not is_original and translation.recorded_anew(page, original) != page.text:
            yield Fault(page.name, 1, "", "translation-unrecorded")
