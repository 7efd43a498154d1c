"""The rules that one file alone can't show: ids that number on, and that name something."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from macros.source.faults import Fault
from macros.source.ids import FOLDERS, number_of
from macros.source.schema import (
    Action,
    CitingRules,
    Concept,
    Contact,
    Defi,
    Example,
    Source,
    Strategy,
    Term,
    Topic,
)
from macros.source.validation import hint
from macros.source.yamlfile import Location, SourceFile

Files = Mapping[str, SourceFile]
# A reference: the data file (`defis`), where in it, the id that it gives, and those that it may give.
Reference = tuple[str, Location, str, Collection[str]]

# The lists whose ids are words, each only once: data file, key.
_UNIQUE = (
    ("reglages", "mots"),
    ("reglages", "adresses"),
    ("sources", "sources"),
    ("contacts", "contacts"),
    ("cas", "cas"),
    ("contacts", "besoins"),
    ("guichets", "guichets"),
    ("guichets", "familles"),
    ("situations", "situations"),
    ("vocabulaire", "themes"),
    ("vocabulaire", "publics"),
    ("glossaire", "termes"),
    ("terminologie", "termes"),
    ("obligations", "obligations"),
    ("obligations", "textes"),
    ("budget", "pages"),
    ("controles", "controles"),
    ("exemples", "exemples"),
)


def numbering(strategy: Strategy, files: Files) -> Iterator[Fault]:
    """Ids that are repeated, or whose numbers do not run 1, 2, 3…"""
    for kind, entries, width in (
        ("axe", strategy.axes, 1),
        ("defi", strategy.defis, 2),
        ("action", strategy.actions, 2),
    ):
        yield from _sequence(files["defis"], (FOLDERS[kind],), [entry.id for entry in entries], f"{kind}-", width)
    for index, axe in enumerate(strategy.axes):
        prefix = f"section-{number_of(axe.id)}-"
        yield from _sequence(files["defis"], ("axes", index, "sections"), [s.id for s in axe.sections], prefix, 1)
    for name, key in _UNIQUE:
        if name in files:
            yield from _repeated(files[name], (key,), [item["id"] for item in files[name].value.get(key, [])])


def repeated_addresses(sources: Iterable[Source], files: Files) -> Iterator[Fault]:
    """Sources whose address another has already: what is corrected in one would stay wrong in the other."""
    first: dict[tuple[str, ...], str] = {}
    for index, source in enumerate(sources):
        parts = urlsplit(source.url)
        address = parts.netloc.lower(), parts.path.rstrip("/"), parts.query, parts.fragment
        if first.setdefault(address, source.id) != source.id:
            file = files["sources"]
            line = file.line(("sources", index, "url"))
            yield Fault(file.name, line, source.id, "source-repeated", {"first": first[address]})


def refused_addresses(sources: Iterable[Source], rules: CitingRules, files: Files) -> Iterator[Fault]:
    """Sources whose address is not that of the page as its publisher gives it: no reader could trust it."""
    detours = {part.lower() for part in rules.renvois}
    for index, source in enumerate(sources):
        file, parts = files["sources"], urlsplit(source.url)
        line = file.line(("sources", index, "url"))
        host, path = parts.hostname or "", parts.path.strip("/").split("/")
        if _within(host, rules.copies):
            yield Fault(file.name, line, source.id, "source-copied", {"host": host})
        for part in path:
            if part.lower() in detours:
                yield Fault(file.name, line, source.id, "source-detour", {"part": part})
        if _within(host, rules.traduits) and path[0].lower() in {*rules.langues} - {source.langue}:
            values = {"section": path[0], "language": source.langue}
            yield Fault(file.name, line, source.id, "source-section", values)


def _within(host: str, sites: Iterable[str]) -> bool:
    """Whether a host is one of these sites, or a part of one."""
    return any(host == site or host.endswith(f".{site}") for site in sites)


def repeated_names(contacts: Iterable[Contact], sources: Collection[str], files: Files) -> Iterator[Fault]:
    """Contacts that have the id of a source: a page that names one would lead to the other."""
    for index, contact in enumerate(contacts):
        if contact.id in sources:
            line = files["contacts"].line(("contacts", index, "id"))
            yield Fault(files["contacts"].name, line, contact.id, "contact-repeated")


def concepts(
    found: Iterable[Concept], glossary: Collection[str], sources: Collection[str], files: Files
) -> Iterator[Fault]:
    """Words of the terminology that neither the glossary names nor they themselves, or both; what they name besides.

    A language has one equivalent, and an established one names a source that there is.
    """
    for i, concept in enumerate(found):
        file, at = files["terminologie"], ("termes", i)
        if bool(concept.terme) == (concept.id in glossary):
            hinted = hint(concept.id, sorted(glossary))
            yield Fault(file.name, file.line((*at, "id")), concept.id, "concept-named", {"hint": hinted})
        first: dict[str, int] = {}
        for j, equivalent in enumerate(concept.equivalents):
            line = file.line((*at, "equivalents", j))
            if first.setdefault(equivalent.langue, line) != line:
                values = {"language": equivalent.langue, "first": first[equivalent.langue]}
                yield Fault(file.name, line, concept.id, "equivalent-repeated", values)
        given = [
            ("terminologie", (*at, "equivalents", j, "source"), equivalent.source, sources)
            for j, equivalent in enumerate(concept.equivalents)
            if equivalent.source
        ]
        yield from dangling(given, files)


def _repeated(file: SourceFile, location: Location, ids: list[str]) -> Iterator[Fault]:
    """Ids that an earlier entry of the list at `location` has already."""
    first: dict[str, int] = {}
    for index, entry_id in enumerate(ids):
        line = file.line((*location, index, "id"))
        if entry_id in first:
            yield Fault(file.name, line, entry_id, "id-repeated", {"first": first[entry_id]})
        first.setdefault(entry_id, line)


def _sequence(file: SourceFile, location: Location, ids: list[str], prefix: str, width: int) -> Iterator[Fault]:
    """Ids of the list at `location` that are repeated, missing or out of order: `prefix` and a number each."""
    yield from _repeated(file, location, ids)
    seen = list(dict.fromkeys(ids))
    expected = [f"{prefix}{number:0{width}}" for number in range(1, len(seen) + 1)]
    for missing in [wanted for wanted in expected if wanted not in seen]:
        yield Fault(file.name, file.line(location), missing, "id-missing", {"last": expected[-1]})
    if sorted(seen) == expected and seen != expected:
        wrong = next(i for i, (found, wanted) in enumerate(zip(seen, expected, strict=True)) if found != wanted)
        line = file.line((*location, wrong, "id"))
        yield Fault(file.name, line, seen[wrong], "id-order", {"expected": expected[wrong]})


def dangling(references: Iterable[Reference], files: Files) -> Iterator[Fault]:
    """References that name nothing."""
    for name, location, value, known in references:
        if value not in known:
            file = files[name]
            values = {"value": value, "hint": hint(value, sorted(known))}
            yield Fault(file.name, file.line(location), file.label(location), "unknown-reference", values)


def references(
    strategy: Strategy, terms: Iterable[Term], known: Mapping[str, Collection[str]], entries: Collection[str]
) -> Iterator[Reference]:
    """Every reference from one thing of the data to another.

    `known`: the ids of `sources`, `themes` and `publics`; `entries`: those of axes, sections, défis and actions.
    """
    defis = {defi.id for defi in strategy.defis}
    for i, value in enumerate(strategy.strategie.liens):
        yield "defis", ("strategie", "liens", i), value, known["sources"]
    for i, defi in enumerate(strategy.defis):
        yield from _of_defi(defi, ("defis", i), known, strategy)
    for i, action in enumerate(strategy.actions):
        yield from _of_action(action, ("actions", i), defis, known["sources"])
    for i, stage in enumerate(strategy.etapes):
        for j, value in enumerate(stage.sources):
            yield "defis", ("etapes", i, "sources", j), value, known["sources"]
    for i, erratum in enumerate(strategy.errata):
        yield "defis", ("errata", i, "entree"), erratum.entree, {*entries, "document"}
    for i, term in enumerate(terms):
        for j, value in enumerate(term.defis):
            yield "glossaire", ("termes", i, "defis", j), value, defis


def starts(topics: Mapping[str, Iterable[Topic]], strategy: Strategy) -> Iterator[Reference]:
    """The défis that each theme or public begins with: some of its own. `topics`: by their key in the data."""
    for key, found in topics.items():
        for i, topic in enumerate(found):
            own = {defi.id for defi in strategy.defis if topic.id in getattr(defi, key)}
            for j, start in enumerate(topic.commencer):
                yield "vocabulaire", (key, i, "commencer", j, "defi"), start.defi, own


def examples(found: Iterable[Example], strategy: Strategy) -> Iterator[Reference]:
    """The défis that examples of strategies plan."""
    defis = {defi.id for defi in strategy.defis}
    for i, example in enumerate(found):
        for j, plan in enumerate(example.plans):
            yield "exemples", ("exemples", i, "plans", j, "defi"), plan.defi, defis


def _of_defi(defi: Defi, at: Location, known: Mapping[str, Collection[str]], strategy: Strategy) -> Iterator[Reference]:
    sections = {section.id for axe in strategy.axes for section in axe.sections}
    yield "defis", (*at, "section"), defi.section, sections
    for key, ids in (("themes", known["themes"]), ("publics", known["publics"]), ("ressources", known["sources"])):
        for j, value in enumerate(getattr(defi, key)):
            yield "defis", (*at, key, j), value, ids
    others = {entry.id for entry in (*strategy.defis, *strategy.actions)} - {defi.id}
    for j, link in enumerate(defi.lies):
        yield "defis", (*at, "lies", j, "id"), link.id, others


def _of_action(action: Action, at: Location, defis: Collection[str], sources: Collection[str]) -> Iterator[Reference]:
    for j, value in enumerate(action.defis):
        yield "defis", (*at, "defis", j), value, defis
    for j, follow_up in enumerate(action.suivi):
        yield "defis", (*at, "suivi", j, "source"), follow_up.source, sources
