"""Runs of eight words, as fingerprints: they show that a text was copied without holding it.

`source_shingles.bin` has those of the source document's body, five bytes each, sorted.
It was made once, from the document's text:
`python -m tests.support.shingles TEXT > tests/reference/source_shingles.bin`.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

LENGTH, BYTES = 8, 5


def shingles(text: str) -> Iterator[tuple[str, bytes]]:
    """Each run of eight words of a text, and its fingerprint; case, punctuation and apostrophes aside."""
    words = re.findall(r"[\w]+", text.casefold())
    for start in range(len(words) - LENGTH + 1):
        run = " ".join(words[start : start + LENGTH])
        yield run, hashlib.blake2b(run.encode(), digest_size=BYTES).digest()


def fingerprints(path: Path) -> set[bytes]:
    """The fingerprints kept in a file."""
    data = path.read_bytes()
    return {data[start : start + BYTES] for start in range(0, len(data), BYTES)}


if __name__ == "__main__":
    found = {fingerprint for _, fingerprint in shingles(Path(sys.argv[1]).read_text("utf-8"))}
    sys.stdout.buffer.write(b"".join(sorted(found)))
