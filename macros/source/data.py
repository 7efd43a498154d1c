"""Loads `data/*.yaml`: one validated, immutable value, or every fault at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from macros.source import schema
from macros.source.faults import Fault, Faults, raise_if_any
from macros.source.schema import Entry
from macros.source.yamlfile import Location, SourceFile, read_yaml

# The kinds of entries that have a page each: the folder they live in, and the
# shape of their file's name (`defis/07.md`, `axes/2.md`).
FOLDERS = {"defi": "defis", "action": "actions", "axe": "axes"}
# What défis share, and the folder of its pages if the project has any (`themes/donnees.md`).
TOPICS = {"theme": "themes", "public": "publics"}


@dataclass(frozen=True)
class Data:
    """Everything that `data/` says."""

    strategy: schema.Strategy
    sources: Mapping[str, schema.Source]
    themes: Mapping[str, schema.Theme]
    publics: Mapping[str, schema.Public]
    terms: tuple[schema.Term, ...]
    budget: schema.Budget
    checks: tuple[schema.Check, ...]
    writing: schema.Writing
    languages: schema.Languages
    files: Mapping[str, SourceFile]
    leaves: tuple[schema.Leaf, ...]

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every axis, section, défi and action by id, in the order of the data."""
        found: list[Entry] = []
        for axe in self.strategy.axes:
            found += [axe, *axe.sections]
        found += [*self.strategy.defis, *self.strategy.actions]
        return {entry.id: entry for entry in found}

    @cached_property
    def topics(self) -> dict[str, schema.Theme | schema.Public]:
        """Every theme and public by the name of its page: `theme-donnees`, `public-musees`."""
        themes = {f"theme-{theme.id}": theme for theme in self.themes.values()}
        return themes | {f"public-{public.id}": public for public in self.publics.values()}

    def topics_of(self, defi: schema.Defi) -> list[str]:
        """The themes and publics of a défi, by the names of their pages."""
        return [f"theme-{theme}" for theme in defi.themes] + [f"public-{public}" for public in defi.publics]

    @cached_property
    def axe_of(self) -> dict[str, schema.Axe]:
        """The axis of every axis, section and défi, by id."""
        sections = {s.id: axe for axe in self.strategy.axes for s in axe.sections}
        defis = {d.id: sections[d.section] for d in self.strategy.defis}
        return {axe.id: axe for axe in self.strategy.axes} | sections | defis

    def section(self, defi: schema.Defi) -> schema.Section:
        """The section of the source that asks this défi."""
        return self.entries[defi.section]  # type: ignore[return-value]

    @cached_property
    def defis_by_section(self) -> dict[str, list[schema.Defi]]:
        """The défis of each section, in order."""
        found: dict[str, list[schema.Defi]] = {s.id: [] for axe in self.strategy.axes for s in axe.sections}
        for defi in self.strategy.defis:
            found[defi.section].append(defi)
        return found

    def defis_of(self, axe: schema.Axe) -> list[schema.Defi]:
        """The défis of an axis, in order."""
        return [defi for section in axe.sections for defi in self.defis_by_section[section.id]]

    @cached_property
    def actions_of(self) -> dict[str, list[schema.Action]]:
        """The actions that serve each défi, by the défi's id."""
        found: dict[str, list[schema.Action]] = {d.id: [] for d in self.strategy.defis}
        for action in self.strategy.actions:
            for defi in action.defis:
                found[defi].append(action)
        return found

    @cached_property
    def names(self) -> str:
        """The words of the glossary and the publishers' names, a line each: some of them are acronyms."""
        terms = [form for term in self.terms for form in (term.terme, *term.formes)]
        return "\n".join([*terms, *(source.editeur for source in self.sources.values())])

    def siblings(self, entry: Entry) -> list[Entry]:
        """Every entry of the same kind, in order."""
        kind = kind_of(entry.id)
        return [other for other in self.entries.values() if kind_of(other.id) == kind]


def kind_of(entry_id: str) -> str:
    """`defi-07` → `defi`."""
    return entry_id.partition("-")[0]


def number_of(entry_id: str) -> str:
    """`defi-07` → `07`; `section-2-1` → `2-1`."""
    return entry_id.partition("-")[2]


def page_of(entry_id: str) -> str:
    """The page of an entry, from the root of a language: `defi-07` → `defis/07.md`.

    A section has no page of its own: it is a part of its axis's.
    """
    kind, number = kind_of(entry_id), number_of(entry_id)
    if kind == "section":
        return f"axes/{number.split('-')[0]}.md"
    return f"{(FOLDERS | TOPICS)[kind]}/{number}.md"


def id_of(page: str) -> str | None:
    """What a page is named after, if it stands in a folder of entries or topics: `defis/07.md` → `defi-07`."""
    folder, _, name = page.removesuffix(".md").partition("/")
    kind = next((kind for kind, known in (FOLDERS | TOPICS).items() if known == folder), None)
    return f"{kind}-{name}" if kind and name not in ("", "index") else None


def load(root: Path) -> Data:
    """All of `root/data`, validated; `Faults` names everything wrong, with its line."""
    values: dict[str, Any] = {}
    files: dict[str, SourceFile] = {}
    faults: list[Fault] = []
    for name, kind in schema.FILES.items():
        path, file_name = root / "data" / f"{name}.yaml", f"data/{name}.yaml"
        if not path.exists():
            if name == "defis":
                faults.append(Fault(file_name, 1, "", "data-missing"))
            values[name] = None if name == "defis" else kind()
            continue
        try:
            files[name] = read_yaml(path, file_name)
            values[name] = kind.model_validate(files[name].value)
        except Faults as found:
            faults += found.faults
        except ValidationError as error:
            faults += [fault_of(files[name], kind, detail) for detail in error.errors(include_url=False)]
    # References can be followed only between files that are sound.
    raise_if_any(faults)
    strategy: schema.Strategy = values["defis"]
    language = strategy.strategie.langue
    data = Data(
        strategy=strategy,
        sources={source.id: source for source in values["sources"].sources},
        themes={theme.id: theme for theme in values["vocabulaire"].themes},
        publics={public.id: public for public in values["vocabulaire"].publics},
        terms=values["glossaire"].termes,
        budget=values["budget"],
        checks=values["controles"].controles,
        writing=values["redaction"],
        languages=values["langues"],
        files=files,
        leaves=tuple(leaf for name, file in files.items() for leaf in schema.leaves(values[name], file, language)),
    )
    raise_if_any([*_numbering(data), *_references(data)])
    return data


def fault_of(file: SourceFile, kind: type[schema.Model], detail: Any) -> Fault:
    """A pydantic error as a fault; `faults.yaml` words each of its codes."""
    location: Location = tuple(detail["loc"])
    context, code, found = detail.get("ctx", {}), detail["type"], detail["input"]
    where = location
    match code:
        case "missing":
            location, values = location[:-1], {"key": location[-1]}
        case "extra_forbidden":
            values = {"key": location[-1], "hint": hint(str(location[-1]), schema.keys_at(kind, location[:-1]))}
        case "too_short" | "too_long":
            least, most = schema.length_at(kind, location)
            count = context["actual_length"]
            values = {"range": f"{least} to {most}", "portee": f"{least} à {most}", "found": count}
            values["more"] = least - count if code == "too_short" else count - most
        case "string_too_long":
            values = {"max": context["max_length"], "found": len(str(found).strip())}
        case "string_pattern_mismatch":
            values = {"value": str(found)[:60]}
        case "literal_error":
            values = {"value": str(found)[:60], "expected": context["expected"].replace(" or ", " / ")}
        case (
            "too_many_words"
            | "not_a_date"
            | "not_a_web_address"
            | "not_a_question"
            | "string_too_short"
            | "greater_than_equal"
        ):
            values = context
        case _ if code.endswith(("_type", "_parsing")):
            expected = code.removesuffix("_type").removesuffix("_parsing")
            code, values = "wrong_type", {"expected": YAML_TYPES.get(expected, expected), "found": _yaml_type(found)}
        case _:
            code, values = "invalid", {"problem": detail["msg"]}
    return Fault(file.name, file.line(location), file.label(where), code, values)


# How messages call the types of YAML values, by pydantic's name and by Python's.
YAML_TYPES = {
    "string": "text", "str": "text", "int": "number", "float": "number", "bool": "true/false", "tuple": "list",
    "list": "list", "dict": "keys", "model": "keys", "NoneType": "nothing",
}  # fmt: skip


def _yaml_type(value: Any) -> str:
    return YAML_TYPES.get(type(value).__name__, type(value).__name__)


def hint(wrong: str, known: Iterable[str]) -> str:
    """` (nearest ?)` for a word that is close to a known one, else nothing."""
    close = get_close_matches(wrong, list(known), 1, 0.6)
    return f" ({close[0]} ?)" if close else ""


def _numbering(data: Data) -> Iterator[Fault]:
    """Ids that are repeated, or whose numbers do not run 1, 2, 3…"""
    strategy = data.strategy
    for kind, entries, width in (
        ("axe", strategy.axes, 1),
        ("defi", strategy.defis, 2),
        ("action", strategy.actions, 2),
    ):
        key = FOLDERS[kind]
        yield from _sequence(data, (key,), [entry.id for entry in entries], f"{kind}-", width)
    for index, axe in enumerate(strategy.axes):
        prefix = f"section-{number_of(axe.id)}-"
        yield from _sequence(data, ("axes", index, "sections"), [s.id for s in axe.sections], prefix, 1)
    for name, key in (
        ("sources", "sources"),
        ("vocabulaire", "themes"),
        ("vocabulaire", "publics"),
        ("glossaire", "termes"),
        ("budget", "pages"),
        ("controles", "controles"),
    ):
        if name in data.files:
            items = data.files[name].value.get(key, [])
            seen: dict[str, int] = {}
            for index, item in enumerate(items):
                if item["id"] in seen:
                    file = data.files[name]
                    first = file.line((key, seen[item["id"]]))
                    yield Fault(file.name, file.line((key, index, "id")), item["id"], "id-repeated", {"first": first})
                seen.setdefault(item["id"], index)


def _sequence(data: Data, location: Location, ids: list[str], prefix: str, width: int) -> Iterator[Fault]:
    file = data.files["defis"]
    seen: dict[str, int] = {}
    for index, entry_id in enumerate(ids):
        line = file.line((*location, index, "id"))
        if entry_id in seen:
            yield Fault(
                file.name, line, entry_id, "id-repeated", {"first": file.line((*location, seen[entry_id], "id"))}
            )
        seen.setdefault(entry_id, index)
    expected = [f"{prefix}{number:0{width}}" for number in range(1, len(seen) + 1)]
    for missing in [e for e in expected if e not in seen]:
        yield Fault(file.name, file.line(location), missing, "id-missing", {"last": expected[-1]})
    if sorted(seen) == expected and list(seen) != expected:
        wrong = next(i for i, (found, wanted) in enumerate(zip(seen, expected, strict=True)) if found != wanted)
        yield Fault(
            file.name, file.line((*location, wrong, "id")), list(seen)[wrong], "id-order", {"expected": expected[wrong]}
        )


def _references(data: Data) -> Iterator[Fault]:
    """Ids that name nothing, and entries that relate to themselves."""
    strategy = data.strategy
    pages = {e.id for e in (*strategy.defis, *strategy.actions)}
    defis = {d.id for d in strategy.defis}
    sections = {s.id for axe in strategy.axes for s in axe.sections}
    sources, entries = set(data.sources), set(data.entries)

    def check(name: str, location: Location, value: str, known: set[str]) -> Iterator[Fault]:
        if value not in known:
            file = data.files[name]
            values = {"value": value, "hint": hint(value, sorted(known))}
            yield Fault(file.name, file.line(location), file.label(location), "unknown-reference", values)

    for i, value in enumerate(strategy.strategie.liens):
        yield from check("defis", ("strategie", "liens", i), value, sources)
    for i, defi in enumerate(strategy.defis):
        at: Location = ("defis", i)
        yield from check("defis", (*at, "section"), defi.section, sections)
        for key, known in (("themes", set(data.themes)), ("publics", set(data.publics)), ("ressources", sources)):
            for j, value in enumerate(getattr(defi, key)):
                yield from check("defis", (*at, key, j), value, known)
        for j, link in enumerate(defi.lies):
            yield from check("defis", (*at, "lies", j, "id"), link.id, pages - {defi.id})
    for i, action in enumerate(strategy.actions):
        for j, value in enumerate(action.defis):
            yield from check("defis", ("actions", i, "defis", j), value, defis)
        for j, follow_up in enumerate(action.suivi):
            yield from check("defis", ("actions", i, "suivi", j, "source"), follow_up.source, sources)
    for i, erratum in enumerate(strategy.errata):
        yield from check("defis", ("errata", i, "entree"), erratum.entree, entries | {"document"})
    for i, term in enumerate(data.terms):
        for j, value in enumerate(term.defis):
            yield from check("glossaire", ("termes", i, "defis", j), value, defis)
