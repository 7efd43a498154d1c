"""The rows of a table, as CSV and for spreadsheets; what the table and its columns hold, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from macros.publish.cells import as_csv
from macros.publish.opendata.tables import Table, Whole, translated_columns
from macros.words.language import Language, Words

Cell = str | int


def lines(table: Table, whole: Whole, code: str) -> Iterator[list[Cell]]:
    """The names of a table's columns, then the values of its rows, in the language `code`.

    `whole` is the strategy's JSON file in that language alone.
    """
    translated = [name for name in table.columns if name in translated_columns(table)]
    yield list(table.all_columns)
    for row in table.rows(whole):
        values = [cell(row[name]) for name in table.columns]
        missing = (name for name in translated if row[name] and code not in row[name])
        yield [*values, " ".join(missing)] if translated else values


def csv_file(lines: Iterable[list[Cell]]) -> str:
    """A table as CSV."""
    return as_csv([str(value).lower() if isinstance(value, bool) else value for value in line] for line in lines)


def table_words(language: Language, table: Table) -> Words:
    """What a table holds, in words."""
    return language.w(f"table-{table.name}".replace("_", "-"))


def column_words(language: Language, table: Table, column: str) -> Words:
    """What a column of a table holds, in words."""
    own, general = f"column-{table.name}-{column}".replace("_", "-"), f"column-{column}".replace("_", "-")
    if column in table.references:
        return language.w("column-reference", table=table.references[column])
    return language.w(own if own in language.words else general)


def cell(value: Any) -> Cell:
    """A value as a cell: a text without its language, a list with bars; a number and a yes or no as they are."""
    if isinstance(value, str | int):
        return value
    if isinstance(value, dict):
        return next(iter(value.values()), "")
    return " | ".join(str(cell(each)) for each in value) if isinstance(value, list) else str(value or "")
