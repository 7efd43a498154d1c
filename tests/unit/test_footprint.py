"""The two estimates, against the values their authors publish; the limits of each page."""

from __future__ import annotations

import pytest

from macros.site.footprint import BYTES_PER_GB, ELEMENTS, KILOBYTES, REQUESTS, co2e, ecoindex, grade, quantile
from macros.site.weight import limits_of
from macros.source import data as strategy_data
from macros.source.schema import Limits
from tests.support.projects import ROOT


def test_co2e_of_a_gigabyte_is_co2_js_s() -> None:
    # CO2.js, test constants of its SWD v4 model: PERBYTE_EMISSIONS_GB.
    assert co2e(BYTES_PER_GB) == pytest.approx(148.2, abs=0.001)
    assert co2e(0) == 0


@pytest.mark.parametrize(
    ("bounds", "value", "expected"),
    [
        (KILOBYTES, 2500, 14.086372025739513),
        (ELEMENTS, 150, 2.892857142857143),
        (REQUESTS, 23, 2.8),
        (KILOBYTES, 310182.902, 20),
    ],
)
def test_quantiles_are_ecoindex_python_s(bounds: list[float], value: float, expected: float) -> None:
    assert quantile(bounds, value) == pytest.approx(expected, abs=1e-12)


def test_ecoindex_is_ecoindex_python_s() -> None:
    # ecoindex_python 3.0.0, README: Ecoindex(grade='B', score=72.0) for 100 elements, requests and kilobytes.
    score = ecoindex(elements=100, requests=100, sent=100_000)
    assert round(score) == 72
    assert grade(score) == "B"


@pytest.mark.parametrize(("score", "letter"), [(100, "A"), (80, "B"), (50.2, "D"), (25, "F"), (10, "G"), (2, "G")])
def test_grades(score: float, letter: str) -> None:
    assert grade(score) == letter


@pytest.mark.parametrize(
    ("path", "alone", "illustrated"),
    [
        ("defis/07.md", (14_000, 3, 480), (45_000, 5, 480)),
        ("plan.md", (14_000, 3, 800), (45_000, 5, 800)),
        ("glossaire.md", (30_000, 3, 1500), (45_000, 5, 1500)),
        ("texte-integral.md", (250_000, 3, 8000), (250_000, 5, 8000)),
    ],
)
def test_page_that_shows_a_picture_keeps_the_larger_limits(path: str, alone: tuple, illustrated: tuple) -> None:
    budget = strategy_data.load(ROOT).budget
    for shows, expected in ((False, alone), (True, illustrated)):
        assert limits_of(path, budget, shows) == Limits(octets=expected[0], requetes=expected[1], elements=expected[2])
