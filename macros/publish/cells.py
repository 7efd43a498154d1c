"""Tables as RFC 4180 wants them, which no spreadsheet takes for a program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

# A spreadsheet runs what begins so (OWASP, “CSV injection”). It shows a text as it is after an apostrophe.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(rows: Iterable[Iterable[object]]) -> str:
    """The rows of a table, the names of its columns first. A text that would be run as a formula is made a text."""
    output = io.StringIO(newline="")
    csv.writer(output, lineterminator="\r\n").writerows([inert(cell) for cell in row] for row in rows)
    return output.getvalue()


def inert(cell: object) -> object:
    """A cell of a table, after an apostrophe where it would be run; a number is what it is."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
