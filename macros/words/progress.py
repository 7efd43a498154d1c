"""How far each language is: messages, pages, sections older than the original, reviews."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from macros.source import git, guard
from macros.source.address import HOME, Address
from macros.source.data import Data
from macros.source.faults import Fault, gather
from macros.source.page import Page, Section
from macros.source.schema import Leaf
from macros.source.yamlfile import Location
from macros.words import translation
from macros.words.catalogue import folder_of
from macros.words.language import Language
from macros.words.project import Project


@dataclass(frozen=True)
class Progress:
    """The state of one language; pages are named from the root of a language (`defis/07.md`)."""

    language: Language
    messages: int
    missing: tuple[str, ...]
    pages: int
    untranslated: tuple[str, ...]
    older: Mapping[str, list[Section]]
    reviewed: int

    @property
    def translated_messages(self) -> int:
        return self.messages - len(self.missing)

    @property
    def translated_pages(self) -> int:
        return self.pages - len(self.untranslated)


def messages_for(language: Language, project: Project) -> list[Leaf]:
    """Everything that the catalogues of this language have to translate: the data's texts, then the interface's."""
    return [leaf for leaf in (*project.data.leaves, *project.words.values()) if leaf.language != language.code]


def progress(project: Project, pages: Mapping[Address, Page]) -> list[Progress]:
    """The state of every language but the default one, in the order of the configuration."""
    originals = {
        address.path: page for address, page in pages.items() if address.language == project.default and page.has_prose
    }
    found = []
    for code, language in project.languages.items():
        if code == project.default:
            continue
        places = {path: project.address(path, code) for path in originals}
        own = {path: pages[address] for path, address in places.items() if address in pages}
        wanted = messages_for(language, project)
        older = {path: translation.older(page, originals[path]) for path, page in own.items()}
        reviews = {review.page for review in project.data.languages.relectures if review.langue == code}
        found.append(
            Progress(
                language=language,
                messages=len(wanted),
                missing=tuple(s.context for s in wanted if language.catalogue.get(s.context, s) is None),
                pages=len(originals),
                untranslated=tuple(path for path in originals if path not in own),
                older={path: found for path, found in older.items() if found},
                reviewed=len(reviews & own.keys()),
            )
        )
    return found


def promises(states: list[Progress], data: Data, docs: str) -> Iterator[Fault]:
    """What is missing of a language that is declared complete, for whoever translates it."""
    goals = {goal.id: goal for goal in data.languages.langues}
    for state in states:
        code = state.language.code
        goal = goals.get(code)
        if goal and goal.catalogue:
            for _, contexts in groupby(state.missing, folder_of):
                missing = list(contexts)
                values = {"language": code, "missing": len(missing), "first": missing[0]}
                file, line = state.language.catalogue.place(missing[0])
                yield Fault(file, line, "", "translation-incomplete", values)
        if goal and goal.prose:
            for path in state.untranslated:
                yield Fault(f"{docs}/{code}/{path}", 1, "", "translation-missing", {"language": code})


def dated_after(today: str, data: Data) -> Iterator[Fault]:
    """What is said to have been done or to have happened on a later day: it would head the news, or vouch for a page.

    `today` as `2026-11-22`: no page depends on it, and a check alone asks.
    """
    done: list[tuple[str, Location, str | None]] = [
        *(("langues", ("relectures", i, "date"), review.date) for i, review in enumerate(data.languages.relectures)),
        *(("controles", ("controles", i, "date"), check.date) for i, check in enumerate(data.checks)),
        *(("sources", ("sources", i, "verifie"), source.verifie) for i, source in enumerate(data.sources.values())),
        *(("cas", ("cas", i, "verifie"), case.verifie) for i, case in enumerate(data.cases)),
    ]
    for i, action in enumerate(data.strategy.actions):
        done += [("defis", ("actions", i, "suivi", j, "date"), step.date) for j, step in enumerate(action.suivi)]
    for name, location, date in done:
        if date and date > today:
            file = data.files[name]
            values = {"date": date, "today": today}
            yield Fault(file.name, file.line(location), file.label(location), "date-future", values)


def is_presentable(state: Progress, project: Project, pages: Mapping[Address, Page]) -> bool:
    """Whether a language may be offered to readers: its home page, and every title and summary."""
    entries = (*project.data.strategy.defis, *project.data.strategy.actions)
    needed = {text.context for entry in entries for text in (entry.title, entry.en_bref)}
    return project.address(HOME, state.language.code) in pages and not needed & set(state.missing)


def report(states: list[Progress], project: Project, pages: Mapping[Address, Page], docs: str) -> Iterator[str]:
    """For people: each language, what is missing, older or not reviewed, and how the original changed."""
    for state in states:
        code = state.language.code
        outdated = sum(map(len, state.older.values()))
        yield (
            f"{code}: {state.translated_messages}/{state.messages} messages, "
            f"{state.translated_pages}/{state.pages} pages, "
            f"{outdated} sections older than the original, {state.reviewed} pages reviewed"
        )
        for context in state.missing[:20]:
            file, line = state.language.catalogue.place(context)
            yield f"  missing message {context}: {file}:{line}"
        yield from (f"  missing page {docs}/{code}/{path}" for path in state.untranslated)
        for path, older in state.older.items():
            made_from = translation.recorded(pages[project.address(path, code)])
            original = project.address(path, project.default)
            remembered = versions(project.root, f"{docs}/{original.source}")
            for section in older:
                yield f"  older than the original: {docs}/{code}/{path}#{section.id}"
                yield from _changes(pages[original], section.id, str(made_from.get(section.id)), remembered)


def _changes(now: Page, section: str, made_from: str, remembered: list[Page]) -> Iterator[str]:
    """How a section of the original changed since the version of a hash, as git remembers it."""
    remembered = [version for version in remembered if section in version.sections]
    old = next((version for version in remembered if version.sections[section].hash == made_from), None)
    if old is None:
        where = "is not in the history" if remembered else "can't be shown: git has no history of the page here"
        yield f"    (the version it was made from {where})"
        return
    before, after = (page.lines(page.sections[section]) for page in (old, now))
    lines = difflib.unified_diff(before, after, lineterm="", n=0)
    yield from (f"    {line}" for line in list(lines)[2:] if not line.startswith("@@"))


def versions(root: Path, path: str) -> list[Page]:
    """A page as every commit that changed it left it, newest first; nothing without git."""
    unread: list[Fault] = []
    texts = [version.text for version in git.versions(root, path, merged=True)]
    return [page for text in reversed(texts) if (page := gather(unread, partial(guard.past, text, path)))]
