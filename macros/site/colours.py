"""The colours of axes: those that a site gives, or computed, each read on paper and where the system is dark.

Contrast is that of WCAG 2.2 (“contrast ratio”, “relative luminance”): 7:1 at least, as everywhere on the pages.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator

from macros.source.data import Data
from macros.source.faults import Fault, raise_if_any
from macros.source.schema import Colours

LEAST = 7.0
# Of letters as large as a page's number.
LEAST_LARGE = 4.5
SETTINGS = "reglages"
# Hues that follow each other at the golden angle stay apart, however many there are.
_TURN = 0.381966


def style(data: Data, base: str) -> str:
    """The rules for the axes of a site that the stylesheet `base` does not colour as the site wants.

    `Faults` for the colours of the settings that would not be read.
    """
    grounds = _grounds(base)
    given = data.settings.couleurs
    raise_if_any(_faint(data, grounds))
    light, dark = [], []
    for place, axe in enumerate(data.strategy.axes):
        if place < len(given):
            colours = given[place]
        elif axis_colour(base, axe.id):
            continue
        else:
            colours = _computed(place, grounds)
        light.append(f".{axe.id}{{--axe:{colours.clair}}}")
        dark.append(f".{axe.id}{{--axe:{colours.sombre};--band:{_band(colours.sombre)}}}")
    return f"{''.join(light)}@media(prefers-color-scheme:dark){{{''.join(dark)}}}" if light else ""


def on_paper(data: Data, base: str) -> dict[str, str]:
    """The colour of each axis on paper (`axe-1` → `#123f8c`): the site's own, or that of the stylesheet `base`."""
    own = style(data, base)
    return {axe.id: axis_colour(own, axe.id) or axis_colour(base, axe.id) for axe in data.strategy.axes}


def axis_colour(style: str, axe: str) -> str:
    """The colour that CSS first gives an axis (`axe-2` → `#8d1b3d`): the one on paper. Nothing where it gives none.

    It is the value of the property `--axe` in a rule for the class of the axis alone: `.axe-2 { --axe: #8d1b3d; }`.
    """
    found = re.search(rf"\.{re.escape(axe)}\s*\{{[^}}]*--axe:\s*([^;}}]*[^;}}\s])", style)
    return found[1] if found else ""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (`#123f8c`, `#fff`): 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _parts(colour: str) -> tuple[float, float, float]:
    """Its red, green and blue, from 0 to 1."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _grounds(base: str) -> tuple[list[str], list[str]]:
    """What the colour of an axis is read on, on paper and in the dark: the page, and the words on its own area."""
    papers, words = (re.findall(rf"--{name}:\s*(#[0-9a-f]{{3,6}})", base) for name in ("paper", "on"))
    return [papers[0], words[0]], [papers[1], words[1]]


def _least(colour: str, grounds: list[str]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def _faint(data: Data, grounds: tuple[list[str], list[str]]) -> Iterator[Fault]:
    for place, colours in enumerate(data.settings.couleurs):
        for key, behind in zip(("clair", "sombre"), grounds, strict=True):
            colour = getattr(colours, key)
            if (found := _least(colour, behind)) < LEAST:
                file, location = data.files[SETTINGS], ("couleurs", place, key)
                values = {"colour": colour, "found": f"{found:.1f}", "least": f"{LEAST:.0f}"}
                yield Fault(file.name, file.line(location), file.label(location), "colour-faint", values)


def _computed(place: int, grounds: tuple[list[str], list[str]]) -> Colours:
    """Colours for the axis at a place: of a hue of its own, as near the middle as contrast lets them be."""
    hue = place * _TURN % 1

    steps = [_at(hue, step / 100, 0.7) for step in range(50, -1, -1)]
    lighter = [_at(hue, step / 100, 0.7) for step in range(50, 101)]
    light, dark = (
        next(colour for colour in tried if _least(colour, behind) >= LEAST)
        for tried, behind in zip((steps, lighter), grounds, strict=True)
    )
    return Colours(clair=light, sombre=dark)


def _band(colour: str) -> str:
    """The band of a page where the system is dark, on which its number has this colour."""
    hue, *_ = colorsys.rgb_to_hls(*_parts(colour))
    steps = [_at(hue, step / 100, 0.4) for step in range(17, -1, -1)]
    return next(band for band in steps if contrast(band, colour) >= LEAST_LARGE)


def _at(hue: float, lightness: float, saturation: float) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, lightness, saturation))
