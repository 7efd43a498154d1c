"""Pictures that hold something else than a picture, are too large, or that pages show badly."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.pictures import (
    JPEG,
    LOSSLESS,
    PNG,
    PROGRESSIVE,
    SOUND,
    WEBP,
    chunk,
    jpeg,
    png,
    riff,
    segment,
    webp,
)
from tests.support.spoiled.spoiling import PAGE, Spoil, Spoiled, added, changed

BROKEN, MORE, MOVES = "is damaged or cut short", "holds more than what draws it", "moves, and nobody could stop it"
AFTER, SIDES, OTHER = "bytes that are not of the picture follow its end", "each side has 1 to 4096", "is not that of"
HEADER = riff(b"VP8X", bytes([0, 0, 0, 0, 11, 0, 0, 7, 0, 0]))
LOSSY = WEBP[12:]
SCRIPT = b"<script>alert(1)</script>"
# By name: the bytes, and what must be said of them.
UNSOUND = {
    "heavy.png": (png(200, 200, noise=30_000), "weighs 30[0-9]{3} bytes; at most 30 kB are allowed"),
    # Of other kinds than their names say.
    "jpeg.png": (JPEG, OTHER),
    "png.jpg": (PNG, OTHER),
    "png.webp": (PNG, OTHER),
    "gif.png": (b"GIF89a" + b"\0" * 20, OTHER),
    "svg.webp": (b"<svg onload='alert(1)'/>", OTHER),
    "avif.jpeg": (b"\0\0\0 ftypavif" + b"\0" * 20, OTHER),
    # Cut, or changed.
    "cut.png": (PNG[:-1], BROKEN),
    "half.png": (PNG[: len(PNG) // 2], BROKEN),
    "signature.png": (PNG[:8], BROKEN),
    "sum.png": (PNG.replace(b"IDAT", b"IDAT\0", 1)[:-1], BROKEN),
    "headless.png": (PNG[:8] + PNG[33:], BROKEN),
    "pointless.png": (PNG[:33] + chunk(b"IEND"), BROKEN),
    "stuffed.png": (png(more=chunk(b"IDAT", SCRIPT)), BROKEN),
    "cut.jpg": (JPEG[:-2], BROKEN),
    "half.jpg": (JPEG[: len(JPEG) // 2], BROKEN),
    "scanless.jpg": (JPEG[:20] + b"\xff\xd9", BROKEN),
    "half.jpeg": (PROGRESSIVE[: len(PROGRESSIVE) // 2], BROKEN),
    "arithmetic.jpg": (JPEG.replace(b"\xff\xc0", b"\xff\xc9"), BROKEN),
    "cut.webp": (WEBP[:-1], BROKEN),
    "half.webp": (LOSSLESS[: len(LOSSLESS) // 2], BROKEN),
    "empty.webp": (webp(), BROKEN),
    "twice.webp": (webp(LOSSY, LOSSY), BROKEN),
    "frameless.webp": (webp(riff(b"VP8 ", b"\1" * 20)), BROKEN),
    "unlike.webp": (webp(HEADER.replace(b"\x0b", b"\x0c"), LOSSY), BROKEN),
    # Said of a picture, not drawn by it.
    **{
        f"{part.lower()}.png": (png(more=chunk(part.encode(), b"Comment\0words")), rf"{MORE} \({part}\)")
        for part in ("tEXt", "zTXt", "iTXt", "eXIf", "tIME", "iCCP", "prVt")
    },
    "exif.jpg": (jpeg(segment(0xE1, b"Exif\0\0II*\0")), rf"{MORE} \(APP1\)"),
    "xmp.jpg": (jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>")), rf"{MORE} \(APP1\)"),
    "icc.jpg": (jpeg(segment(0xE2, b"ICC_PROFILE\0")), rf"{MORE} \(APP2\)"),
    "iptc.jpg": (jpeg(segment(0xED, b"Photoshop 3.0\0")), rf"{MORE} \(APP13\)"),
    "comment.jpg": (jpeg(segment(0xFE, SCRIPT)), rf"{MORE} \(COM\)"),
    "thumbnail.jpg": (jpeg(segment(0xE0, b"JFXX\0\x10")), rf"{MORE} \(APP0\)"),
    **{
        f"{part.lower()}.webp": (webp(HEADER, LOSSY, riff(f"{part:4}".encode(), b"words")), rf"{MORE} \({part}\)")
        for part in ("EXIF", "XMP", "ICCP", "prVt")
    },
    "moving.png": (png(more=chunk(b"acTL", b"\0\0\0\2\0\0\0\0")), MOVES),
    "moving.webp": (webp(HEADER, riff(b"ANIM", b"\0" * 6), riff(b"ANMF", b"\0" * 16 + LOSSY)), MOVES),
    # Files of two kinds.
    "page.png": (PNG + SCRIPT, "25 " + AFTER),
    "page.jpg": (JPEG + SCRIPT, "25 " + AFTER),
    "page.webp": (WEBP + SCRIPT, AFTER),
    "flat.png": (png(0, 8), "measures 0 × 8 pixels; " + SIDES),
    "vast.png": (png(4097, 1), "measures 4097 × 1 pixels; " + SIDES),
    "flat.jpg": (JPEG.replace(b"\0\x08\0\x0c", b"\0\0\0\x0c"), SIDES),
    "vast.webp": (webp(LOSSY.replace(b"\x0c\0\x08\0", b"\x0c\0\xff\x3f")), SIDES),
}


def unsound(project: Path) -> list[str]:
    """Every unsound picture, each shown by a page with words of its own; the sound ones among them."""
    for name, content in {**SOUND, **{name: content for name, (content, _) in UNSOUND.items()}}.items():
        (project / "docs/en" / name).write_bytes(content)
        with (project / PAGE).open("a", encoding="utf-8") as page:
            page.write(f"\n![The plan of the hall](../{name})\n")
    return [*(f"docs/en/{name}:1: .*{said}" for name, (_, said) in UNSOUND.items()), f"{len(UNSOUND)} faults /"]


def shown(markdown: str, said: str) -> Spoil:
    """A sound picture, which a page shows, and some Markdown besides, at fault."""

    def spoil(project: Path) -> list[str]:
        (project / "docs/en/plan.png").write_bytes(PNG)
        return changed(PAGE, added(f"![The plan of the hall](../plan.png)\n\n{markdown}"), said, markdown).spoil(
            project
        )

    return spoil


def at(folder: str) -> Spoil:
    """A picture of the default language where another folder of the site is."""

    def spoil(project: Path) -> list[str]:
        path = project / "docs/en" / folder / "plan.png"
        path.parent.mkdir(parents=True)
        path.write_bytes(PNG)
        changed(PAGE, added(f"![The plan of the hall](../{folder}/plan.png)"), "").spoil(project)
        return [f"docs/en/{folder}/plan.png:1: the address /{folder}/plan.png is already that of /{folder}/"]

    return spoil


WORDLESS, NOT_HERE, ELSEWHERE = (
    "tell nothing to whoever does not see it",
    "there is no picture",
    "is elsewhere, and pages",
)
SHOWN = {
    "![](../plan.png)": WORDLESS,
    "![ … ](../plan.png)": WORDLESS,
    "![plan](../plan.png)": WORDLESS,
    "![Plan.PNG](../plan.png)": WORDLESS,
    "![IMG_20240601.jpg](../plan.png)": WORDLESS,
    "![The plan](../plan.webp)": NOT_HERE,
    "![The plan](plan.png)": NOT_HERE,
    "![The plan](/plan.png)": NOT_HERE,
    "![The plan](../../en/plan.png)": NOT_HERE,
    "![The plan](../plan.png#x)": NOT_HERE,
    "![The plan](../index.md)": NOT_HERE,
    "![The plan]()": NOT_HERE,
    "![The plan](https://example.org/plan.png)": ELSEWHERE,
    "![The plan](//example.org/plan.png)": ELSEWHERE,
    "![The plan](/\\example.org/plan.png)": ELSEWHERE,
    "![The plan](data:image/png;base64,x)": ELSEWHERE,
    "![The plan](dat&#97;:image/png;base64,x)": ELSEWHERE,
    "![The plan][exampleton-strategy]": ELSEWHERE,
    "![The plan](../plan.png){width=9}": 'the attribute width="9" is not allowed',
    "![The plan](../plan.png){srcset=x}": 'the attribute srcset="x" is not allowed',
}
CASES: dict[str, Spoiled] = {
    "unsound": Spoiled(unsound, unsaid=tuple(re.escape(f"docs/en/{name}") for name in SOUND)),
    **{markdown: Spoiled(shown(markdown, re.escape(said))) for markdown, said in SHOWN.items()},
    "picture in another language's folder": Spoiled(at("fr")),
    "picture among the data": Spoiled(at("data")),
}
