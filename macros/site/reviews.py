"""Who has read which text: reviews hold for the very words that were read, and for no others."""

from __future__ import annotations

from collections.abc import Iterator

from macros.site.site import Site
from macros.source.faults import Fault
from macros.source.schema import Leaf, Review
from macros.words.state import fingerprint


def texts(site: Site, language: str, name: str) -> list[str]:
    """What a review of `name` in a language is of: each original and its translation; nothing where there is none.

    `name` is a page, with its short texts (`defis/07.md`), a section of it (`defis/07.md#pourquoi`), or a message
    (`defi-07.titre`).
    """
    path, _, section = name.partition("#")
    if not path.endswith(".md"):
        leaf = site.texts.by_context.get(name)
        return _short(site, language, leaf) if leaf else []
    found: list[str] = []
    original, own = site.originals.get(path), site.pages.get(site.project.address(path, language))
    if original and own:
        for id, part in original.sections.items():
            if section in ("", id) and id in own.sections and own.sections[id].hash:
                found += [part.hash, own.sections[id].hash]
    if not section:
        found += [text for leaf in site.texts.of(path) for text in _short(site, language, leaf)]
    return found


def _short(site: Site, language: str, leaf: Leaf) -> list[str]:
    words = site.project.languages[language].t(leaf)
    return [leaf, words.text] if words.is_translated else []


def in_effect(site: Site) -> dict[tuple[str, str], Review]:
    """The last review of each text that holds for what the text is now, by language and name."""
    if "reviews" not in site.kept:
        held = (review for _, review, fault in _each(site) if fault is None)
        by_date = sorted(held, key=lambda review: review.date)
        site.kept["reviews"] = {(review.langue, review.texte): review for review in by_date}
    found: dict[tuple[str, str], Review] = site.kept["reviews"]
    return found


def faults(site: Site) -> Iterator[Fault]:
    """Reviews of a text that there is not."""
    return (fault for _, _, fault in _each(site) if fault and fault.code == "review-unknown")


def notes(site: Site) -> Iterator[Fault]:
    """Reviews that hold no more, or not yet: the text has changed since, or nothing says which text was read."""
    return (fault for _, _, fault in _each(site) if fault and fault.code != "review-unknown")


def unstamped(site: Site) -> Iterator[tuple[int, str]]:
    """The reviews that do not say which text was read: the place of each in the list, and the hash of what is there."""
    for index, review, fault in _each(site):
        if fault and fault.code == "review-unstamped":
            yield index, fingerprint(texts(site, review.langue, review.texte))


def _each(site: Site) -> Iterator[tuple[int, Review, Fault | None]]:
    """Each review, its place, and what keeps it from holding."""
    for index, review in enumerate(site.project.data.languages.relectures):
        # Of a language that is not built, nothing is known here.
        if review.langue in site.project.languages:
            yield index, review, _fault(site, index, review)


def _fault(site: Site, index: int, review: Review) -> Fault | None:
    read = texts(site, review.langue, review.texte)
    file = site.project.data.files["langues"]
    line, text, language = file.line(("relectures", index)), review.texte, review.langue
    if not read:
        return Fault(file.name, line, "", "review-unknown", {"text": text, "language": language})
    if not review.empreinte:
        return Fault(file.name, line, "", "review-unstamped", {"name": review.par})
    if review.empreinte != fingerprint(read):
        values = {"text": text, "language": language, "name": review.par, "date": review.date}
        return Fault(file.name, line, "", "review-stale", values)
    return None
