"""Gathers what is to be translated, and brings the catalogues up to date with it."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from babel.messages import Message
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from macros.source.schema import Leaf
from macros.words import catalogue

WIDTH = 100


def template(sources: list[Leaf]) -> Catalog:
    """The catalogue of untranslated messages (`messages.pot`)."""
    # No dates: two extractions of the same sources are the same bytes.
    found = Catalog(charset="utf-8", fuzzy=False)
    for source in sources:
        found.add(str(source), context=source.context, locations=[(source.file, source.line)])
    return found


def updated(old: Catalog, sources: list[Leaf], language: str) -> Catalog:
    """`old` brought up to date with `sources`, without losing a translation.

    A message keeps its translation where its context and words are the same. Where
    the words were changed, the translation stays as fuzzy, with the previous words.
    Where an item moved within a list, its translation moves along. What nobody needs
    any more is kept at the end, as obsolete.
    """
    new = Catalog(locale=language, charset="utf-8", fuzzy=False)
    new.header_comment = old.header_comment
    by_context = {str(m.context): m for m in [*old, *old.obsolete.values()] if m.id and m.context}
    by_list_and_text = {(_list_of(context), str(m.id)): m for context, m in by_context.items()}
    used: set[str] = set()
    for source in sources:
        message = new.add(str(source), context=source.context, locations=[(source.file, source.line)])
        before = by_context.get(source.context)
        if before is None or before.id != source:
            before = by_list_and_text.get((_list_of(source.context), str(source)), before)
        if before is None or not before.string:
            continue
        used.add(str(before.context))
        message.string = before.string
        message.user_comments = before.user_comments
        if before.id != source:
            message.flags.add("fuzzy")
            message.previous_id = list(before.previous_id) if before.fuzzy and before.previous_id else [str(before.id)]
        elif before.fuzzy:
            message.flags.add("fuzzy")
            message.previous_id = list(before.previous_id)
    for context, before in by_context.items():
        if context not in used and before.string:
            new.obsolete[(str(before.id), context)] = before
    return new


def _list_of(context: str) -> str:
    """`defi-07.questions.3` → `defi-07.questions`; other contexts as they are."""
    head, _, tail = context.rpartition(".")
    return head if tail.isdigit() else context


def po_bytes(catalog: Catalog) -> bytes:
    """A catalogue as the bytes of a PO file, the same for the same messages."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=WIDTH, include_previous=True, omit_header=True)
    language = str(catalog.locale_identifier or "")
    header = [
        'msgid ""',
        'msgstr ""',
        *([f'"Language: {language}\\n"'] if language else []),
        '"MIME-Version: 1.0\\n"',
        '"Content-Type: text/plain; charset=utf-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
        "",
        "",
    ]
    return "\n".join(header).encode() + buffer.getvalue()


def update_files(root: Path, sources: Mapping[str, list[Leaf]]) -> list[str]:
    """Write `messages.pot` and bring each language's catalogue up to date.

    `sources` holds, by language, what is to be translated into it. Returns one line of
    summary a file; raises `Faults` where a catalogue is malformed, before anything is
    written.
    """
    folder = root / "translations"
    outputs: dict[Path, tuple[Catalog, str]] = {}
    longest = max(sources.values(), key=len, default=[])
    outputs[folder / "messages.pot"] = (template(longest), f"{len(longest)} messages")
    for language, wanted in sources.items():
        path = folder / f"{language}.po"
        if not wanted:
            continue
        old = (
            catalogue.read(path, f"translations/{language}.po", language) if path.exists() else Catalog(locale=language)
        )
        new = updated(old, wanted, language)
        messages: list[Message] = [m for m in new if m.id]
        done, fuzzy = (
            sum(1 for m in messages if m.string and not m.fuzzy),
            sum(1 for m in messages if m.string and m.fuzzy),
        )
        outputs[path] = (new, f"{done}/{len(messages)} translated, {fuzzy} to review, {len(new.obsolete)} obsolete")
    folder.mkdir(exist_ok=True)
    for path, (catalog, _) in outputs.items():
        path.write_bytes(po_bytes(catalog))
    return [f"translations/{path.name}: {summary}" for path, (_, summary) in outputs.items()]
