"""The strategy as open data: JSON, tables, SKOS, and the catalogue that describes them all.

A plain library: it takes the project and gives files; the build writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic_core import to_json

from macros.publish.opendata import datapackage, index, rows, spreadsheet, strategy, tables
from macros.publish.opendata.formats import format_of, word_of
from macros.publish.opendata.published_site import CATALOGUE, CONCEPTS, FOLDER, TERMINOLOGY, PublishedSite
from macros.publish.opendata.records.files import EntryFile, WholeFile, json_schema
from macros.publish.opendata.records.values import Text
from macros.site.assets import Asset
from macros.site.shell import ICON, POLICY
from macros.site.site import Site
from macros.source.address import HOME

# What a browser shows of the folder.
PAGE = f"{FOLDER}index.html"


def files(site: PublishedSite, others: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every file of the data, by its path from the data's folder (`fr/defis.csv`), those made elsewhere among them."""
    # RDF's library takes a while to load: a build that makes no data does without.
    from macros.publish.opendata import dcat, rdf

    codes = tuple(site.languages)
    found, entries = _in_every_language(site, codes, others)
    for code in codes:
        whole = strategy.whole_file(site, (code,)).model_dump()
        found |= {f"{code}/{name}": content for name, content in _in_language(site, whole, code).items()}
        entries |= {f"{code}/{name}": content for name, content in _entries(site, whole)}
    # Sources are in no language.
    documents = [source["url"] for source in whole["sources"] if source["id"] in whole["document"]["liens"]]
    sizes = {path: len(content) for path, content in found.items()}
    found[CATALOGUE] = rdf.turtle(dcat.catalogue(site, codes, documents, sizes)).encode()
    for name, kind in (
        (strategy.STRATEGY_SCHEMA, WholeFile),
        (strategy.ENTRY_SCHEMA, EntryFile),
    ):
        found[name] = _json(json_schema(kind, site.file(name)))
    found |= entries
    return found | {index.INDEX: _json(index.index(site, found))}


def _in_every_language(
    site: PublishedSite, codes: tuple[str, ...], others: Mapping[str, bytes]
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The strategy in every language at once, with `others`, and the file of each entry. The rest is let go."""
    from macros.publish.opendata import rdf, skos

    whole = strategy.whole_file(site, codes).model_dump()
    found: dict[str, bytes] = {"strategie.json": _json(whole), **_terminology(site, whole), **others}
    found[index.CHANGES] = _json(index.changes(site))
    entries = dict(_entries(site, whole))
    graph = skos.concepts(site, whole)
    found[CONCEPTS] = rdf.turtle(graph).encode()
    found[CONCEPTS.replace(".ttl", ".jsonld")] = _json(rdf.json_ld(graph, skos.CONTEXT))
    return found, entries


def _entries(site: PublishedSite, whole: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """The file of each entry, by its name."""
    return ((f"{id}.json", _json(entry)) for id, entry in strategy.entry_files(site, whole))


def _in_language(site: PublishedSite, whole: Mapping[str, Any], code: str) -> dict[str, bytes]:
    """The strategy in one language alone, and its tables, from that language's folder."""
    found = {"strategie.json": _json(whole)}
    lines = {table.name: list(rows.lines(table, whole, code)) for table in tables.TABLES}
    found |= {f"{name}.csv": rows.csv_file(table).encode() for name, table in lines.items()}
    sizes = {table.name: len(found[f"{table.name}.csv"]) for table in tables.TABLES}
    title, description, rights = _described(site, code)
    described = title, f"{description} {rights}"
    descriptor = datapackage.package(site.licence, whole, f"strategie-{code}", site.languages[code], described, sizes)
    book = spreadsheet.workbook(site, lines, code, title, rights)
    return {spreadsheet.name_of(code): book, **found, "datapackage.json": _json(descriptor)}


def _terminology(site: PublishedSite, whole: Mapping[str, Any]) -> dict[str, bytes]:
    """What the terms are in every language, as one table, and what describes it."""
    table = rows.csv_file(rows.lines(tables.TERMINOLOGY, whole, "")).encode()
    sizes, language = {tables.TERMINOLOGY.name: len(table)}, site.languages[site.project.default]
    title, description, rights = _described(site, language.code)
    described = title, f"{description} {rights}"
    descriptor = datapackage.package(
        site.licence, whole, "terminologie", language, described, sizes, [tables.TERMINOLOGY]
    )
    return {TERMINOLOGY: table, "datapackage.json": _json(descriptor)}


def _described(site: PublishedSite, code: str) -> list[str]:
    """The title of the data in a language, its description, and what its licence covers."""
    words = [strategy.words(site, key, (code,)) for key in ("data-title", "data-description")]
    return [_in(each) for each in (*words, strategy.rights(site, (code,)))]


@dataclass(frozen=True)
class Offered:
    """A file for a reader to take: its path from the data's folder, its format, its bytes.

    `others` counts the files like it, where one stands for many; `size` is then all of theirs.
    """

    path: str
    format: str
    size: int
    others: int = 0

    @property
    def word(self) -> str:
        """The word that tells what it holds."""
        return "file-entry" if self.others else word_of(self.path)


def offered(content: Mapping[str, bytes], code: str) -> Iterator[Offered]:
    """What to offer readers of a language: the files in their own, then those of every language."""
    for folder in (f"{code}/", ""):
        yield from _of_folder(content, folder)


def _of_folder(content: Mapping[str, bytes], folder: str) -> Iterator[Offered]:
    names = [path for path in content if path.startswith(folder) and "/" not in path.removeprefix(folder)]
    entries = [path for path in names if re.fullmatch(r"[a-z]+(-\d+)+\.json", path.removeprefix(folder))]
    for path in names:
        if path not in entries:
            yield Offered(path, format_of(path).name, len(content[path]))
    if entries:
        size = sum(len(content[path]) for path in entries)
        yield Offered(entries[0], format_of(entries[0]).name, size, len(entries))


def page(site: Site, stylesheet: Asset) -> tuple[str, str]:
    """What a browser shows of the folder of the data: its place from the site's root, and its HTML."""
    content, published = site.data_files, PublishedSite(site)
    # It stands in a folder of no language; its words are the default one's.
    home = site.view(HOME, site.project.default)
    view = replace(home, address=home.address._replace(path=f"{FOLDER}index.md"))
    names = {
        "site": site,
        "policy": POLICY,
        "icon": ICON,
        "stylesheet": stylesheet,
        "folder": FOLDER,
        "folders": {code: list(_of_folder(content, f"{code}/" if code else "")) for code in ("", *published.languages)},
        "editions": list(index.editions(published)),
    }
    return PAGE, site.templates.get_template("data_index.html").render(view.context | names)


def _in(text: Text) -> str:
    """The words of a text that is in one language."""
    return next(iter(text.root.values()))


def _json(value: Any) -> bytes:
    return to_json(value, indent=1) + b"\n"
