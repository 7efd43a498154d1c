"""The pictures that pages show: which file each is, where it is published, how a page writes it.

A page names a picture as it names a page, from where it stands. Where its language has no such file, it is that of
the default language: a translation, or a page that falls back, needs no copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.site.site import Site
from macros.site.view import View
from macros.source import picture
from macros.source.address import Address
from macros.source.faults import Fault
from macros.source.picture import Picture

_SOURCE = re.compile(r'(<img [^>]*?\bsrc=")[^"]*"')


def found(site: Site) -> dict[str, Picture]:
    """Every picture of the languages that are built, by its file from the folder of pages: `fr/defis/plan.webp`.

    Raises `Faults` for one that is not sound.
    """
    if "pictures" not in site.kept:
        folder = site.project.root / site.docs
        paths = (path for code in site.project.languages for path in sorted((folder / code).rglob("*")))
        named = {path.relative_to(folder).as_posix(): path for path in paths if path.suffix in picture.KINDS}
        site.kept["pictures"] = {name: picture.read(path, f"{site.docs}/{name}") for name, path in named.items()}
    kept: dict[str, Picture] = site.kept["pictures"]
    return kept


def paths(site: Site, language: str) -> dict[str, str]:
    """The pictures that pages of a language may show: their files, by path from its root (`defis/plan.webp`)."""

    def written_in(code: str) -> dict[str, str]:
        return {file.removeprefix(f"{code}/"): file for file in found(site) if file.startswith(f"{code}/")}

    return written_in(site.project.default) | written_in(language)


def shown(site: Site, page: Address) -> list[str]:
    """The files of the pictures that the prose of a page shows, in its order; nothing for one that is not there."""
    prose = site.pages[page]
    addresses = [shown.target.address for shown in prose.document.pictures]
    files = paths(site, page.language) if addresses else {}
    return [files.get(prose.beside(address), "") for address in addresses]


def place(site: Site, file: str) -> str:
    """Where a picture is published, from the site's root."""
    language, _, path = file.partition("/")
    return site.project.folder(language) + path


def put_in(site: Site, view: View, html: str) -> str:
    """The HTML of a page's prose, each picture in its place, with its own size: the page does not move as it loads."""
    files = iter(shown(site, view.prose))

    def written(match: re.Match[str]) -> str:
        file = next(files)
        size = found(site)[file]
        address = view.asset(place(site, file))
        return f'{match[1]}{address}" width="{size.width}" height="{size.height}" loading="lazy"'

    return _SOURCE.sub(written, html)


def weights(site: Site, page: Address) -> int:
    """The bytes of the pictures that the prose of a page shows, each sent once."""
    return sum(found(site)[file].weight for file in set(shown(site, page)))


def unshown(site: Site) -> Iterator[Fault]:
    """Pictures that no page shows, which would be published all the same."""
    files = set(found(site))
    if files:
        files -= {file for page in site.pages for file in shown(site, page)}
    return (Fault(f"{site.docs}/{file}", 1, "", "docs-unshown") for file in sorted(files))


def write(site: Site, folder: Path) -> None:
    """Write every picture that pages show into the folder of a finished site."""
    for file, read in found(site).items():
        path = folder / place(site, file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(read.path.read_bytes())
