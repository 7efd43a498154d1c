"""The moments that feeds tell."""

from __future__ import annotations

import pytest

from macros.publish.feed import moment


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2024", "2024-01-01T00:00:00Z"),
        ("2024-06", "2024-06-01T00:00:00Z"),
        ("2024-06-13", "2024-06-13T00:00:00Z"),
    ],
)
def test_partial_dates_become_moments(date: str, expected: str) -> None:
    assert moment(date) == expected
