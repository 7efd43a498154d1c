"""The rules that every page keeps, whatever it is about: each fault is one an editor can mend."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Container, Iterable, Iterator

from macros.source import picture
from macros.source.calls import ENTRY_MACROS, WORDS, Call
from macros.source.data import Data
from macros.source.document import Refused
from macros.source.faults import Fault, Faults
from macros.source.ids import kind_of
from macros.source.markdown import DEFINITION, LINK_WITHIN, RAW_HTML, WIDE_ROW
from macros.source.marks import CLOSE, OPEN
from macros.source.page import Page
from macros.source.slip_values import BULLET
from macros.source.validation import hint, type_named, type_of

# In characters.
LONGEST = {"title": 120, "description": 300}
_ID = re.compile(r"[a-z][a-z0-9-]*")
_MARK = re.compile(rf"{OPEN}(\d+){CLOSE}")
_ALONE = re.compile(rf"<p>{_MARK.pattern}</p>")
_TAG = re.compile(r"<[^>]*>")
_REFERENCE = re.compile(r"&#[0-9a-zA-Z]+;?")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)
# Where e-mail and calls lead; an address between angle brackets.
_CONTACT = re.compile(r"(?:mailto|tel|sms):", re.IGNORECASE)
_EMAIL = re.compile(r"<(?:(?:mailto|tel|sms):|[\w.+%'-]+@)", re.IGNORECASE)
# A line that may be a lost item: with a bullet, or right below one that is of no list.
_LOST_ITEM = re.compile(
    rf"^[ \t]*{BULLET.pattern}|^(?![ \t]|[-*+>#|]|\d+[.)])\S.*\n {{0,3}}(?:[-*+]|\d{{1,2}}[.)])[ \t]+\S", re.MULTILINE
)
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,2}[.)])[ \t]+\S")
# What may stand before a heading: a quotation, an item.
_INSIDE = " \t>*+-0123456789.)"
_FILE_NAME = re.compile(r"\S*\.(?:avif|gif|jpe?g|png|svg|webp)")


def faults(
    page: Page, data: Data, titled: bool, others: Container[str], pictures: Collection[str] = (), original: bool = True
) -> Iterator[Fault]:
    """Everything in a page that an editor has to mend, without rendering it.

    `titled` says whether the page gives itself a title and a description (an entry's page takes them from the data),
    which an `original` has to, and a translation may; `others` holds every page that links
    may lead to, from the root of its language (`defis/07.md`), and `pictures` every one
    that it may show (`defis/plan.webp`).
    """
    yield from _front_matter(page, titled, original)
    yield from page.wrong_calls
    yield from _entries(page, data)
    yield from _among_words(page)
    yield from _refused(page)
    yield from _headings(page)
    yield from _lists(page)
    yield from _links(page, data, others)
    yield from _pictures(page, pictures)


def _front_matter(page: Page, titled: bool, original: bool) -> Iterator[Fault]:
    expected = set(LONGEST) if titled else set()
    # What translations are made from, and which changes outdate none: see `translation.py`.
    allowed = expected | {"sections", "mineurs"}
    try:
        front = page.source
    except Faults as unreadable:
        yield from unreadable.faults
        return
    value = page.front
    for key in value.keys() - allowed:
        yield Fault(
            page.name,
            front.line((key,)),
            "",
            "page-front-matter",
            {"key": key, "allowed": ", ".join(sorted(allowed))},
        )
    for key in expected if original else expected & value.keys():
        if not isinstance(value.get(key), str) or not value[key]:
            yield Fault(page.name, 1, "", "missing", {"key": key})
        elif "{" in value[key]:
            yield Fault(page.name, front.line((key,)), "", "page-braces", {})
        else:
            yield from _bounded(page.name, front.line((key,)), key, value[key])
    for key, kind in (("sections", str), ("mineurs", list)):
        found = value.get(key, {})
        for section, item in found.items() if isinstance(found, dict) else [("", found)]:
            if not isinstance(item, kind):
                values = {"expected": type_named(kind.__name__), "found": type_of(item)}
                yield Fault(page.name, front.line((key, section)), f"{key}.{section}", "wrong_type", values)


def _bounded(name: str, line: int, key: str, text: str) -> Iterator[Fault]:
    """A title or a description that no browser's tab, feed or list of results would show whole."""
    if more := re.search(r"[\n\t]", text):
        yield Fault(name, line, key, "not_one_line", {"value": text[: more.start()][:60]})
    if len(text) > LONGEST[key]:
        yield Fault(name, line, key, "string_too_long", {"max": LONGEST[key], "found": len(text)})


def _entries(page: Page, data: Data) -> Iterator[Fault]:
    """Macros that are given an id which nothing has, or of a kind they are not made for."""
    for call in page.calls:
        kinds = ", ".join(sorted(ENTRY_MACROS.get(call.name, ())))
        for about in unknown(call, data):
            yield Fault(page.name, call.line, "", "macro-entry", {"value": about, "kinds": kinds})


def _among_words(page: Page) -> Iterator[Fault]:
    """Macros in a line, a heading or code: a browser takes apart what is around their paragraphs."""
    converted = page.document.html
    alone = set(_ALONE.findall(converted))
    among = {str(place): call for place, call in enumerate(page.calls) if call.name not in WORDS}
    if among.keys() <= alone:
        return
    # In an attribute, it is told as one.
    in_text = set(_MARK.findall(_TAG.sub("", converted)))
    in_tags = set(_MARK.findall(converted)) - in_text
    for place, call in among.items():
        if place not in alone | in_tags:
            yield Fault(page.name, call.line, "", "macro-alone", {"call": str(call)})


def unknown(call: Call, data: Data) -> list[str]:
    """What a macro is given that it is not made for: an id that nothing has, or of another kind."""
    kinds = ENTRY_MACROS.get(call.name, set())
    return [
        about
        for about in call.arguments
        if kind_of(about) not in kinds or (about not in data.entries and about not in data.topics)
    ]


def _refused(page: Page) -> Iterator[Fault]:
    """What Markdown could do and no page may, told once a line; attributes that could act in a reader's browser."""
    told = set()
    for item in page.document.refused:
        if (item.code, item.line) not in told:
            told.add((item.code, item.line))
            yield _refusal(page.name, item)
    # Python reads some references as nothing, and browsers as the character.
    for reference in sorted(set(_REFERENCE.findall(page.document.html))):
        if not html.unescape(reference):
            line = page.text.count("\n", 0, max(page.text.find(reference), 0)) + 1
            yield Fault(page.name, line, "", "file-character", {"character": reference})
    for attribute in page.document.attributes:
        values = {"attribute": attribute.name, "value": attribute.value[:40]}
        yield Fault(page.name, attribute.line, "", "page-attribute", values)


def _refusal(name: str, item: Refused) -> Fault:
    if item.code == RAW_HTML and _EMAIL.match(item.what):
        return Fault(name, item.line, "", "page-contact", {"address": item.what})
    if item.code == RAW_HTML:
        return Fault(name, item.line, "", "page-html", {"html": item.what})
    if item.code == LINK_WITHIN:
        return Fault(name, item.line, "", "page-link-within")
    if item.code == WIDE_ROW:
        return Fault(name, item.line, "", "page-row", {"cells": item.what[:60]})
    if item.code == DEFINITION:
        return Fault(name, item.line, "", "page-definition", {"text": item.what})
    return Fault(name, item.line, "", "file-character", {"character": item.what})


def _headings(page: Page) -> Iterator[Fault]:
    """Headings that are no heading of a page, or not at the level of their place."""
    lines, above = page.text.split("\n"), 1
    for heading in page.document.headings:
        before, above = above, heading.level
        if not lines[heading.line - 1].lstrip(_INSIDE).startswith("#"):
            yield Fault(page.name, heading.line, "", "page-underlined", {"heading": heading.text[:40]})
        elif heading.level == 1:
            yield Fault(page.name, heading.line, "", "page-h1", {})
        elif heading.level > before + 1:
            values = {"found": "#" * heading.level, "expected": "#" * (before + 1), "heading": heading.text[:40]}
            yield Fault(page.name, heading.line, "", "page-level", values)
        elif not _ID.fullmatch(heading.id):
            yield Fault(page.name, heading.line, "", "page-heading-id", {"heading": heading.text[:40]})


def _links(page: Page, data: Data, others: Container[str]) -> Iterator[Fault]:
    """Links to pages that do not exist, and addresses that neither a source nor a contact declares."""
    for link in page.document.links:
        target, path = link.target, link.target.address.partition("#")[0]
        if target.source and target.source not in data.addresses:
            values = {"source": target.source, "hint": hint(target.source, data.addresses)}
            yield Fault(page.name, link.line, "", "page-source", values)
        elif _CONTACT.match(target.address):
            yield Fault(page.name, link.line, "", "page-contact", {"address": target.address})
        elif re.match(r"(https?:)?//", target.address):
            yield Fault(page.name, link.line, "", "page-external", {"address": target.address})
        elif not target.source and not target.address:
            yield Fault(page.name, link.line, "", "page-link-empty", {"words": link.words[:40]})
        elif not target.source and path and page.beside(path) not in others:
            yield Fault(page.name, link.line, "", "page-link", {"link": target.address})
        elif not link.words.strip():
            yield Fault(page.name, link.line, "", "page-link-words", {"link": target.address or target.source})


def _pictures(page: Page, pictures: Collection[str]) -> Iterator[Fault]:
    """Pictures that are no file of the site, and those whose words say nothing of what they show."""
    for shown in page.document.pictures:
        address, words = shown.target.address, " ".join(shown.words.split())
        if shown.target.source or _ELSEWHERE.match(address):
            yield Fault(page.name, shown.line, "", "page-picture-elsewhere", {"link": address or shown.target.source})
        elif page.beside(address) not in pictures and picture.is_of_another_kind(address):
            values = {"link": address, "kinds": ", ".join(picture.KINDS)}
            yield Fault(page.name, shown.line, "", "page-picture-kind", values)
        elif page.beside(address) not in pictures:
            values = {"link": address, "hint": _elsewhere(page, address, pictures)}
            yield Fault(page.name, shown.line, "", "page-picture", values)
        elif _is_file_name(words, address):
            yield Fault(page.name, shown.line, "", "page-picture-words", {"link": address, "words": words})


def _elsewhere(page: Page, address: str, pictures: Iterable[str]) -> str:
    """` (../plan.webp ?)` where the site has a picture of this name in another folder, else nothing."""
    name = posixpath.basename(address).lower()
    there = next((path for path in sorted(pictures) if posixpath.basename(path) == name), "")
    return f" ({posixpath.relpath(there, posixpath.dirname(page.path) or '.')} ?)" if there else ""


def _lists(page: Page) -> Iterator[Fault]:
    """Lines that were meant to be items of a list, and are taken for words of a paragraph."""
    for text in page.texts if _LOST_ITEM.search(page.body) else ():
        for place, line in enumerate(text.words.split("\n")):
            if bullet := BULLET.match(line.strip(" ")):
                yield Fault(page.name, text.line + place, "", "page-bullet", {"sign": bullet[1]})
                break
            if place and _ITEM.match(line):
                yield Fault(page.name, text.line + place, "", "page-list")
                break


def _is_file_name(words: str, address: str) -> bool:
    """Whether the words of a picture are none, or the name of a file: its own, or any that an editor's tools give."""
    name = posixpath.basename(address)
    plain = words.lower().replace("_", "-")
    return not re.search(r"\w", plain) or plain in (name, name.partition(".")[0]) or bool(_FILE_NAME.fullmatch(plain))
