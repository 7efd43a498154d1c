"""Tables that no spreadsheet takes for a program."""

from __future__ import annotations

import csv
import io

import pytest

from macros.publish.cells import as_csv


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "=cmd|'/C calc'!A0"])
def test_a_formula_never_stands_bare(text: str) -> None:
    ((first, number, other),) = csv.reader(io.StringIO(as_csv([[text, -5, f"a {text}"]]), newline=""))
    assert (first, number, other) == (f"'{text}", "-5", f"a {text}")
