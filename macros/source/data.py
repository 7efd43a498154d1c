"""Loads `data/*.yaml`: one validated, immutable value, or every fault at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from macros.source import renewal, schema
from macros.source.faults import Fault, Faults, gather, raise_if_any
from macros.source.ids import kind_of
from macros.source.references import (
    concepts,
    dangling,
    examples,
    numbering,
    references,
    refused_addresses,
    repeated_addresses,
    repeated_names,
    starts,
)
from macros.source.registers import crowded, of_cases, of_help, of_law
from macros.source.schema import Entry
from macros.source.text import read_text
from macros.source.validation import faults_of
from macros.source.yamlfile import Reading, SourceFile, read_on, read_yaml

# What no site can do without.
REQUIRED = ("reglages", "defis")


@dataclass(frozen=True)
class Data:
    """Everything that `data/` says."""

    settings: schema.SiteSettings
    strategy: schema.Strategy
    sources: Mapping[str, schema.Source]
    cases: tuple[schema.Case, ...]
    help: schema.Contacts
    funding: schema.Funding
    situations: Mapping[str, schema.Situation]
    themes: Mapping[str, schema.Theme]
    publics: Mapping[str, schema.Public]
    terms: tuple[schema.Term, ...]
    concepts: tuple[schema.Concept, ...]
    law: schema.Law
    budget: schema.Budget
    checks: tuple[schema.Check, ...]
    weights: schema.Weights
    writing: schema.Writing
    languages: schema.Languages
    moved: tuple[schema.Moved, ...]
    examples: tuple[schema.Example, ...]
    files: Mapping[str, SourceFile]
    leaves: tuple[schema.Leaf, ...]

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Where pages may lead besides the site: the address of each source and contact, by the name they give it."""
        found = {source.id: source.url for source in self.sources.values()}
        for contact in self.contacts.values():
            found |= contact.addresses
        return found

    @cached_property
    def contacts(self) -> dict[str, schema.Contact]:
        """Who can be asked, by id."""
        return {contact.id: contact for contact in self.help.contacts}

    @cached_property
    def guichets(self) -> dict[str, schema.Guichet]:
        """Who pays for what, by id."""
        return {guichet.id: guichet for guichet in self.funding.guichets}

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every axis, section, défi and action by id, in the order of the data."""
        found: list[Entry] = []
        for axe in self.strategy.axes:
            found += [axe, *axe.sections]
        found += [*self.strategy.defis, *self.strategy.actions]
        return {entry.id: entry for entry in found}

    @cached_property
    def topics(self) -> dict[str, schema.Topic]:
        """Every theme, public and situation by the name of its page: `theme-donnees`, `public-musees`."""
        kinds = {"theme": self.themes, "public": self.publics, "situation": self.situations}
        return {f"{kind}-{topic.id}": topic for kind, topics in kinds.items() for topic in topics.values()}

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
        section = self.entries[defi.section]
        assert isinstance(section, schema.Section)
        return section

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
    def duties_of(self) -> dict[str, list[schema.Duty]]:
        """What the law says about each défi, by the défi's id, in the order of the days it applies from."""
        found: dict[str, list[schema.Duty]] = {d.id: [] for d in self.strategy.defis}
        for duty in sorted(self.law.obligations, key=lambda duty: duty.order):
            for defi in duty.defis:
                found[defi].append(duty)
        return found

    @cached_property
    def names(self) -> str:
        """The words of the glossary and the publishers' names, a line each: some of them are acronyms."""
        terms = [form for term in self.terms for form in (term.terme, *term.formes)]
        return "\n".join([*terms, *(source.editeur for source in self.sources.values())])

    @cached_property
    def _rows(self) -> dict[str, list[str]]:
        rows: dict[str, list[str]] = {}
        for entry_id in self.entries:
            rows.setdefault(kind_of(entry_id), []).append(entry_id)
        return rows

    @cached_property
    def place_of(self) -> dict[str, int]:
        """The place of each entry among those of its kind, from 0, by its id."""
        return {entry_id: place for row in self._rows.values() for place, entry_id in enumerate(row)}

    def of_the_kind(self, entry: Entry) -> Sequence[str]:
        """The ids of the entries of the same kind as one, itself among them, in order."""
        return self._rows[kind_of(entry.id)]

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """The entries of the same kind before and after one."""
        row, place = self._rows[kind_of(entry.id)], self.place_of[entry.id]
        before, after = row[:place][-1:], row[place + 1 : place + 2]
        return (self.entries[before[0]] if before else None), (self.entries[after[0]] if after else None)


def settings(root: Path) -> schema.SiteSettings:
    """What `data/reglages.yaml` says of the site; `Faults` where that is wrong."""
    file = read_yaml(root / "data" / "reglages.yaml", "data/reglages.yaml")
    try:
        return schema.SiteSettings.model_validate(file.value)
    except ValidationError as error:
        raise Faults(faults_of(file, schema.SiteSettings, error)) from None


def load(root: Path) -> Data:
    """All of `root/data`, validated; `Faults` names everything wrong, with its line."""
    values: dict[str, Any] = {}
    files: dict[str, SourceFile] = {}
    faults: list[Fault] = []
    for name, kind in schema.FILES.items():
        path, file_name = root / "data" / f"{name}.yaml", f"data/{name}.yaml"
        if not path.exists():
            if name in REQUIRED:
                faults.append(Fault(file_name, 1, "", "data-missing"))
            values[name] = None if name in REQUIRED else kind()
            continue
        text = gather(faults, partial(read_text, path, file_name))
        reading = read_on(text, file_name) if text is not None else Reading(None)
        faults += reading.faults
        if reading.file:
            files[name] = reading.file
            try:
                values[name] = kind.model_validate(reading.file.value, context=values.get("reglages"))
            except ValidationError as error:
                found = faults_of(reading.file, kind, error)
                # What was left out is not missing.
                faults += [fault for fault in found if reading.whole or fault.code not in ("missing", "too_short")]
    # References can be followed only between files that are sound.
    raise_if_any(faults)
    strategy: schema.Strategy = values["defis"]
    language = strategy.strategie.langue
    data = Data(
        settings=values["reglages"],
        strategy=strategy,
        sources={source.id: source for source in values["sources"].sources},
        help=values["contacts"],
        cases=values["cas"].cas,
        funding=values["guichets"],
        situations={situation.id: situation for situation in values["situations"].situations},
        themes={theme.id: theme for theme in values["vocabulaire"].themes},
        publics={public.id: public for public in values["vocabulaire"].publics},
        terms=values["glossaire"].termes,
        concepts=values["terminologie"].termes,
        law=values["obligations"],
        budget=values["budget"],
        checks=values["controles"].controles,
        weights=values["poids"],
        writing=values["redaction"],
        languages=values["langues"],
        moved=values["redirections"].redirections,
        examples=values["exemples"].exemples,
        files=files,
        leaves=tuple(leaf for name, file in files.items() for leaf in schema.leaves(values[name], file, language)),
    )
    known: dict[str, Collection[str]] = {"sources": data.sources, "themes": data.themes, "publics": data.publics}
    known |= {"contacts": data.contacts, "guichets": data.guichets, "defis": [defi.id for defi in strategy.defis]}
    given = [
        *references(strategy, data.terms, known, data.entries),
        *of_law(data.law, known),
        *of_cases(data.cases, known),
        *of_help(data.help, data.funding, tuple(data.situations.values()), known),
    ]
    repeated = repeated_addresses(values["sources"].sources, files)
    refused = refused_addresses(values["sources"].sources, data.writing.sources, files)
    taken = repeated_names(data.help.contacts, data.sources, files)
    made_up = examples(data.examples, strategy)
    begun = starts({"themes": data.themes.values(), "publics": data.publics.values()}, strategy)
    words = concepts(data.concepts, {term.id for term in data.terms}, data.sources, files)
    kinds = {kind.id for kind in data.budget.pages}
    weighed = [("poids", ("sortes", i, "id"), sort.id, kinds) for i, sort in enumerate(data.weights.sortes)]
    unknown = dangling([*given, *made_up, *begun, *weighed], files)
    rules = [*crowded(data.law, files), *renewal.disordered(files)]
    raise_if_any([*numbering(strategy, files), *repeated, *refused, *taken, *unknown, *words, *rules])
    return data
