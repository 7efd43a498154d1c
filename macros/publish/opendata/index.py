"""What there is to take, and what is new: the list of the files, the site's editions, what changed in each entry."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from macros.publish.opendata.formats import format_of
from macros.publish.opendata.published_site import PublishedSite
from macros.publish.opendata.records import VERSION
from macros.source import history

# Where they are, from the folder of the data.
INDEX, CHANGES = "index.json", "changements.json"


def changes(site: PublishedSite) -> dict[str, Any]:
    """What each entry's history says: the days it changed, newest first, and the fields; none where it was created."""
    found: dict[str, list[dict[str, Any]]] = {entry: [] for entry in site.data.entries}
    for change in site.site.changes:
        found[change.entry].append({"date": change.day, "moment": change.when, "champs": list(change.fields)})
    return {"version": VERSION, "mise_a_jour": site.updated, "entrees": found}


def index(site: PublishedSite, files: Mapping[str, bytes]) -> dict[str, Any]:
    """The list of the files, each with what tells whether it changed, and of the editions of the site."""
    return {
        "version": VERSION,
        "edition": site.edition,
        "mise_a_jour": site.updated,
        "licence": site.licence.url,
        "fichiers": [_file(site, path, content) for path, content in files.items()],
        "editions": list(editions(site)),
    }


def editions(site: PublishedSite) -> Iterator[dict[str, str | None]]:
    """The editions that git has a tag for, the newest last, and the address of each where the repository is known."""
    for tag, day in history.tags(site.project.root).items():
        page = site.site.repository.release(quote(tag))
        yield {"etiquette": tag, "date": day, "adresse": page or None}


def _file(site: PublishedSite, path: str, content: bytes) -> dict[str, Any]:
    return {
        "chemin": path,
        "adresse": site.file(path),
        "format": format_of(path).media_type,
        "octets": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
