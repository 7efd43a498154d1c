"""The state of each section of a translated page: whether it is there, and follows the original.

A translated page records, under `sections` in its front matter, the hash of each section of the original it was made
from; a section that records none was made from the original as it is now, until `make translations` records it. A
section is older when the original's hash is neither the recorded one nor one that the original's editor declared the
same (`mineurs`).
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping

from macros.source.faults import Fault, Phrase
from macros.source.page import FRONT_MATTER, Page, Section
from macros.words.page_texts import FIELDS
from macros.words.state import State


def recorded(page: Page, key: str = "sections") -> dict[str, object]:
    """What a page's front matter says under a key: section → hash, or hashes."""
    found = page.front.get(key, {})
    return found if isinstance(found, dict) else {}


def states(translated: Page, original: Page) -> dict[str, State]:
    """The state of each section of the original that has words, by id."""
    made_from, same, own = recorded(translated), _same(original), translated.sections
    found = {}
    for name, section in original.sections.items():
        if not section.hash:
            continue
        if name not in own or not own[name].hash:
            found[name] = State.MISSING
        elif name in made_from and not _follows(str(made_from[name]), section, same.get(name, [])):
            found[name] = State.OLDER
        else:
            found[name] = State.CURRENT
    return found


def _same(original: Page) -> dict[str, list[str]]:
    """The hashes of each section that its editor declared the same, the one that they hold for first."""
    found = recorded(original, "mineurs")
    return {name: [str(h) for h in hashes] for name, hashes in found.items() if isinstance(hashes, list)}


def _follows(made_from: str, section: Section, same: list[str]) -> bool:
    """Whether a translation made from a hash is up to date; `same` are versions that count as one."""
    return made_from == section.hash or (section.hash in same and made_from in same)


def faults(translated: Page, original: Page) -> Iterator[Fault]:
    """Sections that follow the original, yet differ from it in macros, headings or links; those that were taken away.

    A section that the original has gained since is nobody's fault.
    """
    made_from, ours = recorded(translated), translated.sections
    expected, found = _kept(original), _kept(translated)
    for name, state in states(translated, original).items():
        if state is State.MISSING and (not made_from or made_from.get(name) == original.sections[name].hash):
            yield Fault(translated.name, translated.first_line, "", "translation-section", {"section": name})
        if state is not State.CURRENT:
            continue
        for what in expected:
            theirs, mine = expected[what].get(name, []), found[what].get(name, [])
            if sorted(theirs) != sorted(mine):
                missing, extra = _difference(theirs, mine), _difference(mine, theirs)
                values = {"section": name, "what": _PARTS[what], "missing": missing or "∅", "extra": extra or "∅"}
                yield Fault(translated.name, ours[name].line, "", "translation-differs", values)


# What messages call the things that a translation has to keep.
_PARTS = {"macros": Phrase("part-macros"), "ids": Phrase("part-ids"), "links": Phrase("part-links")}


def _kept(page: Page) -> dict[str, dict[str, list[str]]]:
    """What a translation has to keep: of each kind, and in each section, the things as pages write them."""
    document, parts = page.document, list(page.sections.values())
    starts = [part.line for part in parts]
    things = {
        "macros": [(call.line, str(call)) for call in page.calls],
        "ids": [(heading.line, f"{{#{heading.id}}}") for heading in document.headings if heading.id],
        "links": [(link.line, str(link)) for link in (*document.links, *document.pictures)],
    }
    found: dict[str, dict[str, list[str]]] = {}
    for what, items in things.items():
        found[what] = {}
        for line, thing in items:
            found[what].setdefault(parts[bisect(starts, line) - 1].id, []).append(thing)
    return found


def _difference(first: list[str], second: list[str]) -> str:
    remaining = list(second)
    found = []
    for item in first:
        if item in remaining:
            remaining.remove(item)
        else:
            found.append(item)
    return ", ".join(found)


def with_front_matter(page: Page, changes: Mapping[str, Mapping[str, object] | None]) -> str:
    """The text of a page with some keys of its front matter replaced, or taken away, the others as they were."""
    match = FRONT_MATTER.match(page.text)
    lines = match[1].splitlines() if match else []
    kept: list[str] = []
    inside = False
    for line in lines:
        key = line.partition(":")[0]
        inside = key in changes or (inside and line.startswith((" ", "\t")))
        if not inside:
            kept.append(line)
    for key, value in changes.items():
        if value:
            kept.append(f"{key}:")
            kept += [f"  {name}: {_plain(item)}" for name, item in value.items()]
    return "---\n" + "\n".join(kept) + "\n---\n" + ("" if match else "\n") + page.body if kept else page.body


def _plain(item: object) -> str:
    return "[" + ", ".join(f'"{part}"' for part in item) + "]" if isinstance(item, list) else f'"{item}"'


def _now(translated: Page, original: Page) -> dict[str, str]:
    """The hash of each section of the original that the translation has."""
    own = translated.sections
    return {name: part.hash for name, part in original.sections.items() if part.hash and name in own and own[name].hash}


def accepted(translated: Page, original: Page, section: str | None = None) -> str:
    """The translated page with a section, or all of them, recorded as made from the original as it is now."""
    before = recorded(translated)
    record = {
        name: hash if section in (None, name) else before.get(name, "")
        for name, hash in _now(translated, original).items()
    }
    return with_front_matter(translated, {"sections": {name: value for name, value in record.items() if value}})


def recorded_anew(translated: Page, original: Page) -> str:
    """The translated page with what it was made from recorded where nothing was, without texts that catalogues hold."""
    before = recorded(translated)
    record = {name: before.get(name, hash) for name, hash in _now(translated, original).items()}
    if record == before and not any(key in translated.front for key in FIELDS):
        return translated.text
    return with_front_matter(translated, {"sections": record, **dict.fromkeys(FIELDS)})


def minor(original: Page, before: Section, section: str) -> str:
    """The original with a section's last change declared minor: what was up to date before stays so.

    `before` is the section as it was. The list kept starts with the hash it holds for: a
    later change that is not declared minor outdates translations again.
    """
    current = original.sections[section].hash
    same = _same(original)
    known = same.get(section, [])
    same[section] = [current, *(known if before.hash in known else [before.hash])]
    return with_front_matter(original, {"mineurs": same})
