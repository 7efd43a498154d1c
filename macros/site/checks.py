"""Every check of the sources, in one list: what `make check` tells is what stops a build."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial

from macros.site import anchors, pictures, reviews
from macros.site.site import Site
from macros.source import files, prose, settings, skeletons, writing
from macros.source.address import HOME, web_path
from macros.source.faults import Fault, gather
from macros.source.ids import TOPICS, id_of, kind_of, page_of
from macros.source.text import read_text
from macros.source.validation import hint
from macros.words import translation

# The folders that stand at the site's root beside the pages; hosts answer `langue` with a reader's own language.
BESIDE = ("bureau", "citations", "data", "langue", "pagefind", "schemas")
# Where the data names what has a page, by kind.
_FILES = dict.fromkeys(TOPICS, "vocabulaire") | {"situation": "situations"}
# A check looks at the pages of some paths (`defis/07.md`), in every language.
Check = Callable[[Site, Container[str]], Iterable[Fault]]


def check(site: Site, paths: Container[str]) -> Iterator[Fault]:
    """Everything that an editor has to mend in some pages, all of them or a process's share, stage after stage.

    What is wrong in the data, the words and the catalogues has stopped the project from being loaded.
    """
    for stage in CHECKS:
        faults: list[Fault] = []
        gather(faults, partial(_look, stage, site, paths, faults))
        yield from faults
        if faults:
            return


def _look(stage: Iterable[Check], site: Site, paths: Container[str], faults: list[Fault]) -> None:
    """Add what the checks of a stage find. A page that takes too much to be read ends them: it would, for each."""
    for each in stage:
        faults.extend(each(site, paths))


def _files(site: Site, paths: Container[str]) -> Iterator[Fault]:
    """Files that may not stand among the pages."""
    languages = settings.listed(site.project.root)
    yield from files.unpublishable(site.project.root, site.docs, languages)
    yield from files.out_of_place(site.project.root, languages)


def _unwritten(site: Site, paths: Container[str]) -> Iterator[Fault]:
    """Texts of a new entry that nobody has written yet, in the data and in pages."""
    for file in site.project.data.files.values():
        yield from skeletons.unwritten(file.name, read_text(site.project.root / file.name, file.name), file.at)
    for _, page in site.pages_at(paths):
        yield from skeletons.unwritten(page.name, page.text, lambda line: "")


def _unshown(site: Site, paths: Container[str]) -> Iterator[Fault]:
    """Pictures that no page shows, which would be published all the same."""
    return pictures.unshown(site)


def _addresses(site: Site, paths: Container[str]) -> Iterator[Fault]:
    """Pages at an address that another has, or that is kept for other languages and what stands beside the pages.

    Pictures too: their files alone have no folder of their own.
    """
    languages = set(settings.listed(site.project.root)) - {site.project.default}
    taken: dict[str, str] = {}
    names = site.project.data.settings.names
    for path in site.originals:
        url, file = web_path(path, names), site.original_file(path)
        folder = url.partition("/")[0]
        other = f"/{folder}/" if folder in {*BESIDE, *languages} else taken.setdefault(url, file)
        if other != file:
            yield Fault(file, 1, "", "address-taken", {"address": url, "other": other})
    for name in pictures.found(site):
        language, folder, *_ = name.split("/")
        if language == site.project.default and folder in {*BESIDE, *languages}:
            values = {"address": pictures.place(site, name), "other": f"/{folder}/"}
            yield Fault(f"{site.docs}/{name}", 1, "", "address-taken", values)


def _named(site: Site, paths: Container[str]) -> Iterator[Fault]:
    """Names that addresses would have of their own, of no folder and no page."""
    known = {part for path in site.originals for part in path.removesuffix(".md").split("/")} - {"index"}
    for place, segment in enumerate(site.project.data.settings.adresses):
        if segment.id not in known:
            file = site.project.data.files["reglages"]
            values = {"name": segment.id, "hint": hint(segment.id, sorted(known))}
            yield Fault(file.name, file.line(("adresses", place, "id")), "adresses", "name-unknown", values)


def _moved(site: Site, paths: Container[str]) -> Iterator[Fault]:
    """Old addresses that a page has, or another line of the same file; and those that lead to no page."""
    taken = {web_path(path, site.project.data.settings.names): site.original_file(path) for path in site.originals}
    kept = {*BESIDE, *settings.listed(site.project.root)} - {site.project.default}
    for place, moved in enumerate(site.project.data.moved):
        file, at = site.project.data.files["redirections"], ("redirections", place)
        folder, page = moved.de.partition("/")[0], moved.vers.partition("#")[0]
        if other := f"/{folder}/" if folder in kept else taken.get(moved.de):
            values = {"address": moved.de, "other": other}
            yield Fault(file.name, file.line((*at, "de")), "de", "moved-taken", values)
        taken[moved.de] = f"{file.name}:{file.line((*at, 'de'))}"
        if page not in site.originals:
            values = {"page": page, "hint": hint(page, list(site.originals))}
            yield Fault(file.name, file.line((*at, "vers")), "vers", "moved-nowhere", values)


def _languages(site: Site, paths: Container[str]) -> Iterator[Fault]:
    """Languages that there are not, of which something is said; reviews of a text that there is not."""
    known = settings.listed(site.project.root)
    said = site.project.data.languages
    codes = [(("langues", place), goal.id) for place, goal in enumerate(said.langues)]
    codes += [(("relectures", place), review.langue) for place, review in enumerate(said.relectures)]
    codes += [(("origines", place), each.langue) for place, each in enumerate(said.origines)]
    for location, code in codes:
        if code not in known:
            file = site.project.data.files["langues"]
            values = {"codes": code, "known": ", ".join(known)}
            yield Fault(file.name, file.line(location), str(location[0]), "language-unknown", values)
    yield from reviews.faults(site)


def _entries(site: Site) -> dict[str, str]:
    """The pages that there have to be: the id of what each is about, by its path."""
    data = site.project.data
    found = {page_of(entry): entry for entry in data.entries if kind_of(entry) != "section"}
    # A project without a page for any of its themes needs none; with one, it needs them all.
    kinds = {kind_of(topic) for path in site.originals if (topic := id_of(path))}
    return found | {page_of(topic): topic for topic in data.topics if kind_of(topic) in kinds}


def _missing(site: Site, paths: Container[str]) -> Iterator[Fault]:
    """Pages that there have to be, and are not."""
    if HOME not in site.originals:
        yield Fault(site.original_file(HOME), 1, "", "home-missing")
    for path, entry in _entries(site).items():
        if path not in site.originals and kind_of(entry) in TOPICS:
            values = {"entry": entry, "macro": f'{{{{ topic("{entry}") }}}}'}
            yield Fault(site.original_file(path), 1, "", "page-missing-topic", values)
        elif path not in site.originals:
            like = next((other for other in site.originals if kind_of(id_of(other) or "") == kind_of(entry)), HOME)
            values = {"entry": entry, "like": site.original_file(like)}
            yield Fault(site.original_file(path), 1, "", "page-missing", values)


def _stray(site: Site, paths: Container[str]) -> Iterator[Fault]:
    """Pages about an entry that there is not, and translations of a page that there is not."""
    entries = _entries(site)
    for address, page in site.pages.items():
        about = id_of(address.path)
        if about and address.path not in entries:
            file = f"data/{_FILES.get(kind_of(about), 'defis')}.yaml"
            yield Fault(page.name, 1, "", "page-stray", {"entry": about, "data": file})
        elif address.path not in site.originals:
            yield Fault(page.name, 1, "", "page-untranslatable", {"default": f"{site.docs}/{site.project.default}/"})


def _steps(site: Site, paths: Container[str]) -> Iterator[Fault]:
    """Pages that the steps of a situation lead to, and that there are not."""
    for i, situation in enumerate(site.project.data.situations.values()):
        for j, step in enumerate(situation.etapes):
            for k, path in enumerate(step.voir):
                if path not in site.originals:
                    file = site.project.data.files["situations"]
                    at = ("situations", i, "etapes", j, "voir", k)
                    yield Fault(file.name, file.line(at), file.label(at), "step-page", {"link": path})


def _prose(site: Site, paths: Container[str]) -> Iterator[Fault]:
    """What a page's Markdown may not hold."""
    entries = _entries(site)
    data, images = site.project.data, {code: pictures.paths(site, code) for code in site.project.languages}
    for address, page in site.pages_at(paths):
        titled = address.path not in entries
        shown, original = images[address.language], address.language == site.project.default
        yield from prose.faults(page, data, titled, others=site.originals, pictures=shown, original=original)


def _translations(site: Site, paths: Container[str]) -> Iterator[Fault]:
    """Translated sections that differ from what they translate."""
    for address, page in site.pages_at(paths):
        if address.language != site.project.default and address.path in site.originals:
            yield from translation.faults(page, site.original(address))


def _writing(site: Site, paths: Container[str]) -> Iterator[Fault]:
    """The project's own rules for prose, in the language it is written in."""
    data = site.project.data
    yield from writing.easy_faults(data)
    for address, page in site.pages_at(paths):
        if address.language == site.project.default:
            yield from writing.faults(page, address.path.partition("/")[0], data)


# A stage needs those before it to have found nothing. What takes no time is looked at by every process.
CHECKS: tuple[tuple[Check, ...], ...] = (
    (_files, _unwritten),
    (
        *(_addresses, _named, _moved, _unshown, _languages, _missing),
        *(_stray, _steps, _prose, _translations, _writing, anchors.faults),
    ),
)
