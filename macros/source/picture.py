"""Pictures: each read from its own bytes, and refused where they hold anything but what draws it.

A picture is walked part by part, as its format has them: “Portable Network Graphics (PNG) Specification”, W3C, third
edition; JPEG, ITU-T T.81, annex B, with the JFIF of ITU-T T.871; WebP, RFC 9649. The parts let by are listed: any
other can say where, when and by whom a picture was made, or hold a file of another kind.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from macros.source.faults import Fault, Faults
from macros.source.text import size

# In bytes, and in pixels.
MAX_BYTES = 30_000
MAX_SIDE = 4096

Sides = tuple[int, int]
_PNG_PARTS = b"IHDR PLTE tRNS gAMA cHRM sRGB sBIT bKGD hIST pHYs IDAT IEND".split()
# The frames that browsers draw, sequential or progressive, in Huffman's code; tables, intervals and scans; the end.
_JPEG_FRAMES, _JPEG_PARTS, _JPEG_SCAN, _JPEG_END = (0xC0, 0xC1, 0xC2), (0xC4, 0xDB, 0xDD, 0xDA), 0xDA, 0xD9
# What applications and people add; of that, what draws: JFIF without a thumbnail, and Adobe's kind of colours.
_JPEG_WORDS = {0xFE: "COM"} | {0xE0 + number: f"APP{number}" for number in range(16)}
_JPEG_PLAIN = re.compile(rb"\xe0JFIF\0.{7}\0\0|\xeeAdobe.{7}", re.DOTALL)
_JPEG_MARKER = re.compile(rb"\xff+([^\xff])")
_JPEG_MARKER_AFTER_SCAN = re.compile(rb"(?:[^\xff]|\xff[\0\xd0-\xd7])*+\xff+([^\xff])")
# Lossy or lossless, alone or after a header of their own.
_WEBP_ORDERS = [order.split(b"+") for order in (b"VP8 ", b"VP8L", b"VP8X+VP8 ", b"VP8X+ALPH+VP8 ", b"VP8X+VP8L")]
_ANIMATION = {b"acTL", b"fcTL", b"fdAT", b"ANIM", b"ANMF"}


@dataclass(frozen=True)
class Picture:
    """A sound picture: its file, its width and height in pixels, its weight in bytes, which is what is sent."""

    path: Path
    width: int
    height: int
    weight: int


def read(path: Path, name: str) -> Picture:
    """The picture in a file, called `name` in messages; `Faults` tells why it may not be published."""
    try:
        if not path.is_file():
            raise _wrong("file-unread")
        if (weight := path.stat().st_size) > MAX_BYTES:
            raise _wrong("picture-heavy", found=weight, most=size(MAX_BYTES))
        content, (signature, sides_of) = path.read_bytes(), KINDS[path.suffix]
        if not re.match(signature, content, re.DOTALL):
            raise _wrong("docs-picture", kind=path.suffix)
        width, height = sides_of(content)
        if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
            raise _wrong("picture-sides", width=width, height=height, most=MAX_SIDE)
    except (ValueError, struct.error, zlib.error):
        raise Faults([Fault(name, 1, "", "picture-broken")]) from None
    except Faults as found:
        raise Faults(replace(fault, file=name) for fault in found.faults) from None
    return Picture(path, width, height, weight)


def _wrong(code: str, **values: object) -> Faults:
    """What is wrong with a picture, which `read` names."""
    return Faults([Fault("", 1, "", code, values)])


def _require(sound: bool) -> None:
    """Stop at what makes no picture."""
    if not sound:
        raise ValueError


def _ended(content: bytes, end: int) -> None:
    """Stop at a picture that is cut before its end, or has something after it."""
    _require(end <= len(content))
    if end < len(content):
        raise _wrong("picture-after", count=len(content) - end)


def _only(parts: Collection[bytes], known: Collection[bytes]) -> None:
    """Stop at parts that do not draw one picture."""
    if not _ANIMATION.isdisjoint(parts):
        raise _wrong("picture-animated")
    for part in parts:
        if part not in known:
            raise _wrong("picture-metadata", part=part.decode("latin-1").strip())


def _png(content: bytes) -> Sides:
    place, parts = 8, [(b"", b"")]
    while parts[-1][0] != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, place)
        parts.append((kind, content[place + 8 : place + 8 + length]))
        (checksum,) = struct.unpack_from(">I", content, place + 8 + length)
        _require(checksum == zlib.crc32(b"".join(parts[-1])))
        place += length + 12
    _ended(content, place)
    _only([kind for kind, _ in parts[1:]], _PNG_PARTS)
    points = zlib.decompressobj()
    points.decompress(b"".join(body for kind, body in parts if kind == b"IDAT"))
    _require(points.eof and not points.unused_data and parts[1][0] == b"IHDR")
    width, height = struct.unpack(">II5x", parts[1][1])
    return width, height


def _jpeg(content: bytes) -> Sides:
    place, parts, sides = 2, [0], (0, 0)
    while True:
        marker = (_JPEG_MARKER_AFTER_SCAN if parts[-1] == _JPEG_SCAN else _JPEG_MARKER).match(content, place)
        if not marker:
            raise ValueError
        kind, place = marker[1][0], marker.end()
        parts.append(kind)
        if kind == _JPEG_END:
            break
        (length,) = struct.unpack_from(">H", content, place)
        body, place = content[place + 2 : place + length], place + length
        _require(len(body) == length - 2)
        if kind in _JPEG_WORDS and not _JPEG_PLAIN.fullmatch(marker[1] + body):
            raise _wrong("picture-metadata", part=_JPEG_WORDS[kind])
        if kind in _JPEG_FRAMES:
            sides = struct.unpack_from(">xHH", body)[::-1]
        _require(kind in _JPEG_FRAMES or kind in _JPEG_PARTS or kind in _JPEG_WORDS)
    _ended(content, place)
    _require(_JPEG_SCAN in parts and sum(kind in _JPEG_FRAMES for kind in parts) == 1)
    return sides


def _webp(content: bytes) -> Sides:
    place, parts, end = 12, [], 8 + struct.unpack_from("<I", content, 4)[0]
    _ended(content, end)
    while place < end:
        kind, length = struct.unpack_from("<4sI", content, place)
        parts.append((kind, content[place + 8 : place + 8 + length]))
        place += 8 + length + length % 2
    kinds = [kind for kind, _ in parts]
    _only(kinds, {part for order in _WEBP_ORDERS for part in order})
    _require(kinds in _WEBP_ORDERS and place == end)
    if kinds[-1] == b"VP8L":
        # RFC 9649, section 3: a signature, 14 bits for each side less one, one for transparency, the version.
        signature, bits = struct.unpack_from("<BI", parts[-1][1])
        _require(signature == 0x2F and bits >> 29 == 0)
        sides = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    else:
        # RFC 6386, 9.1: a frame that needs no other, a start code, 14 bits for each side and two for its scale.
        first, start, width, height = struct.unpack_from("<B2x3sHH", parts[-1][1])
        _require(first & 1 == 0 and start == b"\x9d\x01\x2a")
        sides = width & 0x3FFF, height & 0x3FFF
    if len(parts) > 1:
        _require(sides == tuple(int.from_bytes(parts[0][1][at : at + 3], "little") + 1 for at in (4, 7)))
    return sides


# How the bytes of each kind begin, and what walks them. SVG is not one: it holds whatever a page does.
KINDS: Mapping[str, tuple[bytes, Callable[[bytes], Sides]]] = {
    ".jpeg": (rb"\xff\xd8\xff", _jpeg),
    ".jpg": (rb"\xff\xd8\xff", _jpeg),
    ".png": (rb"\x89PNG\r\n\x1a\n", _png),
    ".webp": (rb"RIFF.{4}WEBP", _webp),
}
_OTHERS = {".avif", ".bmp", ".gif", ".heic", ".heif", ".ico", ".jfif", ".svg", ".tif", ".tiff"}


def is_of_another_kind(name: str) -> bool:
    """Whether a file is, by its name, a picture that is not published: in another format, or named in capitals."""
    kind = PurePosixPath(name).suffix
    return kind.lower() in {*_OTHERS, *KINDS} and kind not in KINDS
