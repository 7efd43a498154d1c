"""The command line: `python -m macros COMMAND`, from the root of the project.

check         the data, the catalogues and the pages, in seconds, without building
translations  write translations/messages.pot and bring the catalogues up to date
schema        write the JSON Schemas of the data files beside them
build         build the site, every language
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from macros import data, extraction, language, model, project
from macros.build import Build
from macros.config import languages_of
from macros.faults import Faults


def check(root: Path) -> None:
    """Raise `Faults` for anything an editor has to mend."""
    default, languages = languages_of(root)
    loaded = project.load(root, languages, default)
    Build(loaded).check_pages()
    print(f"{len(loaded.data.entries)} entries, {len(languages)} languages: no fault found / aucune erreur trouvée")


def translations(root: Path) -> None:
    """Bring the catalogues up to date with the data and the words of the templates."""
    _, languages = languages_of(root)
    strategy = data.load(root)
    words = project.read_words(root)
    source = strategy.strategy.strategie.langue
    found = {code: [] for code in languages}
    for code in languages:
        if code != source:
            found[code] += extraction.sources_of_data(strategy)
        if code != language.WORDS_LANGUAGE:
            found[code] += extraction.sources_of_words(words)
    for line in extraction.update_files(root, found):
        print(line)


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


COMMANDS = {"check": check, "translations": translations, "schema": schema, "build": build}


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m macros", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS)
    arguments = parser.parse_args()
    try:
        COMMANDS[arguments.command](Path.cwd())
    except Faults as faults:
        print(faults.report(), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
