"""Commands about what editors write: data, catalogues, pages, cited sources."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

from macros.building import site_of
from macros.publish import external_links
from macros.site import assets, checks
from macros.site.site import Site
from macros.site.translators import shelves
from macros.source import atomic, data, history, settings
from macros.source.faults import Fault, Faults, inert, raise_if_any
from macros.source.schema import FILES, json_schema
from macros.words import extraction, progress, terminology, translation


def check(root: Path) -> None:
    """Check everything that an editor writes: what is told here is what would stop a build.

    Raises `Faults`. What a language promised and lacks is told too, and which catalogues are not in form, and stops
    nothing: whoever corrects the original need not know every language. Neither does a history that cannot be read,
    or is of a later day.
    """
    site = site_of(settings.read(root))
    raise_if_any(checks.check(site, site.paths))
    raise_if_any(progress.dated_after(date.today().isoformat(), site.project.data))
    assets.load(root / "overrides", site.originals)
    now = datetime.now(UTC)
    for note in (
        *history.unread(root),
        *history.dated_after(now, root),
        *progress.promises(site.progress, site.project.data, site.docs),
        *extraction.otherwise(root, shelves(site)),
        *terminology.remarks(site.project, site.pages),
    ):
        print(note)
    entries, languages = site.project.data.entries, site.project.languages
    print(f"{len(entries)} entries, {len(languages)} languages: no fault found / aucune erreur trouvée")


def translations(root: Path, accept: str = "", minor: str = "") -> None:
    """Bring the catalogues up to date, then say what is missing, older or not reviewed in each language.

    `accept` (`en/defis/07.md#pourquoi`, or a whole page) records a translation as made from
    the original as it is now; `minor` (`defis/07.md#pourquoi`) declares that the original's
    last change outdates no translation.
    """
    site = site_of(settings.read(root))
    for line in extraction.update_files(root, shelves(site)):
        print(line)
    if accept:
        _accept(site, accept)
    if minor:
        _declare_minor(site, minor)
    site = site_of(settings.read(root))
    for line in progress.report(site.progress, site.project, site.pages, site.docs):
        print(inert(line))


def _accept(site: Site, target: str) -> None:
    source, _, section = target.partition("#")
    language, _, path = source.partition("/")
    address, file = site.project.address(path, language), f"{site.docs}/{source}"
    if language == site.project.default:
        raise Faults([Fault(file, 1, "", "translation-original", {"target": target})])
    original = site.originals.get(path)
    if address not in site.pages or original is None or (section and section not in original.sections):
        raise Faults([Fault(file, 1, "", "translation-target", {"target": target})])
    text = translation.accepted(site.pages[address], original, section or None)
    atomic.write(site.project.root / file, text.encode())


def _declare_minor(site: Site, target: str) -> None:
    path, _, section = target.partition("#")
    file, original = site.original_file(path), site.originals.get(path)
    if original is None or section not in original.sections:
        raise Faults([Fault(file, 1, "", "translation-target", {"target": target})])
    now = original.sections[section]
    history = (page.sections.get(section, now) for page in progress.versions(site.project.root, file))
    before = next((version for version in history if version.hash != now.hash), None)
    if before is None:
        raise Faults([Fault(file, now.line, "", "translation-unchanged", {"section": section})])
    atomic.write(site.project.root / file, translation.minor(original, before, section).encode())


def schema(root: Path) -> None:
    """Write `data/<name>.schema.json` for every data file."""
    for name in FILES:
        path = root / "data" / f"{name}.schema.json"
        path.write_text(json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n", "utf-8", newline="\n")
        print(f"data/{path.name}")


def links(root: Path) -> None:
    """Ask every cited page whether it is there; `Faults` for those that are not, a note for those that won't say."""
    dead, unsure = external_links.check(data.load(root), os.environ.get("REPO_URL", ""))
    for fault in unsure:
        print(fault)
    raise_if_any(dead)
