"""The picture that goes with a link to the site where it is shared, and the cover of books: the cells of the map.

Without a letter. No page loads it. It is drawn here, pixel by pixel, so that the same data give the same bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Collection, Iterator, Mapping
from itertools import groupby

from macros.site import assets
from macros.site.colours import on_paper
from macros.site.site import Site
from macros.source.data import Data
from macros.source.schema import Action, Axe, Entry

# Where the pictures are, from the site's root, and the one of pages that are about no entry.
FOLDER, WHOLE = "partage", "tous"
# What networks show of a link (Open Graph: 1.91 to 1), and what shops and libraries show of a book, in pixels.
SHARED, COVER = (1200, 630), (1200, 1800)
# The room around the cells, and how thick an empty one is drawn; how many stand side by side on a cover.
ROOM, STROKE, ACROSS = 80, 10, 4
PAPER = "#fdfcf7"
# The défis of a row, and the number of its colour.
Row = tuple[list[str], int]


def place(entry: Entry | None) -> str:
    """Where the picture of an entry's page is, from the site's root; without an entry, that of all other pages."""
    return f"{FOLDER}/{entry.id if entry else WHOLE}.png"


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every picture, by its place: the défis that it is about are full, the others empty."""
    data = site.project.data
    base = (site.project.root / "overrides" / assets.BASE).read_text("utf-8")
    colours = list(on_paper(data, base).values())
    rows = _rows(data, max(1, len(data.strategy.defis)))
    everything = {defi.id for defi in data.strategy.defis}
    yield place(None), _png(_drawn(rows, everything, SHARED), colours)
    for entry in (*data.strategy.axes, *data.strategy.defis, *data.strategy.actions):
        if isinstance(entry, Axe):
            full = {defi.id for defi in data.defis_of(entry)}
        else:
            full = set(entry.defis) if isinstance(entry, Action) else {entry.id}
        yield place(entry), _png(_drawn(rows, full, SHARED), colours)


def cover(data: Data, colours: Mapping[str, str]) -> bytes:
    """The cover of a book: every cell full, each of the colour of its axis."""
    rows = _rows(data, ACROSS)
    everything = {defi.id for defi in data.strategy.defis}
    return _png(_drawn(rows, everything, COVER), [colours[axe.id] for axe in data.strategy.axes])


def _rows(data: Data, across: int) -> list[Row]:
    """The défis of each axis, a row or more."""
    found = []
    for colour, axe in enumerate(data.strategy.axes, start=1):
        ids = [defi.id for defi in data.defis_of(axe)]
        found += [(ids[start : start + across], colour) for start in range(0, len(ids), across)]
    return found


def _drawn(rows: list[Row], full: Collection[str], size: tuple[int, int]) -> list[bytes]:
    """The lines of pixels of a picture: 0 is paper, `n` the colour of the nth axis."""
    width, height = size
    most = max((len(row) for row, _ in rows), default=1) or 1
    step = max(2, min((width - 2 * ROOM) // most, (height - 2 * ROOM) // max(len(rows), 1)))
    side, stroke = step - step // 8, min(STROKE, step // 8)
    blank = bytes(width)
    lines = [blank] * ROOM
    for row, colour in rows:
        edge = _line(row, {*row}, colour, (step, side, stroke), width)
        inside = _line(row, full, colour, (step, side, stroke), width)
        lines += [edge] * stroke + [inside] * (side - 2 * stroke) + [edge] * stroke + [blank] * (step - side)
    return (lines + [blank] * height)[:height]


def _line(row: list[str], full: Collection[str], colour: int, cell: tuple[int, int, int], width: int) -> bytes:
    """A line of pixels through a row of cells, of which some are full. `cell`: its step, its side, its stroke."""
    step, side, stroke = cell
    line = bytes(ROOM)
    for id in row:
        inner = colour if id in full else 0
        line += bytes([colour] * stroke + [inner] * (side - 2 * stroke) + [colour] * stroke + [0] * (step - side))
    return (line + bytes(width))[:width]


def _png(lines: list[bytes], colours: list[str]) -> bytes:
    """A picture with a palette (PNG, third edition, 11.2): half a byte for each pixel, where the colours are so few."""
    palette = b"".join(bytes.fromhex(colour.removeprefix("#")) for colour in (PAPER, *colours))
    width, depth = len(lines[0]), 4 if len(colours) < 16 else 8
    # A line that repeats the one above is all zeros once the difference is taken (filter 2).
    again = b"\2" + bytes(width * depth // 8)
    drawn = ((_packed(line) if depth == 4 else line, len(list(group))) for line, group in groupby(lines))
    raw = b"".join(b"\0" + line + again * (count - 1) for line, count in drawn)
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, len(lines), depth, 3, 0, 0, 0)),
        (b"PLTE", palette),
        (b"IDAT", zlib.compress(raw, 6)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _packed(line: bytes) -> bytes:
    """A line of pixels, two to a byte."""
    return bytes(left << 4 | right for left, right in zip(line[::2], line[1::2], strict=True))
