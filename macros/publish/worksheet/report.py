"""What several strategies come to, as a short document in Markdown: the same as their page shows and prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from macros.publish.worksheet.gathering import Named
from macros.publish.worksheet.model import CHOICES, COSTS
from macros.publish.worksheet.tables import Row, counted
from macros.source.ids import said_number
from macros.source.schema import Defi
from macros.words.language import Language


def report(named: Sequence[Named], defis: Iterable[Defi], language: Language, names: bool) -> str:
    """The synthesis; with `names`, those of the organisations."""
    rows = list(counted(named, defis))
    parts = [
        _figures(named, language),
        _shares(rows, language, names),
        _months(rows, language),
        _costs(named, language),
    ]
    blocks = [f"# {_line(language.w('sheet-synthesis'))}"]
    for title, lines in parts:
        blocks += [f"## {_line(title)}", "\n".join(lines)] if lines else []
    blocks.append(_line(language.w("sheet-names" if names else "sheet-no-names")))
    return "\n\n".join(blocks) + "\n"


Part = tuple[object, list[str]]


def _figures(named: Sequence[Named], language: Language) -> Part:
    complete = sum(each.strategy.complet for each in named)
    figures = {"sheet-organisations": len(named), "sheet-complete-ones": complete}
    said = (language.w("sheet-labelled", label=language.w(key), text=count) for key, count in figures.items())
    return language.w("sheet-figures"), [f"- {_line(words)}" for words in said]


def _shares(rows: Iterable[Row], language: Language, names: bool) -> Part:
    columns = [f"sheet-{choice}" for choice in CHOICES] + ["sheet-niveau", "sheet-cible"]
    head = [language.w("sheet-defi"), *map(language.w, columns), *([language.w("sheet-who")] if names else [])]
    table = _table(head, (_share(row, language, names) for row in _by_share(rows)))
    return language.w("sheet-shares"), list(table)


def _by_share(rows: Iterable[Row]) -> list[Row]:
    """The most shared first."""
    return sorted(rows, key=lambda row: -len(row.chosen["maintenant"]))


def _share(row: Row, language: Language, names: bool) -> Iterator[object]:
    yield f"{said_number(row.defi.id)}. {language.t(row.defi.titre)}"
    yield from map(len, row.chosen.values())
    for level in (row.niveau, row.cible):
        yield "–" if level is None else language.number(level, "0.0")
    if names:
        yield ", ".join(each.name for each in row.chosen["maintenant"])


def _months(rows: Iterable[Row], language: Language) -> Part:
    """The deadlines, month by month."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for day in row.deadlines:
            found.setdefault(day[:7], []).append(said_number(row.defi.id))
    head = [language.w("sheet-month"), language.w("sheet-deadlines"), language.w("sheet-defis")]
    lines = ([language.date(month), len(all), ", ".join(dict.fromkeys(all))] for month, all in sorted(found.items()))
    return language.w("sheet-calendar"), list(_table(head, lines)) if found else []


def _costs(named: Iterable[Named], language: Language) -> Part:
    """How many plans there are in each band of costs."""
    plans = [answer for each in named for answer in each.strategy.of("maintenant").values()]
    counts = Counter(plan.cout for plan in plans)
    lines = ([language.w(f"sheet-cout-{cost}"), counts[cost]] for cost in COSTS if counts[cost])
    head = [language.w("sheet-cout"), language.w("sheet-plans")]
    return language.w("sheet-cout"), list(_table(head, lines)) if counts.keys() & set(COSTS) else []


def _table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """A table of Markdown, line by line."""
    for place, cells in enumerate([list(head), *rows]):
        written = [_line(cell) for cell in cells]
        yield f"| {' | '.join(written)} |"
        if not place:
            yield f"|{' --- |' * len(written)}"


def _line(text: object) -> str:
    """A text as one line of Markdown, in which nothing is a mark."""
    line = re.sub(r"([\\`*_\[\]|~])", r"\\\1", " ".join(str(text).split()))
    line = re.sub(r"&(?=#?\w+;)", "&amp;", line).replace("<", "&lt;")
    # The mark of a list, of a heading or of a quotation, where it begins the line.
    return re.sub(r"^(?:([-+>#=])|(\d+)(?=[.)]))", lambda mark: f"\\{mark[1]}" if mark[1] else f"{mark[2]}\\", line)
