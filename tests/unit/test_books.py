"""What books are made from, before any is made."""

from __future__ import annotations

import re
from pathlib import Path

from macros.publish import takeaway
from tests.support.projects import edit

STYLE = "overrides/stylesheet/1-base.css"


def test_colours_of_the_axes_are_those_of_the_style(mini: Path) -> None:
    assert takeaway.begin(mini).colours == {"axe-1": "#123f8c", "axe-2": "#8d1b3d"}


def test_axis_that_the_style_does_not_colour_has_a_colour_of_its_own(mini: Path) -> None:
    edit(mini / STYLE, ".axe-2 {", ".axe-02 {")
    first, second = takeaway.begin(mini).colours.values()
    assert first == "#123f8c"
    assert re.fullmatch("#[0-9a-f]{6}", second)
