"""The small index that the search page holds: what its script looks words up in, in the page's language alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.site import pages
from macros.site.shell import menu_key
from macros.site.site import Site
from macros.site.view import View
from macros.source.ids import id_of, kind_of, page_of
from macros.source.schema import Axe, Defi, Leaf, Public, Situation, Theme, Topic
from macros.source.schema import Entry as Subject
from macros.words.language import Words

# The number of a law, as people type it: a year, and its place in it (2005-102, 2016/679).
_NUMBER = re.compile(r"\b(?:19|20)\d\d[-/]\d+\b")


@dataclass(frozen=True)
class Line:
    """Words of a page that find it: a question, a summary, a heading; the `target` of a link, for a heading."""

    words: Words
    target: str = ""


@dataclass(frozen=True)
class Entry:
    """What can be found: its title, where it leads, what it is, and the lines that find it too.

    `forms`: other ways to write its title; `related`: words that mean something near it; `leads_to`: the entries that
    all these words find besides; `prose`: the language of its page's prose, where that is another one.
    """

    title: Words
    target: str
    kind: Words
    lines: tuple[Line, ...] = ()
    forms: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    leads_to: tuple[str, ...] = ()
    prose: str = ""


def entries(site: Site, view: View) -> list[Entry]:
    """Everything that has a title in the language of a page, kind after kind: of two that fit alike, the first is shown
    first.
    """
    found = [*_subjects(site, view), *_terms(view), *_duties(view), *_pages(site, view)]
    return [entry for entry in found if entry.title.is_translated]


def _subjects(site: Site, view: View) -> Iterator[Entry]:
    data, t = view.data, view.language.t
    strategy = data.strategy
    topics = {id: topic for id, topic in data.topics.items() if page_of(id) in view.titles}
    subjects: dict[str, Subject | Topic] = {
        entry.id: entry for entry in (*strategy.defis, *strategy.actions, *strategy.axes)
    }
    for id, subject in (subjects | topics).items():
        kind = view.language.w(f"kind-{kind_of(id)}", number=view.number(id))
        typed = t(subject.recherche) if isinstance(subject, Situation) else None
        yield Entry(
            t(subject.title),
            id,
            kind,
            _translated(_lines(view, subject)),
            forms=tuple(map(str.strip, str(typed).split(","))) if typed else (),
            prose=_prose(site, view, page_of(id)),
        )


def _lines(view: View, subject: Subject | Topic) -> Iterator[Line]:
    """What an entry asks, else what it is about; the sections of an axis. Topics are found by their titles."""
    texts: tuple[Leaf | None, ...] = ()
    if isinstance(subject, Defi):
        texts = subject.questions
    elif not isinstance(subject, Theme | Public):
        texts = (subject.en_bref,)
    yield from (Line(view.language.t(text)) for text in texts if text)
    if isinstance(subject, Axe):
        yield from (Line(view.language.t(section.title), section.id) for section in subject.sections)


def _terms(view: View) -> Iterator[Entry]:
    if pages.GLOSSARY not in view.titles:
        return
    language = view.language
    kind = language.w(menu_key(pages.GLOSSARY))
    for term in view.data.terms:
        # The other forms are known in the language of the data alone: elsewhere, they are what its documents say.
        own = language.code == language.data_language
        yield Entry(
            language.t(term.terme),
            f"{pages.GLOSSARY}#{term.id}",
            kind,
            forms=term.formes if own else (),
            related=term.recherche if own else (term.terme, *term.formes, *term.recherche),
            leads_to=term.defis,
        )


def _duties(view: View) -> Iterator[Entry]:
    """What the law says, rule by rule: each is found by its name, and in any language by the number of its first text.

    Those of the others are for the search of all words: they would outweigh the page's budget.
    """
    if pages.LAW not in view.titles:
        return
    language = view.language
    kind = language.w(menu_key(pages.LAW))
    for duty in view.data.law.obligations:
        number = _NUMBER.search(duty.texte)
        yield Entry(language.t(duty.nom), f"{pages.LAW}#{duty.id}", kind, forms=(number[0],) if number else ())


def _pages(site: Site, view: View) -> Iterator[Entry]:
    language = view.language
    for path, title in view.titles.items():
        if id_of(path) or path in (pages.HOME, view.path):
            continue
        if not title.is_translated and path in pages.BY_PATH and pages.BY_PATH[path].menu:
            title = language.w(menu_key(path))
        yield Entry(
            title, path, language.w("kind-page"), _translated(_said(site, view, path)), prose=_prose(site, view, path)
        )


def _said(site: Site, view: View, path: str) -> Iterator[Line]:
    """The headings of a page that is written in the language.

    Any other is found by its title, and by the search of all words: descriptions would outweigh the page's budget.
    """
    code = view.language.code
    if _prose(site, view, path):
        return
    page = site.pages.get(site.project.address(path, code))
    for heading in page.document.headings if page else ():
        if heading.id:
            yield Line(Words(heading.text, code, code), f"{path}#{heading.id}")


def _prose(site: Site, view: View, path: str) -> str:
    """The language of a page's prose, where it is not that of the view."""
    address = site.project.address(path, view.language.code)
    return site.prose(address).language if site.falls_back(address) else ""


def _translated(lines: Iterator[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.words and line.words.is_translated)
