"""The pictures of shared links: what their pixels show, and that they are the same each time."""

from __future__ import annotations

import struct
import zlib

from macros.building import site_of
from macros.site import shared_pictures
from macros.source import settings
from tests.support.projects import ROOT


def pixels(png: bytes) -> tuple[list[tuple[int, ...]], list[bytes]]:
    """The palette and the lines of a PNG of half a byte a pixel, as its specification reads them."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = {}, 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        name, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert png[at + 8 + length : at + 12 + length] == struct.pack(">I", zlib.crc32(name + content))
        chunks[name], at = content, at + 12 + length
    width, height, *form = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert form == [4, 3, 0, 0, 0]
    size = width // 2 + 1
    raw, lines = zlib.decompress(chunks[b"IDAT"]), [bytes(size - 1)]
    assert len(raw) == height * size
    for row in range(height):
        kind, line = raw[row * size], raw[row * size + 1 : (row + 1) * size]
        lines.append(bytes((new + old) % 256 for new, old in zip(line, lines[-1], strict=True)) if kind == 2 else line)
    colours = list(zip(*[iter(chunks[b"PLTE"])] * 3, strict=True))
    return colours, [bytes(half for both in line for half in divmod(both, 16)) for line in lines[1:]]


def test_each_entry_has_its_own_picture_small_and_the_same_each_time() -> None:
    site = site_of(settings.read(ROOT))
    found = dict(shared_pictures.files(site))
    strategy = site.project.data.strategy
    entries = (*strategy.axes, *strategy.defis, *strategy.actions)
    assert set(found) == {"partage/tous.png", *(f"partage/{entry.id}.png" for entry in entries)}
    assert all(len(picture) <= 20_000 for picture in found.values())
    assert found == dict(shared_pictures.files(site))
    # Actions may serve the same défis; each axis and each défi looks like nothing else.
    assert len({found[f"partage/{entry.id}.png"] for entry in (*strategy.axes, *strategy.defis)}) == 28


def test_the_full_cells_are_those_of_the_entry_in_the_colour_of_their_axis() -> None:
    site = site_of(settings.read(ROOT))
    found = dict(shared_pictures.files(site))
    palette, lines = pixels(found["partage/defi-07.png"])
    _, everything = pixels(found["partage/tous.png"])
    assert palette[2] == (0x8D, 0x1B, 0x3D), "défi 7 is of the second axis"
    empty = pixels(found["partage/defi-08.png"])[1]
    pairs = {pair for here, there in zip(lines, empty, strict=True) for pair in zip(here, there, strict=True)}
    changed = {(one, other) for one, other in pairs if one != other}
    assert changed == {(2, 0), (0, 2)}, "what differs from défi 8 is one cell full and one empty"
    assert sum(map(sum, everything)) > sum(map(sum, lines)) > 0
