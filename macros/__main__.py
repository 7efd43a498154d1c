"""The command line: `python -m macros COMMAND`, from the root of the project.

check         the data, the catalogues and the pages, in seconds, without building
translations  bring the catalogues up to date; say what is missing, older or not reviewed
schema        write the JSON Schemas of the data files beside them
build         build the site, every language
strategie     check exported strategies (`check FILE…`), or print them as one table (`merge FILE…`, CSV)
compare       say in Markdown what changed between two built sites: compare BEFORE AFTER
links         ask every page that data/sources.yaml cites whether it is still there
offline, pdf, epub, archive
              write the built site, or books of it, into dist/
downloads     build the site, make those four, and build the site that offers them
compress      write the built site's files once more in gzip and in brotli
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from macros import building
from macros.publish import comparison, compression, downloads, external_links, takeaway, worksheet
from macros.site.checks import check as check_site
from macros.site.site import Site
from macros.source import data
from macros.source.faults import Fault, Faults, raise_if_any
from macros.source.page import Page
from macros.source.schema import FILES, json_schema
from macros.source.settings import languages_of, site_of
from macros.words import extraction, progress, project, translation


def check(root: Path) -> None:
    """Raise `Faults` for anything an editor has to mend."""
    site = _site(root)
    check_site(site)
    entries, languages = site.project.data.entries, site.project.languages
    print(f"{len(entries)} entries, {len(languages)} languages: no fault found / aucune erreur trouvée")


def _site(root: Path) -> Site:
    """The project as pages, in every language."""
    default, languages = languages_of(root)
    named = site_of(root)
    names = dict(zip(languages, languages, strict=True))
    return building.site_of(building.Settings(root, names, default, named.name, named.url, "", "docs", root / "site"))


def translations(root: Path, accept: str = "", minor: str = "") -> None:
    """Bring the catalogues up to date, then say what is missing, older or not reviewed in each language.

    `accept` (`en/defis/07.md#pourquoi`, or a whole page) records a translation as made from
    the original as it is now; `minor` (`defis/07.md#pourquoi`) declares that the original's
    last change outdates no translation.
    """
    default, languages = languages_of(root)
    loaded = project.load(root, languages, default)
    wanted = {code: progress.messages_for(language, loaded) for code, language in loaded.languages.items()}
    for line in extraction.update_files(root, wanted):
        print(line)
    pages = Site(loaded).pages
    if accept:
        _accept(root, pages, default, accept)
    if minor:
        _declare_minor(root, pages, default, minor)
    loaded = project.load(root, languages, default)
    states = progress.progress(loaded, Site(loaded).pages)
    for line in progress.report(states, root, "docs", default):
        print(line)


def _accept(root: Path, pages: Mapping[str, Page], default: str, target: str) -> None:
    path, _, section = target.partition("#")
    if path.startswith(f"{default}/"):
        raise Faults([Fault(f"docs/{path}", 1, "", "translation-original", {"target": target})])
    original = pages.get(f"{default}/{path.partition('/')[2]}")
    if path not in pages or original is None or (section and section not in translation.sections(original)):
        raise Faults([Fault(f"docs/{path}", 1, "", "translation-target", {"target": target})])
    (root / "docs" / path).write_text(translation.accepted(pages[path], original, section or None), "utf-8")


def _declare_minor(root: Path, pages: Mapping[str, Page], default: str, target: str) -> None:
    path, _, section = target.partition("#")
    original = pages.get(f"{default}/{path}")
    if original is None or section not in translation.sections(original):
        raise Faults([Fault(f"docs/{default}/{path}", 1, "", "translation-target", {"target": target})])
    now = translation.sections(original)[section]
    history = progress.versions(root, f"docs/{default}/{path}", section)
    before = next((version for version in history if version.hash != now.hash), None)
    if before is None:
        raise Faults([Fault(f"docs/{default}/{path}", now.line, "", "translation-unchanged", {"section": section})])
    (root / "docs" / default / path).write_text(translation.minor(original, before, section), "utf-8")


def schema(root: Path) -> None:
    """Write `data/<name>.schema.json` for every data file."""
    for name in FILES:
        path = root / "data" / f"{name}.schema.json"
        path.write_text(json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n", "utf-8")
        print(f"data/{path.name}")


def build(root: Path) -> None:
    """Build the site with MkDocs; its exit code is ours."""
    # Material announces in every build that MkDocs 2 will have no plugins: `mkdocs<2` is pinned.
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    result = subprocess.run(command, cwd=root, env=environment, check=False)
    if result.returncode:
        sys.exit(1)


def strategie(root: Path, step: str, files: list[Path], language: str = "") -> None:
    """Check strategies exported from the worksheet, or print which défis they share, as CSV on standard output."""
    named = worksheet.read_all(files, site_of(root).name)
    if step == "check":
        for line in worksheet.summary(dict(zip(files, named, strict=True))):
            print(line)
        return
    default, languages = languages_of(root)
    loaded = project.load(root, languages, default)
    rows = worksheet.table(named, loaded.data.strategy.defis, loaded.languages[language or default])
    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
    sys.stdout.write(worksheet.as_csv(rows))


def compress(root: Path) -> None:
    """Compress the built site, and say what it gains."""
    files, plain, gzipped, brotlied = compression.compress(root / "site")
    print(f"site: {files} files, {plain:,} bytes; {gzipped:,} in gzip, {brotlied:,} in brotli")


def write(root: Path, kind: str) -> None:
    """Write one kind of file to take away (a module of `macros.publish.takeaway`) into `dist/`, and say which."""
    module = importlib.import_module(f"macros.publish.takeaway.{kind}")
    for path in module.make(takeaway.begin(root)):
        print(f"{path.relative_to(root)}: {path.stat().st_size} bytes")


TAKEN_AWAY = {kind: partial(write, kind=kind) for kind in ("offline", "pdf", "epub", "archive")}


def make_downloads(root: Path) -> None:
    """Build the site, make everything to take away, and build the site again: it offers what `dist/` holds.

    Without WeasyPrint there are no PDFs: it is said, and the rest is made.
    """
    downloads.clear(root)
    build(root)
    for kind, make in TAKEN_AWAY.items():
        try:
            make(root)
        except Faults as faults:
            if kind != "pdf":
                raise
            print(faults.report(), file=sys.stderr)
    build(root)


def compare(root: Path, before: Path, after: Path) -> None:
    """Print what changed between two folders of built sites, the second built from this project."""
    sites = comparison.read(before, str(before)), comparison.read(after, str(after))
    default, languages = languages_of(root)
    print(comparison.report(*sites, Site(project.load(root, languages, default))))


def links(root: Path) -> None:
    """Ask every cited page whether it is there; `Faults` for those that are not, a note for those that won't say."""
    dead, unsure = external_links.check(data.load(root), os.environ.get("REPO_URL", ""))
    for fault in unsure:
        print(fault)
    raise_if_any(dead)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m macros", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(run: Callable[..., None], name: str = "") -> argparse.ArgumentParser:
        found = commands.add_parser(name or run.__name__, description=run.__doc__)
        found.set_defaults(run=run)
        return found

    for run in (check, schema, build, compress, links):
        command(run)
    for kind, run in TAKEN_AWAY.items():
        command(run, kind)
    command(make_downloads, "downloads")
    sites = command(compare)
    sites.add_argument("before", metavar="BEFORE", type=Path)
    sites.add_argument("after", metavar="AFTER", type=Path)
    words = command(translations)
    words.add_argument("--accept", metavar="PAGE#SECTION", default="", help="it now follows the original")
    words.add_argument("--minor", metavar="PAGE#SECTION", default="", help="its last change outdates no translation")
    strategies = command(strategie)
    strategies.add_argument("step", choices=("check", "merge"))
    strategies.add_argument("files", metavar="FILE", nargs="+", type=Path)
    strategies.add_argument("--language", default="", choices=languages_of(Path.cwd())[1], help="of the titles")
    return parser


def main() -> int:
    try:
        arguments = vars(_parser().parse_args())
        arguments.pop("run")(Path.cwd(), **arguments)
    except Faults as faults:
        print(faults.report(), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
