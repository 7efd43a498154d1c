"""Commands about the built site."""

from __future__ import annotations

from pathlib import Path

from macros.building import site_of
from macros.placing import Place
from macros.publish import comparison, compression, source_changes
from macros.source import settings


def compress(root: Path) -> None:
    """Compress the built site, and say what it gains; no build may take its place meanwhile."""
    place = Place.of(settings.read(root).folder)
    with place.holding():
        files, plain, gzipped, brotlied = compression.compress(place.site)
    print(f"site: {files} files, {plain:,} bytes; {gzipped:,} in gzip, {brotlied:,} in brotli")


def compare(root: Path, before: Path, after: Path, sources: list[Path]) -> None:
    """Print what changed between two folders of built sites, the second built from this project.

    `sources` is empty, or the folders of the two projects: what their diff does not show is said too.
    """
    site = site_of(settings.read(root))
    old, new = (comparison.read(folder, str(folder), site.url, site.repository.address) for folder in (before, after))
    hidden = source_changes.sections(*map(source_changes.tree, sources)) if sources else {}
    print(comparison.report(old, new, site, hidden))
