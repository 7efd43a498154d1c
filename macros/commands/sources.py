"""Commands about what editors write: data, catalogues, pages, cited sources."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

from macros.building import site_of
from macros.publish import external_links, moved
from macros.site import assets, checks, reviews, translators
from macros.source import data, history, renewal, settings
from macros.source.completion import json_schema
from macros.source.faults import raise_if_any
from macros.source.schema import FILES
from macros.words import extraction, progress, remarks


def check(root: Path, day: date | None = None) -> None:
    """Check everything that an editor writes: what is told here is what would stop a build.

    Raises `Faults`. What a language promised and lacks is told too, and which catalogues are not in form, and stops
    nothing: whoever corrects the original need not know every language. Neither does a history that cannot be read,
    or is of a later day, nor what is to be checked again on `day`, today if it is not said.
    """
    today = day or date.today()
    site = site_of(settings.read(root))
    raise_if_any(checks.check(site, site.paths))
    raise_if_any(progress.dated_after(today.isoformat(), site.project.data))
    assets.load(site)
    now = datetime.now(UTC)
    for note in (
        *history.unread(root),
        *history.dated_after(now, root),
        *progress.promises(site.progress, site.project.data, site.docs),
        *progress.wordless(site.project),
        *settings.unspaced(root, site.project.languages),
        *reviews.notes(site),
        *translators.unrecorded(site),
        *extraction.otherwise(root, translators.shelves(site)),
        *remarks.remarks(site.project, site.pages),
        *renewal.due(site.project.data.files, today),
    ):
        print(note)
    entries, languages = site.project.data.entries, site.project.languages
    print(f"{len(entries)} entries, {len(languages)} languages: no fault found / aucune erreur trouvée")


def schema(root: Path) -> None:
    """Write `data/<name>.schema.json` for every data file."""
    asked = data.settings(root)
    for name in FILES:
        path = root / "data" / f"{name}.schema.json"
        path.write_text(
            json.dumps(json_schema(name, asked), ensure_ascii=False, indent=2) + "\n", "utf-8", newline="\n"
        )
        print(f"data/{path.name}")


def hosts(root: Path) -> None:
    """Write the rules of the addresses that moved into the hosts' files, in `deploy/`. Raises `Faults`."""
    site = site_of(settings.read(root))
    raise_if_any(checks.check(site, site.paths))
    moved.write_rules(site, root / "deploy")


def links(root: Path) -> None:
    """Ask every cited page whether it is there; `Faults` for those that are not, a note for those that won't say."""
    dead, unsure = external_links.check(data.load(root), os.environ.get("REPO_URL", ""))
    for fault in unsure:
        print(fault)
    raise_if_any(dead)
