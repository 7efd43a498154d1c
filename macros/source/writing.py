"""The linter for prose: headings, length, sentences, acronyms, by the rules of `data/redaction.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from macros.source.data import Data
from macros.source.faults import Fault
from macros.source.page import Page
from macros.source.schema import Action, Defi, WritingRules
from macros.source.validation import hint

_ACRONYM = re.compile(r"(?<![\w:-])[A-ZÉÈ][A-ZÉÈ0-9]{1,9}(?![\w:-])")
# After an acronym that is spelled out: DRAC (directions…), DRAC, les directions….
_SPELLED_OUT = re.compile(r"\s*(?:\(|, (?:l[ea’]|un|qui|sigle|soit))")


def faults(page: Page, folder: str, data: Data) -> Iterator[Fault]:
    """What in a page breaks the rules of its folder; nothing for a folder without rules."""
    for rules in data.writing.pages:
        if rules.dossier == folder and not page.name.endswith("/index.md"):
            yield from _headings(page, rules)
            yield from _length(page, rules)
    if data.writing.pages:
        yield from _acronyms(page, data)


def easy_faults(data: Data) -> Iterator[Fault]:
    """Easy texts whose sentences are too long, or that have no title as easy as they are."""
    if not data.writing.facile:
        return
    entries: tuple[Defi | Action, ...] = (*data.strategy.defis, *data.strategy.actions)
    for entry in entries:
        if text := entry.simple:
            yield from _sentence_fault(text.file, text.line, text.context, text, data.writing.facile)
            if not entry.titre_simple:
                yield Fault(text.file, text.line, entry.id, "writing-easy-title", {})


def _headings(page: Page, rules: WritingRules) -> Iterator[Fault]:
    """Headings that the rules expect and the page lacks, that they do not know, or in another order than theirs."""
    headings = [heading for heading in page.document.headings if heading.id]
    found = [heading.id for heading in headings]
    if not rules.intertitres:
        return
    for place, id in enumerate(rules.intertitres):
        if id not in found and id not in rules.facultatifs:
            line = next((h.line for h in headings if h.id in rules.intertitres[place + 1 :]), page.text.count("\n") + 1)
            before = next((other for other in reversed(rules.intertitres[:place]) if other in found), "")
            yield Fault(page.name, line, "", "writing-heading-missing", {"id": id, "before": before or "∅"})
    for heading in headings:
        if heading.id not in rules.intertitres:
            values = {
                "id": heading.id,
                "hint": hint(heading.id, rules.intertitres),
                "known": ", ".join(rules.intertitres),
            }
            yield Fault(page.name, heading.line, "", "writing-heading-unknown", values)
    for above, heading in pairwise(heading for heading in headings if heading.id in rules.intertitres):
        if rules.intertitres.index(heading.id) < rules.intertitres.index(above.id):
            values = {"id": heading.id, "above": above.id}
            yield Fault(page.name, heading.line, "", "writing-heading-order", values)


def _length(page: Page, rules: WritingRules) -> Iterator[Fault]:
    text = page.prose
    count = len(text.split())
    if not rules.mots.moins <= count <= rules.mots.plus:
        values = {"least": rules.mots.moins, "most": rules.mots.plus, "found": count}
        code = "writing-too-short" if count < rules.mots.moins else "writing-too-long"
        yield Fault(page.name, page.first_line, "", code, values)
    yield from _sentence_fault(page.name, page.first_line, "", text, rules.phrase)


def _sentence_fault(file: str, line: int, where: str, text: str, most: int) -> Iterator[Fault]:
    sentences = sentences_of(text)
    lengths = [len(sentence.split()) for sentence in sentences]
    mean = sum(lengths) / max(len(lengths), 1)
    if mean > most:
        longest = max(sentences, key=lambda sentence: len(sentence.split()))
        yield Fault(
            file, line, where, "writing-sentences", {"found": round(mean, 1), "most": most, "longest": longest[:50]}
        )


def _acronyms(page: Page, data: Data) -> Iterator[Fault]:
    """Acronyms that neither the page nor the glossary spells out, and that name no publisher."""
    known = set(data.writing.sigles)
    known.update(_ACRONYM.findall(data.names))
    for text in page.texts:
        for match in _ACRONYM.finditer(text.words):
            acronym = match[0]
            if acronym in known or acronym.isdigit() or re.fullmatch(r"[IVXLC]+", acronym):
                continue
            known.add(acronym)
            before, after = text.words[: match.start()], text.words[match.end() :]
            if not before.endswith("(") and not _SPELLED_OUT.match(after):
                line = text.line + before.count("\n")
                yield Fault(page.name, line, "", "writing-acronym", {"acronym": acronym})


def sentences_of(text: str) -> list[str]:
    """The sentences of a plain text: what full stops, question and exclamation marks and blank lines part."""
    parts = re.split(r"(?<!\bp\.)(?<! art\.)(?<=[.!?…])[»)’\s]*\s+(?=[«(A-ZÀ-Ý0-9])|\n\s*\n|\n(?=\S)", text)
    return [" ".join(part.split()) for part in parts if len(part.split()) > 1]
