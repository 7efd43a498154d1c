"""What each page weighs, written at its foot and checked against the budget."""

from __future__ import annotations

import gzip
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from macros.site.footprint import co2e, ecoindex, grade
from macros.source.address import Address
from macros.source.faults import Fault
from macros.source.marks import GRAMS, KILOBYTES
from macros.source.schema import Budget, Limits
from macros.words import catalogue
from macros.words.language import Language

# Readers are told tenths of a kilobyte, rounded: the figure changes in the middle of each.
STEP = 100
# More than the bytes by which one figure of a page's foot can weigh more than another.
MARGIN = 12

# What asks for more: of a picture, its address, as it is asked for once if it is shown twice.
_LOADED = (re.compile(r'<link[^>]+rel="?stylesheet'), re.compile(r"<script[^>]+src="))
_PICTURE = re.compile(r'<img[^>]+src="(?!data:)([^"]+)')
# What a page may weigh, and one that shows a picture, where the data does not say it.
_READING = Limits(octets=14_000, requetes=3, elements=400)
_ILLUSTRATED = Limits(octets=45_000, requetes=5, elements=400)


@dataclass(frozen=True, slots=True)
class Weight:
    """The cost of one page: bytes are gzipped; `around` is the stylesheet, and the script of a tool.

    `pictures` are the bytes of those it shows, which are sent as they are: to whoever reads it to its end.
    """

    html: int
    around: int
    elements: int
    requests: int
    pictures: int = 0

    @property
    def sent(self) -> int:
        """Bytes a first visit receives."""
        return self.html + self.around + self.pictures

    @property
    def ecoindex(self) -> float:
        return ecoindex(self.elements, self.requests, self.sent)


def weigh(html: str, around: int, language: Language, pictures: int = 0) -> tuple[str, Weight]:
    """A page with its own weight written in it, and that weight.

    `around`: the gzipped bytes of its style and script; `pictures`: the bytes of its pictures.
    """
    # Texts hold no `<`: it is an entity there, and a code in JSON.
    elements = html.count("<") - html.count("</") - html.count("<!")
    requests = 1 + sum(len(each.findall(html)) for each in _LOADED) + len(set(_PICTURE.findall(html)))
    besides = around + pictures
    # The figures are part of what they count, by a few bytes: one round is enough, but where those bytes change them.
    size = gzipped(_written(html, 10_000, language).encode()) + besides
    written = _written(html, size, language)
    if abs(size % STEP - STEP // 2) < MARGIN:
        size = gzipped(written.encode()) + besides
        written = _written(html, size, language)
    return written, Weight(size - besides, around, elements, requests, pictures)


def gzipped(content: bytes) -> int:
    """What a content weighs once gzipped, in bytes, wherever the site tells it."""
    return len(gzip.compress(content, 9, mtime=0))


def _written(html: str, sent: int, language: Language) -> str:
    """A page with the figures of `sent` bytes in it."""
    kilobytes = language.number(sent / 1000, "#,##0.0")
    return html.replace(KILOBYTES, kilobytes).replace(GRAMS, grams(sent, language))


def grams(sent: int, language: Language) -> str:
    """Grams of CO2e as the language writes them, to two significant digits."""
    return language.number(co2e(sent), "@@")


def limits_of(path: str, budget: Budget, illustrated: bool = False) -> Limits:
    """The limits that a page (`defis/07.md`) has to keep, in every language: if it shows a picture, the larger ones."""
    own = _READING
    if budget.pages:
        own = next((kind for kind in budget.pages if path in kind.pages), budget.pages[0]).limites
    if not illustrated:
        return own
    other = next((kind.limites for kind in budget.pages if kind.images), _ILLUSTRATED)
    return Limits(
        octets=max(own.octets, other.octets),
        requetes=max(own.requetes, other.requetes),
        elements=max(own.elements, other.elements),
    )


def over_budget(weights: Mapping[Address, Weight], budget: Budget, languages: Container[str]) -> Iterator[Fault]:
    """The pages of these languages that weigh more than they may, and what weighs."""
    of_these = ((page, weight) for page, weight in weights.items() if page.language in languages)
    for page, weight in sorted(of_these, key=lambda item: item[0].output):
        limits = limits_of(page.path, budget, illustrated=weight.pictures > 0)
        if weight.sent > limits.octets:
            values = {
                "found": weight.sent,
                "limit": limits.octets,
                "html": weight.html,
                "around": weight.around,
                "pictures": weight.pictures,
            }
            yield Fault(f"site/{page.output}", 1, "", "budget-bytes", values)
        if weight.requests > limits.requetes:
            values = {"found": weight.requests, "limit": limits.requetes}
            yield Fault(f"site/{page.output}", 1, "", "budget-requests", values)
        if weight.elements > limits.elements:
            values = {"found": weight.elements, "limit": limits.elements}
            yield Fault(f"site/{page.output}", 1, "", "budget-elements", values)


def unoffered(weights: Mapping[Address, Weight], budget: Budget, offered: Container[str]) -> Iterator[Fault]:
    """The languages not `offered` to readers yet that have such pages: notes, for nothing stops a language's growth.

    Each text that is not translated is marked as being in another language, which adds to its page.
    """
    for language in sorted({page.language for page in weights if page.language not in offered}):
        pages = sorted({fault.file for fault in over_budget(weights, budget, {language})})
        if pages:
            values = {"pages": len(pages), "language": language, "first": pages[0]}
            yield Fault(catalogue.file_of(catalogue.CONTENT, language), 1, "", "budget-unoffered", values)


def table(weights: Mapping[Address, Weight]) -> str:
    """The heaviest pages and the medians, for the end of a build."""
    row = "{:<44} {:>7} {:>7} {:>9} {:>9} {:>9} {:>9}"
    lines = [row.format("page", "bytes", "html", "elements", "requests", "mg CO2e", "EcoIndex")]

    def line(name: str, items: list[Weight]) -> str:
        score = median(w.ecoindex for w in items)
        return row.format(
            name, round(median(w.sent for w in items)), round(median(w.html for w in items)),
            round(median(w.elements for w in items)), round(median(w.requests for w in items)),
            f"{median(co2e(w.sent) * 1000 for w in items):.2f}", f"{score:.0f} {grade(score)}",
        )  # fmt: skip

    for page, weight in sorted(weights.items(), key=lambda item: (-item[1].sent, item[0].output))[:5]:
        lines.append(line(page.output, [weight]))
    lines.append(line(f"median of {len(weights)} pages", list(weights.values())))
    return "\n".join(lines)
