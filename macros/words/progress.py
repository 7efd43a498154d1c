"""How far each language is: messages, pages, and sections of theirs, each with its state."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from macros.source import git, guard
from macros.source.address import HOME, Address
from macros.source.data import Data
from macros.source.faults import Fault, gather
from macros.source.page import Page
from macros.source.renewal import CHECKED, dated
from macros.source.schema import Leaf
from macros.source.yamlfile import Location
from macros.words import state, translation
from macros.words.catalogue import folder_of
from macros.words.language import Language
from macros.words.project import Project
from macros.words.state import State


@dataclass(frozen=True)
class Progress:
    """The state of one language; pages are named from the root of a language (`defis/07.md`).

    `messages` are the short texts, each with its state; `sections`, those of the pages that the language has.
    """

    language: Language
    messages: tuple[tuple[Leaf, State], ...]
    pages: int
    untranslated: tuple[str, ...]
    sections: Mapping[str, Mapping[str, State]]

    def leaves(self, state: State) -> list[Leaf]:
        """The short texts in a state."""
        return [leaf for leaf, found in self.messages if found is state]

    @property
    def missing(self) -> list[str]:
        """The contexts of the short texts that are not translated."""
        return [leaf.context for leaf in self.leaves(State.MISSING)]

    @property
    def older(self) -> list[tuple[str, str]]:
        """The page and the id of each section that is older than the original."""
        return [(path, id) for path, parts in self.sections.items() for id, s in parts.items() if s is State.OLDER]

    @property
    def translated_messages(self) -> int:
        return len(self.messages) - len(self.leaves(State.MISSING))

    @property
    def translated_pages(self) -> int:
        return self.pages - len(self.untranslated)


def progress(project: Project, pages: Mapping[Address, Page], leaves: Sequence[Leaf]) -> list[Progress]:
    """The state of every language but the default one, in the order of the configuration.

    `leaves` are the texts of the content.
    """
    originals = {
        address.path: page for address, page in pages.items() if address.language == project.default and page.has_prose
    }
    wanted = (*leaves, *project.interface)
    found = []
    for code, language in project.languages.items():
        if code == project.default:
            continue
        places = {path: project.address(path, code) for path in originals}
        own = {path: pages[address] for path, address in places.items() if address in pages}
        found.append(
            Progress(
                language=language,
                messages=tuple((leaf, state.of(leaf, language)) for leaf in wanted if leaf.language != code),
                pages=len(originals),
                untranslated=tuple(path for path in originals if path not in own),
                sections={path: translation.states(page, originals[path]) for path, page in own.items()},
            )
        )
    return found


def promises(states: list[Progress], data: Data, docs: str) -> Iterator[Fault]:
    """What is missing of a language that is declared complete, for whoever translates it."""
    goals = {goal.id: goal for goal in data.languages.langues}
    for progress in states:
        code = progress.language.code
        goal = goals.get(code)
        if goal and goal.catalogue:
            for _, contexts in groupby(progress.missing, folder_of):
                missing = list(contexts)
                values = {"language": code, "missing": len(missing), "first": missing[0]}
                file, line = progress.language.catalogue.place(missing[0])
                yield Fault(file, line, "", "translation-incomplete", values)
        if goal and goal.prose:
            for path in progress.untranslated:
                yield Fault(f"{docs}/{code}/{path}", 1, "", "translation-missing", {"language": code})


def wordless(project: Project) -> Iterator[Fault]:
    """How many words of the interface the default language lacks: its pages show them in another one."""
    language = project.languages[project.default]
    lacking = [leaf for leaf in project.interface if language.t(leaf).language != language.code]
    if lacking:
        file, line = language.catalogue.place(lacking[0].context)
        values = {"language": language.code, "missing": len(lacking), "all": len(project.words)}
        yield Fault(file, line, "", "interface-missing", values)


def dated_after(today: str, data: Data) -> Iterator[Fault]:
    """What is said to have been done or to have happened on a later day: it would head the news, or vouch for a page.

    `today` as `2026-11-22`: no page depends on it, and a check alone asks.
    """
    done: list[tuple[str, Location, str]] = [
        *(("langues", ("relectures", i, "date"), review.date) for i, review in enumerate(data.languages.relectures)),
        *(("controles", ("controles", i, "date"), check.date) for i, check in enumerate(data.checks)),
    ]
    for i, action in enumerate(data.strategy.actions):
        done += [("defis", ("actions", i, "suivi", j, "date"), step.date) for j, step in enumerate(action.suivi)]
    checked = [(f, (*at, CHECKED), str(value[CHECKED])) for f, at, value in dated(data.files) if value.get(CHECKED)]
    for file, location, date in [*((data.files[name], at, date) for name, at, date in done), *checked]:
        if date > today:
            values = {"date": date, "today": today}
            yield Fault(file.name, file.line(location), file.label(location), "date-future", values)


def is_presentable(state: Progress, project: Project, pages: Mapping[Address, Page]) -> bool:
    """Whether a language may be offered to readers: its home page, and every title and summary."""
    entries = (*project.data.strategy.defis, *project.data.strategy.actions)
    needed = {text.context for entry in entries for text in (entry.title, entry.en_bref)}
    return project.address(HOME, state.language.code) in pages and not needed & set(state.missing)


def report(states: list[Progress], project: Project, pages: Mapping[Address, Page], docs: str) -> Iterator[str]:
    """For people: each language, what is missing or older, and how the original changed."""
    for progress in states:
        code, language = progress.language.code, progress.language
        older = progress.leaves(State.OLDER)
        yield (
            f"{code}: {progress.translated_messages}/{len(progress.messages)} messages, "
            f"{progress.translated_pages}/{progress.pages} pages, "
            f"{len(older)} messages and {len(progress.older)} sections older than the original"
        )
        for context in progress.missing[:20]:
            yield "  missing message {}: {}:{}".format(context, *language.catalogue.place(context))
        for leaf in older[:20]:
            yield "  older than the original: {}: {}:{}".format(leaf.context, *language.catalogue.place(leaf.context))
            if made_from := language.catalogue.get(leaf):
                yield from (f"    {line}" for line in _difference([made_from.made_from], [leaf]))
        yield from (f"  missing page {docs}/{code}/{path}" for path in progress.untranslated)
        for path, sections in progress.sections.items():
            original = project.address(path, project.default)
            made_from_hashes = translation.recorded(pages[project.address(path, code)])
            for section in (id for id, found in sections.items() if found is State.MISSING):
                yield f"  missing section {docs}/{code}/{path}#{section}"
            for section in (id for id, found in sections.items() if found is State.OLDER):
                yield f"  older than the original: {docs}/{code}/{path}#{section}"
                remembered = versions(project.root, f"{docs}/{original.source}")
                yield from _changes(pages[original], section, str(made_from_hashes.get(section)), remembered)


def _difference(before: list[str], after: list[str]) -> Iterator[str]:
    """The lines that differ, as `diff` shows them."""
    lines = list(difflib.unified_diff(before, after, lineterm="", n=0))
    return (line for line in lines[2:] if not line.startswith("@@"))


def _changes(now: Page, section: str, made_from: str, remembered: list[Page]) -> Iterator[str]:
    """How a section of the original changed since the version of a hash, as git remembers it."""
    remembered = [version for version in remembered if section in version.sections]
    old = next((version for version in remembered if version.sections[section].hash == made_from), None)
    if old is None:
        where = "is not in the history" if remembered else "can't be shown: git has no history of the page here"
        yield f"    (the version it was made from {where})"
        return
    before, after = (page.lines(page.sections[section]) for page in (old, now))
    yield from (f"    {line}" for line in _difference(before, after))


def versions(root: Path, path: str) -> list[Page]:
    """A page as every commit that changed it left it, newest first; nothing without git."""
    unread: list[Fault] = []
    texts = [version.text for version in git.versions(root, path, merged=True)]
    return [page for text in reversed(texts) if (page := gather(unread, partial(guard.past, text, path)))]
