"""Writes each text file of the built site once more in gzip and in brotli, for hosts that serve them as they are.

Compressed once, as hard as can be, rather than a little at each request. Two runs give the same bytes.
"""

from __future__ import annotations

import gzip
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from macros.source import atomic
from macros.source.faults import Fault, Faults

# What shrinks. Pictures, books and archives are compressed already.
TEXTS = (
    ".atom", ".bib", ".css", ".csv", ".html", ".ics", ".js", ".json", ".jsonld", ".md", ".svg", ".ttl", ".txt", ".xml",
)  # fmt: skip
# Under this many bytes, headers and disk blocks cost what compression saves.
LEAST = 512


def compress(site: Path) -> tuple[int, int, int, int]:
    """Write `.gz` and `.br` beside every text file of `site`; the files, and their bytes plain, gzipped, in brotli.

    Raises `Faults` where the site has not been built.
    """
    paths = sorted(path for path in site.rglob("*") if path.suffix in TEXTS and path.is_file())
    if not paths:
        raise Faults([Fault(site.name, 1, "", "site-unbuilt")])
    # Both libraries let other threads run meanwhile.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        sizes = [size for size in pool.map(_compress, paths) if size]
    plain, gzipped, brotlied = (sum(size[kind] for size in sizes) for kind in range(3))
    return len(sizes), plain, gzipped, brotlied


def _compress(path: Path) -> tuple[int, int, int] | None:
    """The bytes of a file plain, gzipped and in brotli; None for one that is too small."""
    content = path.read_bytes()
    if len(content) < LEAST:
        return None
    # No name and no date in the gzip: the same content gives the same bytes.
    gzipped, brotlied = gzip.compress(content, 9, mtime=0), brotli.compress(content, quality=11)
    for suffix, made in ((".gz", gzipped), (".br", brotlied)):
        beside = path.with_name(path.name + suffix)
        # A host sends it in place of the file.
        with atomic.replacing(beside) as part:
            part.write_bytes(made)
            # Hosts tell the date of what they send: the same in every encoding. They may read it as they may the file.
            shutil.copystat(path, part)
    return len(content), len(gzipped), len(brotlied)
