"""The projects that are built: this one, and corpora of any size, for our generator and for stock Material."""

from __future__ import annotations

import compileall
import itertools
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.support.projects import CODE, ROOT, SWAPPED, TEMPLATES, copy_parts

# Two-letter languages that Material and Babel both have: Material has no interface words for
# Breton and Occitan, and stops. The first is the default one.
LANGUAGES = (
    *("fr", "en", "de", "es", "it", "ca", "eu", "ar", "pt", "nl"),
    *("pl", "ro", "sv", "da", "fi", "cs", "sk", "hu", "el", "bg", "hr", "sl", "et", "lv"),
)
# The ids of entries have two digits or three.
LARGEST = 999


@dataclass(frozen=True)
class Size:
    """A number of entries, and of languages that each is written in."""

    entries: int
    languages: int

    def __str__(self) -> str:
        return f"{self.entries}x{self.languages}"


Maker = Callable[[Path], None]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _copy(folder: Path, *names: str) -> None:
    """Copy parts of the project, its code compiled: what is installed beside it is."""
    copy_parts(ROOT, folder, *names)
    compileall.compile_dir(folder / "macros", quiet=1)


def project(folder: Path) -> None:
    """This project, as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    _copy(folder, CODE, TEMPLATES, *SWAPPED)


def _strategy(entries: int) -> tuple[dict[str, Any], list[str]]:
    """The project's data grown or cut to a number of défis, and the prose of each."""
    data = yaml.load((ROOT / "data/defis.yaml").read_bytes(), yaml.CSafeLoader)
    sources = data["defis"]
    defis, prose = [], []
    for number, source in zip(range(1, entries + 1), itertools.cycle(sources), strict=False):
        name = source["id"].removeprefix("defi-")
        text = (ROOT / f"docs/fr/defis/{name}.md").read_text("utf-8")
        # Links between pages go to the home page: the others are not in the corpus.
        text = re.sub(r"\]\([^)]*\)", "](../index.md)", text)
        defis.append({**source, "id": f"defi-{number:02}", "lies": []})
        prose.append(text.replace(source["id"], f"defi-{number:02}"))
    return {**data, "defis": defis, "actions": [], "errata": []}, prose


def _i18n(languages: int) -> dict[str, Any]:
    codes = LANGUAGES[:languages]
    return {
        "docs_structure": "folder",
        "languages": [{"locale": code, "name": code, "build": True, "default": code == codes[0]} for code in codes],
    }


def ours(size: Size) -> Maker:
    """A project of ours: in each language a home page, a page an axis, a page an entry with its prose, and search.

    The prose is the French one in every language: its length is what costs time.
    """

    def make(folder: Path) -> None:
        data, prose = _strategy(size.entries)
        _copy(folder, CODE, TEMPLATES)
        (folder / "translations").mkdir()
        for name in ("reglages.yaml", "sources.yaml", "vocabulaire.yaml"):
            write(folder / "data" / name, (ROOT / "data" / name).read_text("utf-8"))
        # The map of so many entries is heavier than a page may be: speed alone is measured here.
        limits = {"octets": 10**9, "requetes": 3, "elements": 10**9}
        write(folder / "data/budget.yaml", yaml.safe_dump({"pages": [{"id": "x", "titre": "x", "limites": limits}]}))
        write(folder / "data/defis.yaml", json.dumps(data, ensure_ascii=False))
        write(folder / "mkdocs.yml", _our_settings(size.languages))
        for code in LANGUAGES[: size.languages]:
            for path, text in _our_pages(data, prose):
                write(folder / "docs" / code / path, text)

    return make


def _our_settings(languages: int) -> str:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    settings = yaml.safe_load(re.sub(r"!ENV.*", "https://example.test/", text))
    plugin = next(plugin for plugin in settings["plugins"] if "i18n" in plugin)
    plugin["i18n"] |= _i18n(languages)
    return yaml.safe_dump(settings)


def _our_pages(data: dict[str, Any], prose: list[str]) -> Iterator[tuple[str, str]]:
    yield "index.md", "---\ntitle: Accueil\ndescription: Accueil\n---\n\n{{ map() }}\n"
    # Stock Material has a search index in these corpora, so ours has one: this page is what asks for it.
    yield "recherche.md", "---\ntitle: Rechercher\ndescription: Rechercher\n---\n\n{{ search() }}\n"
    for axe in data["axes"]:
        calls = (f'{{{{ {name}("{axe["id"]}") }}}}\n' for name in ("opening", "sections"))
        yield f"axes/{axe['id'][-1]}.md", "\n".join(calls)
    for number, text in enumerate(prose, 1):
        yield f"defis/{number:02}.md", text


def stock(size: Size, words: int | None = None) -> Maker:
    """Stock Material with the same i18n plugin and entries; what our macros put in is written as Markdown.

    Each page has `words` words, its text being cut or repeated; by default, its own text.
    """

    def make(folder: Path) -> None:
        settings = {
            "site_name": "Bench",
            "site_url": "https://example.test/",
            "theme": {"name": "material", "font": False},
            "plugins": ["search", {"i18n": _i18n(size.languages)}],
            "markdown_extensions": ["attr_list", "tables"],
        }
        write(folder / "mkdocs.yml", yaml.safe_dump(settings))
        pages = dict(_stock_pages(*_strategy(size.entries)))
        for code in LANGUAGES[: size.languages]:
            for path, text in pages.items():
                write(folder / "docs" / code / path, resized(text, words) if words else text)

    return make


def _stock_pages(data: dict[str, Any], prose: list[str]) -> Iterator[tuple[str, str]]:
    """The same pages as ours, but for search, which is in each of Material's."""
    yield "index.md", "# Accueil\n\n" + "".join(f"- {entry['titre']}\n" for entry in data["defis"])
    for axe in data["axes"]:
        yield f"axes/{axe['id'][-1]}.md", f"# {axe['officiel']}\n\n{axe['en_bref']}\n"
    for number, (entry, text) in enumerate(zip(data["defis"], prose, strict=True), 1):
        yield f"defis/{number:02}.md", _stock_entry(entry, text)


def _stock_entry(entry: dict[str, Any], prose: str) -> str:
    lists = "\n".join(f"- {line}" for line in (*entry["questions"], *entry["ecologie"]))
    body = re.sub(r"\{\{.*?\}\}", "", prose)
    return f"# {entry['titre']}\n\n> {entry['officiel']}\n\n{entry['en_bref']}\n\n{body}\n\n{lists}\n"


def size_of(pages: int, languages: int) -> Size:
    """The size of stock's corpus of so many pages, home pages and axes counted."""
    others = sum(not path.startswith("defis/") for path, _ in _stock_pages(*_strategy(1)))
    return Size(pages // languages - others, languages)


def resized(markdown: str, words: int) -> str:
    """Markdown of whole blocks, cut or repeated from its beginning until it has at least so many words."""
    blocks: list[str] = []
    for block in itertools.cycle(re.split(r"\n{2,}", markdown.strip())):
        if words <= 0:
            break
        blocks.append(block)
        words -= len(block.split())
    return "\n\n".join(blocks) + "\n"


def pages_of(site: Path) -> list[Path]:
    """The pages of a built site."""
    return sorted(site.rglob("index.html"))


def words_a_page(site: Path) -> int:
    """The mean number of words in the main part of the pages of a built site."""
    counts = []
    for path in pages_of(site):
        _, start, main = path.read_text("utf-8").partition("<main")
        counts.append(len(re.sub(r"<[^>]*>", " ", start + main.partition("</main>")[0]).split()))
    return round(sum(counts) / len(counts))
