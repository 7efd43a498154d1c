"""The picture that goes with a link to the site where it is shared: the cells of the map, without a letter.

No page loads it. It is drawn here, a byte for each pixel, so that the same data give the same bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Collection, Iterator
from itertools import groupby

from macros.site import assets
from macros.site.colours import on_paper
from macros.site.site import Site
from macros.source.schema import Action, Axe, Entry

# Where the pictures are, from the site's root, and the one of pages that are about no entry.
FOLDER, WHOLE = "partage", "tous"
# What networks show of a link (Open Graph: 1.91 to 1), the room around the cells, and how thick an empty one is drawn.
WIDTH, HEIGHT, ROOM, STROKE = 1200, 630, 80, 10
PAPER = "#fdfcf7"


def place(entry: Entry | None) -> str:
    """Where the picture of an entry's page is, from the site's root; without an entry, that of all other pages."""
    return f"{FOLDER}/{entry.id if entry else WHOLE}.png"


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every picture, by its place: the défis that it is about are full, the others empty."""
    data = site.project.data
    base = (site.project.root / "overrides" / assets.BASE).read_text("utf-8")
    colours = list(on_paper(data, base).values())
    rows = [[defi.id for defi in data.defis_of(axe)] for axe in data.strategy.axes]
    everything = {defi.id for defi in data.strategy.defis}
    yield place(None), _png(_drawn(rows, everything), colours)
    for entry in (*data.strategy.axes, *data.strategy.defis, *data.strategy.actions):
        if isinstance(entry, Axe):
            full = {defi.id for defi in data.defis_of(entry)}
        else:
            full = set(entry.defis) if isinstance(entry, Action) else {entry.id}
        yield place(entry), _png(_drawn(rows, full), colours)


def _drawn(rows: list[list[str]], full: Collection[str]) -> list[bytes]:
    """The lines of pixels of a picture: 0 is paper, `n` the colour of the nth row of cells."""
    most = max((len(row) for row in rows), default=1) or 1
    step = max(2, min((WIDTH - 2 * ROOM) // most, (HEIGHT - 2 * ROOM) // max(len(rows), 1)))
    side, stroke = step - step // 8, min(STROKE, step // 8)
    blank = bytes(WIDTH)
    lines = [blank] * ROOM
    for colour, row in enumerate(rows, start=1):
        edge = _line(row, {*row}, colour, step, side, stroke)
        inside = _line(row, full, colour, step, side, stroke)
        lines += [edge] * stroke + [inside] * (side - 2 * stroke) + [edge] * stroke + [blank] * (step - side)
    return (lines + [blank] * HEIGHT)[:HEIGHT]


def _line(row: list[str], full: Collection[str], colour: int, step: int, side: int, stroke: int) -> bytes:
    """A line of pixels through a row of cells, of which some are full."""
    line = bytes(ROOM)
    for cell in row:
        inner = colour if cell in full else 0
        line += bytes([colour] * stroke + [inner] * (side - 2 * stroke) + [colour] * stroke + [0] * (step - side))
    return (line + bytes(WIDTH))[:WIDTH]


def _png(lines: list[bytes], colours: list[str]) -> bytes:
    """A picture with a palette (PNG, third edition, 11.2)."""
    palette = b"".join(bytes.fromhex(colour.removeprefix("#")) for colour in (PAPER, *colours))
    # A line that repeats the one above is all zeros once the difference is taken (filter 2).
    raw = b"".join(
        b"\2" + bytes(WIDTH) if number else b"\0" + line
        for line, group in groupby(lines)
        for number, _ in enumerate(group)
    )
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)),
        (b"PLTE", palette),
        (b"IDAT", zlib.compress(raw, 9)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
