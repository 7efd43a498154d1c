"""The command line: `python -m macros COMMAND`, from the root of the project.

check         the data, the catalogues and the pages, in seconds, without building
translations  bring the catalogues up to date; say what is missing, older or not reviewed
schema        write the JSON Schemas of the data files beside them
build         build the site, every language
compress      write the built site's files once more in gzip and in brotli
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from macros import compression, extraction, model, progress, project, translation
from macros.build import Build
from macros.config import languages_of
from macros.faults import Fault, Faults
from macros.prose import Page


def check(root: Path) -> None:
    """Raise `Faults` for anything an editor has to mend."""
    default, languages = languages_of(root)
    loaded = project.load(root, languages, default)
    checked = Build(loaded)
    checked.check_pages()
    checked.check_goals()
    print(f"{len(loaded.data.entries)} entries, {len(languages)} languages: no fault found / aucune erreur trouvée")


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
    pages = Build(loaded).pages
    if accept:
        _accept(root, pages, default, accept)
    if minor:
        _declare_minor(root, pages, default, minor)
    loaded = project.load(root, languages, default)
    states = progress.progress(loaded, Build(loaded).pages)
    for line in progress.report(states, root, "docs", default):
        print(line)


def _accept(root: Path, pages: Mapping[str, Page], default: str, target: str) -> None:
    path, _, section = target.partition("#")
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
    for name in model.FILES:
        path = root / "data" / f"{name}.schema.json"
        path.write_text(json.dumps(model.json_schema(name), ensure_ascii=False, indent=2) + "\n", "utf-8")
        print(f"data/{path.name}")


def build(root: Path) -> None:
    """Build the site with MkDocs; its exit code is ours."""
    # Material announces in every build that MkDocs 2 will have no plugins: `mkdocs<2` is pinned.
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    result = subprocess.run(command, cwd=root, env=environment, check=False)
    if result.returncode:
        sys.exit(1)


def compress(root: Path) -> None:
    """Compress the built site, and say what it gains."""
    files, plain, gzipped, brotlied = compression.compress(root / "site")
    print(f"site: {files} files, {plain:,} bytes; {gzipped:,} in gzip, {brotlied:,} in brotli")


COMMANDS = {"check": check, "translations": translations, "schema": schema, "build": build, "compress": compress}


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m macros", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument(
        "--accept", metavar="PAGE#SECTION", default="", help="with translations: now follows the original"
    )
    parser.add_argument(
        "--minor", metavar="PAGE#SECTION", default="", help="with translations: outdates no translation"
    )
    arguments = parser.parse_args()
    try:
        if arguments.command == "translations":
            translations(Path.cwd(), arguments.accept, arguments.minor)
        else:
            COMMANDS[arguments.command](Path.cwd())
    except Faults as faults:
        print(faults.report(), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
