"""Compares the speed of the build with stock Material's, on the same generated corpus.

Both build the same entries in the same five languages, with the same i18n plugin; stock
Material gets what our macros put in as Markdown. `python tests/bench.py [ENTRIES …]`
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent))
ROOT = Path(__file__).parent.parent
LANGUAGES = ("fr", "en", "de", "es", "it")
I18N = {
    "docs_structure": "folder",
    "languages": [{"locale": code, "name": code, "build": True, "default": code == "fr"} for code in LANGUAGES],
}


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def corpus(entries: int) -> tuple[dict, list[str]]:
    """The project's data grown or cut to a number of défis, and the prose of each."""
    data = yaml.safe_load((ROOT / "data" / "defis.yaml").read_text("utf-8"))
    defis, prose = data["defis"], []
    for number in range(entries):
        source = defis[number % 24]
        text = (ROOT / "docs" / "fr" / "defis" / f"{number % 24 + 1:02}.md").read_text("utf-8")
        # Links between pages go to the home page: the others are not in the corpus.
        text = re.sub(r"\]\([^)]*\)", "](../index.md)", text)
        prose.append(text.replace(source["id"], f"defi-{number + 1:02}"))
    grown = [{**defis[number % 24], "id": f"defi-{number + 1:02}", "lies": []} for number in range(entries)]
    return {**data, "defis": grown, "actions": [], "errata": []}, prose


def ours(folder: Path, entries: int) -> None:
    """Our project, on the corpus."""
    data, prose = corpus(entries)
    for name in ("macros", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "translations").mkdir()
    for name in ("sources.yaml", "vocabulaire.yaml"):
        write(folder / "data" / name, (ROOT / "data" / name).read_text("utf-8"))
    # The map of so many entries is heavier than a page may be: speed alone is measured here.
    limits = {"octets": 10**9, "requetes": 3, "elements": 10**9}
    write(folder / "data/budget.yaml", yaml.safe_dump({"pages": [{"id": "x", "titre": "x", "limites": limits}]}))
    write(folder / "data/defis.yaml", json.dumps(data, ensure_ascii=False))
    config = yaml.safe_load(re.sub(r"!ENV.*", "https://example.test/", (ROOT / "mkdocs.yml").read_text("utf-8")))
    config["plugins"][0]["i18n"] |= I18N
    write(folder / "mkdocs.yml", yaml.safe_dump(config))
    for code in LANGUAGES:
        docs = folder / "docs" / code
        write(docs / "index.md", "---\ntitle: Accueil\ndescription: Accueil\n---\n\n{{ map() }}\n")
        for axe in data["axes"]:
            write(docs / f"axes/{axe['id'][-1]}.md", f'{{{{ opening("{axe["id"]}") }}}}\n')
        for number, text in enumerate(prose, 1):
            write(docs / f"defis/{number:02}.md", text)


def stock(folder: Path, entries: int) -> None:
    """Stock Material, on the corpus."""
    data, prose = corpus(entries)
    config = {
        "site_name": "Bench",
        "site_url": "https://example.test/",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"i18n": I18N}],
        "markdown_extensions": ["attr_list", "tables"],
    }
    write(folder / "mkdocs.yml", yaml.safe_dump(config))
    for code in LANGUAGES:
        write(folder / "docs" / code / "index.md", "# Accueil\n")
        for number, (entry, text) in enumerate(zip(data["defis"], prose, strict=True), 1):
            lists = "\n".join(f"- {line}" for line in (*entry["questions"], *entry["ecologie"]))
            body = re.sub(r"\{\{.*?\}\}", "", text)
            page = f"# {entry['titre']}\n\n> {entry['officiel']}\n\n{entry['en_bref']}\n\n{body}\n\n{lists}\n"
            write(folder / "docs" / code / f"defis/{number:02}.md", page)


def measure(make, entries: int) -> tuple[int, float]:
    """Pages built and seconds taken."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, entries)
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet"],
            cwd=folder, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        return len(list((folder / "site").rglob("index.html"))), time.perf_counter() - start


def main() -> None:
    print(f"{'entries':>8} {'ours, pages/s':>16} {'stock, pages/s':>16} {'ratio':>7}")
    for entries in [int(argument) for argument in sys.argv[1:]] or [24, 60, 96]:
        rates = [pages / seconds for pages, seconds in (measure(make, entries) for make in (ours, stock))]
        print(f"{entries:>8} {rates[0]:>16.0f} {rates[1]:>16.0f} {rates[0] / rates[1]:>7.1f}")


if __name__ == "__main__":
    main()
