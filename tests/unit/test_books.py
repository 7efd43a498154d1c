"""What books are made from, before any is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.publish import takeaway
from macros.source.faults import Faults

STYLE = "overrides/stylesheet/1-base.css"


def test_colours_of_the_axes_are_those_of_the_style(mini: Path) -> None:
    assert takeaway.begin(mini).colours == {"axe-1": "#123f8c", "axe-2": "#8d1b3d"}


def test_axis_without_a_colour_is_told(mini: Path) -> None:
    style = mini / STYLE
    style.write_text(style.read_text("utf-8").replace(".axe-2 {", ".axe-02 {"), "utf-8")
    with pytest.raises(Faults) as raised:
        _ = takeaway.begin(mini).colours
    (fault,) = raised.value.faults
    assert (fault.file, fault.code, fault.values) == (STYLE, "style-colour", {"axe": "axe-2"})
    assert "axe-2 has no colour here. Add a line for it: .axe-2 { --axe: #123f8c; }" in str(fault)
