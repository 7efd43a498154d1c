"""Every check of the sources, in one list: what `make check` tells is what stops a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from macros.site import anchors
from macros.site.site import Site
from macros.source import files, prose, writing
from macros.source.address import HOME
from macros.source.faults import Fault, raise_if_any
from macros.source.ids import TOPICS, id_of, kind_of, page_of
from macros.words import translation

Check = Callable[[Site], Iterable[Fault]]


def check(site: Site) -> None:
    """Raise `Faults` for everything an editor has to mend in the pages, stage after stage.

    What is wrong in the data, the words and the catalogues has stopped the project from being loaded.
    """
    for stage in CHECKS:
        raise_if_any(fault for check in stage for fault in check(site))


def _files(site: Site) -> Iterator[Fault]:
    """Files that may not stand among the pages."""
    return files.unpublishable(site.project.root, site.docs)


def _entries(site: Site) -> dict[str, str]:
    """The pages that there have to be: the id of what each is about, by its path."""
    data = site.project.data
    found = {page_of(entry): entry for entry in data.entries if kind_of(entry) != "section"}
    # A project without a page for any of its themes needs none; with one, it needs them all.
    kinds = {kind_of(topic) for path in site.originals if (topic := id_of(path))}
    return found | {page_of(topic): topic for topic in data.topics if kind_of(topic) in kinds}


def _missing(site: Site) -> Iterator[Fault]:
    """Pages that there have to be, and are not."""
    if HOME not in site.originals:
        yield Fault(site.file(site.project.address(HOME, site.project.default)), 1, "", "home-missing")
    for path, entry in _entries(site).items():
        if path not in site.originals:
            yield Fault(
                site.file(site.project.address(path, site.project.default)), 1, "", "page-missing", {"entry": entry}
            )


def _stray(site: Site) -> Iterator[Fault]:
    """Pages about an entry that there is not, and translations of a page that there is not."""
    entries = _entries(site)
    for address, page in site.pages.items():
        about = id_of(address.path)
        if about and address.path not in entries:
            file = "data/vocabulaire.yaml" if kind_of(about) in TOPICS else "data/defis.yaml"
            yield Fault(page.name, 1, "", "page-stray", {"entry": about, "data": file})
        elif address.path not in site.originals:
            yield Fault(page.name, 1, "", "page-untranslatable", {"default": f"{site.docs}/{site.project.default}/"})


def _prose(site: Site) -> Iterator[Fault]:
    """What a page's Markdown may not hold."""
    entries = _entries(site)
    for address, page in site.pages.items():
        yield from prose.faults(page, site.project.data, titled=address.path not in entries, others=site.originals)


def _translations(site: Site) -> Iterator[Fault]:
    """Translated sections that differ from what they translate."""
    for address, page in site.pages.items():
        if address.language != site.project.default and address.path in site.originals:
            yield from translation.faults(page, site.original(address))


def _writing(site: Site) -> Iterator[Fault]:
    """The project's own rules for prose, in the language it is written in."""
    data = site.project.data
    yield from writing.easy_faults(data)
    for path, page in site.originals.items():
        yield from writing.faults(page, path.partition("/")[0], data)


# A stage needs those before it to have found nothing.
CHECKS: tuple[tuple[Check, ...], ...] = (
    (_files,),
    (_missing, _stray, _prose, _translations, _writing, anchors.faults),
)
