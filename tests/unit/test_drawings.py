"""What figures draw says what the data says."""

from __future__ import annotations

import re

from macros.site import drawings
from macros.source import data as loading
from macros.source.schema import FollowUp, Stage
from tests.support.projects import ROOT

DATA = loading.load(ROOT)
MARK = re.compile(r"M(\d+) (\d+)v(\d+)h(\d+)v-\3z")


def marks(path: str) -> list[tuple[int, int, int]]:
    """Where each mark of a lane begins, its height and its width."""
    return [(int(x), int(height), int(width)) for x, _, height, width in MARK.findall(path)]


def test_bars_of_a_height_are_one_unless_there_is_a_gap() -> None:
    assert drawings.bars([3, 3, 0, 5]) == "M0 20v-3h2v3zM3 20v-5h1v5z"
    assert drawings.bars([3, 3], start=4, gap=0.2) == "M4 20v-3h0.8v3zM5 20v-3h0.8v3z"
    assert drawings.bars([]) == ""


def test_a_histogram_shows_every_class_that_has_something() -> None:
    limit = "M3 0h-.2v20h.2z"
    assert drawings.histogram([1000, 0, 1]) == f"M0 20v-20h0.9v20zM2 20v-2h0.9v2z{limit}"
    assert drawings.histogram([0, 0, 0]) == limit


def test_a_timeline_has_every_fact_in_its_years() -> None:
    line = drawings.Timeline(DATA)
    told = [step.date for action in DATA.strategy.actions for step in action.suivi]
    told += [stage.date for stage in DATA.strategy.etapes]
    assert str(line.first) == min(told)[:4]
    assert len(marks(line.own.plain)) == len(DATA.strategy.etapes) == line.own.count
    for action in DATA.strategy.actions:
        lane = line.followed(action.suivi)
        assert len(marks(lane.plain)) + len(marks(lane.faint)) == lane.count == len(action.suivi)
        assert len(marks(lane.plain)) == sum(step.lien == "etabli" for step in action.suivi)
        assert all(x >= 0 and x + width <= line.months for x, _, width in marks(lane.plain + lane.faint))


def test_a_date_is_drawn_as_far_as_it_is_known() -> None:
    line = drawings.Timeline(DATA)
    january = 12 * (2024 - line.first)

    def step(date: str) -> FollowUp:
        return FollowUp(date=date, texte="x", lien="etabli", source="x")

    assert marks(line.followed([step("2024")]).plain) == [(january, 6, 12)]
    assert marks(line.followed([step("2024-06")]).plain) == [(january + 5, 14, 2)]
    assert marks(line.followed([step("2024-06-13")]).plain) == [(january + 5, 14, 2)]
    assert Stage(date="2024", fin="2026", texte="x", sources=("x",)).fin == "2026"


def test_a_public_begins_with_the_highest_bars() -> None:
    for public in DATA.publics.values():
        drawn = drawings.concerned(DATA, public)
        assert [axe for axe, _ in drawn] == [axe.id for axe in DATA.strategy.axes]
        heights = [int(height) for _, path in drawn for height in re.findall(r"v-(\d+)", path)]
        assert len(heights) == len(DATA.strategy.defis)
        first = [DATA.strategy.defis[place].id for place, height in enumerate(heights) if height == drawings.FIRST]
        assert set(first) == {start.defi for start in public.commencer}
        concerned = [height != drawings.OTHER for height in heights]
        assert concerned == [public.id in defi.publics for defi in DATA.strategy.defis]


def test_pages_stand_as_high_as_they_are_advanced() -> None:
    assert drawings.advanced(["current", "current", "missing"]) == "M0 20v-16h2v16zM2 20v-2h1v2z"


def test_every_public_says_where_to_begin_and_why() -> None:
    assert all(len(public.commencer) == 3 for public in DATA.publics.values())


def test_squares_are_of_what_the_document_prints() -> None:
    consultation, circle = DATA.strategy.consultation, DATA.strategy.cercle
    assert consultation
    assert circle
    drawn = {figure.valeur: figure.dessin for figure in (*consultation.chiffres, *circle.chiffres) if figure.dessin}
    assert drawn == {4686: "qui", 105302: "quoi", 26: "quoi", 115: "qui", 13: "quoi", 20: "qui", 9: "qui"}
