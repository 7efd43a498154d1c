"""Small pictures, sound and not: bytes that a browser draws, to be put into a project or spoiled."""

from __future__ import annotations

import base64
import hashlib
import struct
import zlib

# Of a gradient, as Pillow writes them: 12 pixels by 8.
WIDTH, HEIGHT = 12, 8
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6"
    "/+b9//j/wAALCAAIAAwBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABYQAAMAAAAAAAAAAAAAAAAAAAAVYv/aAAgBAQAAPwAskLJP/9k="
)
PROGRESSIVE = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6"
    "/+b9//j/wgALCAAIAAwBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQAAAAE//8QAFRABAQAAAAAAAAAAAAAAAAAAABP/2gAIAQEAAQUC"
    "mm//xAAUEAEAAAAAAAAAAAAAAAAAAAAQ/9oACAEBAAY/Aj//xAAVEAEBAAAAAAAAAAAAAAAAAAAAcf/aAAgBAQABPyGUv//aAAgBAQAAABA//8QA"
    "FBABAAAAAAAAAAAAAAAAAAAAEP/aAAgBAQABPxAr/9k="
)
WEBP = base64.b64decode("UklGRiwAAABXRUJQVlA4ICAAAACQAQCdASoMAAgABUB8JaQAAuab25AA/s392+Sa2AAAAA==")
LOSSLESS = base64.b64decode(
    "UklGRkoAAABXRUJQVlA4TD4AAAAvC8ABAD9AkG0bUrjBeoJs25DCDdYTZNuGFG6wfv5j28p/AAAVGIQkJYUUUkghhRRSyH9mISL6n0FSNMNyPA=="
)
TRANSPARENT = base64.b64decode(
    "UklGRm4AAABXRUJQVlA4WAoAAAAQAAAACwAABwAAQUxQSCcAAAABP0CQbRtSuMH6iIh1CAYhSUkhhRRSSCGFFPKfWYiI/meQFM2wHA8AVlA4ICAA"
    "AACQAQCdASoMAAgABUB8JaQAAuab25AA/s392+Sa2AAAAA=="
)


def chunk(kind: bytes, body: bytes = b"") -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = WIDTH, height: int = HEIGHT, more: bytes = b"", noise: int = 0) -> bytes:
    """A grey PNG, with other parts before its points, and so many bytes that no compression makes smaller."""
    seeds = (hashlib.sha256(struct.pack(">I", number)).digest() for number in range(noise // 32 + 1))
    rows = b"".join(seeds)[:noise].ljust((width + 1) * height, b"\0")
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + more + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND")


def segment(marker: int, body: bytes) -> bytes:
    """A part of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def jpeg(more: bytes) -> bytes:
    """A JPEG with other parts after its first."""
    return JPEG[:20] + more + JPEG[20:]


def riff(kind: bytes, body: bytes) -> bytes:
    """A part of a WebP."""
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def webp(*parts: bytes) -> bytes:
    """A WebP of parts."""
    content = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(content)) + content


PNG = png()
SOUND = {
    "plan.png": PNG,
    "photo.jpg": JPEG,
    "progressive.jpeg": PROGRESSIVE,
    "lossy.webp": WEBP,
    "lossless.webp": LOSSLESS,
    "transparent.webp": TRANSPARENT,
}
