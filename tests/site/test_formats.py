"""Every form of the site says the same: facts drawn at random from the data are looked for in each of them."""

from __future__ import annotations

import csv
import html
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import html5lib
import odf.opendocument
import odf.table
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import SKOS

from macros.publish import takeaway
from macros.publish.takeaway import epub
from macros.source.ids import page_of
from macros.source.schema import Defi
from tests.support.projects import SITE_URL
from tests.support.strategy import DATA
from tests.support.translating import translated

OWN = Namespace(f"{SITE_URL}data/v1/strategie.ttl#")
ENTRIES = (*DATA.strategy.defis, *DATA.strategy.actions)
FIELDS = ("officiel", "titre", "en_bref", "question", "ecologie")
# Every short text of these is there in both.
CODES = ("fr", "en")


@dataclass(frozen=True)
class Fact:
    """What the data says of an entry in a language: a field, and for a question its place."""

    code: str
    entry: str
    field: str
    place: int = 0

    @property
    def folder(self) -> str:
        return "" if self.code == "fr" else f"{self.code}/"

    @property
    def said(self) -> str:
        """The text, from the editors' files themselves."""
        entry = DATA.entries[self.entry]
        if self.field in ("question", "ecologie"):
            leaf = getattr(entry, {"question": "questions"}.get(self.field, self.field))[self.place]
        else:
            leaf = getattr(entry, self.field)
        return str(leaf) if self.code == "fr" or self.field == "officiel" else translated(self.code, leaf.context)


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    entry, code, field = draw(st.sampled_from(ENTRIES)), draw(st.sampled_from(CODES)), draw(st.sampled_from(FIELDS))
    if not isinstance(entry, Defi) and field in ("question", "ecologie"):
        field = "titre"
    many = {"question": "questions", "ecologie": "ecologie"}.get(field)
    place = draw(st.integers(0, len(getattr(entry, many)) - 1)) if many else 0
    return Fact(code, entry.id, field, place)


def plain(text: str) -> str:
    """A text without what a form of it may set otherwise: white space, apostrophes, marks of direction."""
    return re.sub(r"[\s\u2066-\u2069]", "", text).replace("'", "’")


@cache
def read(path: Path) -> str:
    return path.read_text("utf-8")


def in_json(site: Path, fact: Fact) -> str:
    kind = {"defi": "defis", "action": "actions"}[fact.entry.partition("-")[0]]
    whole = json.loads(read(site / f"data/v1/{fact.code}/strategie.json"))
    alone = json.loads(read(site / f"data/v1/{fact.entry}.json"))
    (listed,) = (entry for entry in whole[kind] if entry["id"] == fact.entry)
    found = [_field(entry, fact) for entry in (listed, alone)]
    assert found[0] == found[1]
    return found[0]


def _field(entry: dict, fact: Fact) -> str:
    code = "fr" if fact.field == "officiel" else fact.code
    value = entry[{"question": "questions"}.get(fact.field, fact.field)]
    return str((value[fact.place] if isinstance(value, list) else value)[code])


def _cell(rows: list[dict[str, str]], fact: Fact) -> str:
    if fact.field in ("question", "ecologie"):
        name, rank = {"question": "questions"}.get(fact.field, fact.field), str(fact.place + 1)
        return next(r["texte"] for r in rows if (r["defi"], r["champ"], r["rang"]) == (fact.entry, name, rank))
    return next(row[fact.field] for row in rows if row["id"] == fact.entry)


def _table(fact: Fact) -> str:
    return "questions" if fact.field in ("question", "ecologie") else f"{fact.entry.partition('-')[0]}s"


def in_csv(site: Path, fact: Fact) -> str:
    return _cell(list(csv.DictReader(read(site / f"data/v1/{fact.code}/{_table(fact)}.csv").splitlines())), fact)


@cache
def _sheets(path: Path) -> dict[str, list[dict[str, str]]]:
    found = {}
    for sheet in odf.opendocument.load(str(path)).getElementsByType(odf.table.Table)[1:]:
        lines = [
            [str(cell) for cell in row.getElementsByType(odf.table.TableCell)]
            for row in sheet.getElementsByType(odf.table.TableRow)
        ]
        found[sheet.getAttribute("name")] = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    return found


def in_spreadsheet(site: Path, fact: Fact) -> str:
    return _cell(_sheets(site / f"data/v1/{fact.code}/tables-{fact.code}.ods")[_table(fact)], fact)


@cache
def _graph(path: Path) -> Graph:
    return Graph().parse(path)


def in_skos(site: Path, fact: Fact) -> str:
    names = {"officiel": OWN.formulationOfficielle, "titre": SKOS.prefLabel, "en_bref": SKOS.definition}
    if fact.field not in names:
        return fact.said
    concept = URIRef(f"{SITE_URL}{page_of(fact.entry).removesuffix('.md')}/")
    found = _graph(site / "data/v1/strategie.ttl").objects(concept, names[fact.field])
    code = "fr" if fact.field == "officiel" else fact.code
    return next(str(text) for text in found if text.language == code)


def beside(site: Path, fact: Fact, name: str) -> str:
    return read(site / fact.folder / page_of(fact.entry).removesuffix(".md") / name)


def _of_html(text: str) -> str:
    return "".join(html5lib.parse(text, namespaceHTMLElements=False).itertext())


def in_markdown(site: Path, fact: Fact) -> str:
    return _of_html(MarkdownIt("commonmark").render(beside(site, fact, "index.md")))


def in_page_json(site: Path, fact: Fact) -> str:
    values = json.loads(beside(site, fact, "index.json"))
    parts = "\n\n".join(part["texte"] for part in values["parties"])
    return values["titre"] + values["officiel"]["fr"] + _of_html(MarkdownIt("commonmark").render(parts))


def in_page(site: Path, fact: Fact) -> str:
    return _of_html(beside(site, fact, "index.html"))


@pytest.fixture(scope="session")
def books(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """The chapters of the EPUB of each language, by their files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", SITE_URL)
        patch.setenv("LANGS", ",".join(CODES))
        folder = tmp_path_factory.mktemp("books")
        (folder / "overrides").symlink_to(site.parent / "overrides")
        written = epub.make(replace(takeaway.begin(site.parent), root=folder))
    found = {}
    for path in written:
        with zipfile.ZipFile(path) as book:
            texts = {name: book.read(name).decode() for name in book.namelist() if name.endswith("xhtml")}
        found[path.stem.rpartition("-")[2]] = {name: _of_xml(text) for name, text in texts.items()}
    return found


def _of_xml(text: str) -> str:
    return html.unescape("".join(ET.fromstring(text).itertext()))  # noqa: S314 (our own file)


FORMS: dict[str, Callable[[Path, Fact], str]] = {
    "JSON": in_json, "CSV": in_csv, "ods": in_spreadsheet, "SKOS": in_skos,
    "Markdown": in_markdown, "JSON of the page": in_page_json, "page": in_page,
}  # fmt: skip


def test_every_form_says_what_the_data_says(site: Path, books: dict[str, dict[str, str]]) -> None:
    @settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(facts())
    def agrees(fact: Fact) -> None:
        said = plain(fact.said)
        for name, form in FORMS.items():
            found = plain(form(site, fact))
            assert found == said if name in ("JSON", "CSV", "ods", "SKOS") else said in found, (name, fact)
        chapter = books[fact.code][f"EPUB/{page_of(fact.entry).removesuffix('.md').replace('/', '-')}.xhtml"]
        assert said in plain(chapter), ("EPUB", fact)

    agrees()


def test_a_form_that_said_otherwise_would_be_found(site: Path) -> None:
    fact = Fact("en", "defi-07", "question", 1)
    other = replace(fact, place=2)
    assert all(plain(fact.said) not in plain(FORMS[name](site, other)) for name in ("JSON", "CSV", "ods"))
