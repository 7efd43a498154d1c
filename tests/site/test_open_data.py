"""The open data of the built sites, read with other people's parsers: complete, true, marked, linked."""

from __future__ import annotations

import csv
import hashlib
import itertools
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import frictionless
import html5lib
import odf.opendocument
import odf.table
import py3langid
import pytest
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from odf import grammar
from rdflib import Graph, Literal, URIRef
from rdflib import namespace as ns
from rdflib.compare import isomorphic

from macros.building import begin
from macros.source.settings import Settings
from tests.support.git import commit, git
from tests.support.pages import LANGUAGES, parsed
from tests.support.projects import REFERENCE, SITE_URL, build, run
from tests.support.strategy import DATA, PRINTED, corrected
from tests.support.translating import messages

COUNTS = {"axes": 4, "sections": 17, "defis": 24, "actions": 8}
# What is no concept of the vocabulary.
UNNAMED = ("sources", "errata", "obligations", "textes", "cas")
PREFIXES = {"axes": "axe-", "sections": "section-", "defis": "defi-", "actions": "action-"}


MINISTRY = URIRef(DATA.sources[DATA.strategy.strategie.liens[0]].url)


def own(name: str) -> URIRef:
    """What the file of the concepts names itself."""
    return URIRef(f"{SITE_URL}data/v1/strategie.ttl#{name}")


def data_of(site: Path) -> Path:
    return site / "data" / "v1"


@cache
def read_json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


@cache
def graph(path: Path) -> Graph:
    return Graph().parse(path, format="json-ld" if path.suffix == ".jsonld" else "turtle")


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table, every one as wide as its header."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file, strict=True)
    assert {len(line) for line in lines} <= {len(header)}, path
    return [dict(zip(header, line, strict=True)) for line in lines]


def local(site: Path, address: str) -> Path:
    """The built file at an address of the site."""
    assert address.startswith(SITE_URL), address
    path = site / urldefrag(address).url.removeprefix(SITE_URL)
    return path / "index.html" if path.is_dir() else path


def folders(site: Path) -> list[str]:
    return read_json(data_of(site) / "strategie.json")["langues"]


def json_files(site: Path) -> list[Path]:
    found = [path for path in data_of(site).rglob("*.json") if "$schema" in read_json(path)]
    return [path for path in found if path.name.count(".") == 1 and path.name != "datapackage.json"]


def texts(value: Any) -> Iterator[tuple[str, str]]:
    """Every text of a JSON file with its language, as the file says it."""
    if isinstance(value, dict):
        if value and all(re.fullmatch("[a-z]{2}", key) for key in value):
            yield from value.items()
        else:
            for key, item in value.items():
                if key not in ("adresses", "droits"):
                    yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


# JSON


@cache
def validator(site: Path, name: str) -> Draft202012Validator:
    schema = read_json(data_of(site) / name)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def test_every_json_file_follows_the_schema_it_names(any_site: Path) -> None:
    files = json_files(any_site)
    entries = len(list(data_of(any_site).glob("*-*.json")))
    assert len(files) == (entries + 1) * (len(folders(any_site)) + 1)
    for path in files:
        schema = local(any_site, read_json(path)["$schema"])
        validator(any_site, schema.name).validate(read_json(path))
        assert read_json(schema)["$id"] == read_json(path)["$schema"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda defi: defi.pop("ecologie"),
        lambda defi: defi.update(titre="Un titre sans langue"),
        lambda defi: defi["titre"].update({"Français": "x"}),
        lambda defi: defi.update(id="7"),
        lambda defi: defi.update(version="2"),
    ],
)
def test_schema_refuses_what_the_format_does_not_allow(spoil, site: Path) -> None:
    defi = json.loads((data_of(site) / "defi-07.json").read_text("utf-8"))
    spoil(defi)
    with pytest.raises(ValidationError):
        validator(site, "entree.schema.json").validate(defi)


def test_an_entry_alone_says_what_the_whole_says(any_site: Path) -> None:
    for folder in ("", *folders(any_site)):
        whole = read_json(data_of(any_site) / folder / "strategie.json")
        sources = {source["id"]: source for source in whole["sources"]}
        for kind in PREFIXES:
            for entry in whole[kind]:
                alone = read_json(data_of(any_site) / folder / f"{entry['id']}.json")
                assert {key: alone[key] for key in entry} == entry
                assert alone["langues"] == whole["langues"]
                named = [*entry.get("ressources", []), *(item["source"] for item in entry.get("suivi", []))]
                assert alone["sources"] == [sources[name] for name in dict.fromkeys(named)]


def test_every_field_of_the_data_is_published(site: Path) -> None:
    whole = read_json(data_of(site) / "fr" / "strategie.json")
    for defi, published in zip(DATA.strategy.defis, whole["defis"], strict=True):
        for name, value in defi.model_dump().items():
            plain = [item["id"] for item in value] if name == "lies" else value
            found = published[name]
            if isinstance(found, dict):
                found = found["fr"]
            elif name == "lies":
                found = [item["id"] for item in found]
            elif name in ("questions", "ecologie"):
                found = [item["fr"] for item in found]
            assert found == (list(plain) if isinstance(plain, tuple) else plain), (defi.id, name)


def test_nothing_that_version_1_promised_is_gone(site: Path) -> None:
    promised = (REFERENCE / "open_data_v1.txt").read_text("utf-8").splitlines()
    schemas = [read_json(data_of(site) / name) for name in ("strategie.schema.json", "entree.schema.json")]
    kinds = {name: kind for schema in schemas for name, kind in schema["$defs"].items()} | {
        "strategie.json": schemas[0]
    }
    for line in filter(lambda line: ":" in line and not line.startswith("#"), promised):
        name, _, fields = line.partition(": ")
        if name.endswith(".csv"):
            path = data_of(site) / name
            with (path if path.exists() else path.parent / "fr" / name).open(encoding="utf-8", newline="") as file:
                found = set(next(csv.reader(file)))
        else:
            found = set(kinds[name]["properties"])
            assert found == set(kinds[name]["required"]), f"{name}: every field is always there"
        assert set(fields.split()) <= found, name


# What agrees


def test_json_tables_rdf_and_yaml_count_the_same(site: Path) -> None:
    concepts = graph(data_of(site) / "strategie.ttl")
    notations = [str(notation) for notation in concepts.objects(None, ns.SKOS.notation)]
    yaml = {
        "themes": len(DATA.themes),
        "publics": len(DATA.publics),
        "glossaire": len(DATA.terms),
        "cas": len(DATA.cases),
        "sources": len(DATA.sources),
        "errata": len(DATA.strategy.errata),
        "obligations": len(DATA.law.obligations),
        "textes": len(DATA.law.textes),
        **COUNTS,
    }
    assert folders(site) == LANGUAGES
    for folder in ("", *LANGUAGES):
        whole = read_json(data_of(site) / folder / "strategie.json")
        assert {kind: len(whole[kind]) for kind in yaml} == yaml
    for folder in LANGUAGES:
        assert {kind: len(rows(data_of(site) / folder / f"{kind}.csv")) for kind in yaml} == yaml
        assert len(rows(data_of(site) / folder / "questions.csv")) == sum(
            len(defi.questions) + len(defi.ecologie) for defi in DATA.strategy.defis
        )
    for kind, count in COUNTS.items():
        assert sum(notation.startswith(PREFIXES[kind]) for notation in notations) == count
        (collection,) = [c for c in concepts.subjects(ns.RDF.type, ns.SKOS.Collection) if str(c).endswith(f"#{kind}")]
        assert len(list(concepts.objects(collection, ns.SKOS.member))) == count
    assert len(notations) == len(set(notations)) == sum(yaml[kind] for kind in yaml.keys() - {*UNNAMED})


def test_tables_say_what_json_says(any_site: Path) -> None:
    for folder in folders(any_site):
        whole = read_json(data_of(any_site) / folder / "strategie.json")
        for kind in ("axes", "sections", "defis", "actions", "themes", "publics", "glossaire", "cas", "sources"):
            for row, thing in zip(rows(data_of(any_site) / folder / f"{kind}.csv"), whole[kind], strict=True):
                for name in row.keys() - {"non_traduits", "formes", "origine", "relu_par"}:
                    value = thing[name]
                    if isinstance(value, dict):
                        value = next(iter(value.values()), "")
                    expected = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
                    assert row[name] == expected, (kind, name)
                if kind == "sources":
                    continue
                told = [state for state in thing.get("provenance", ()) if state["champ"] == "*"]
                assert [row["origine"]] * len(told) == [state["origine"] for state in told]
        pairs = {(defi["id"], theme) for defi in whole["defis"] for theme in defi["themes"]}
        listed = [(row["defi"], row["theme"]) for row in rows(data_of(any_site) / folder / "defis_themes.csv")]
        assert sorted(pairs) == sorted(listed)


def test_official_wordings_are_the_source_s_in_every_form(site: Path) -> None:
    concepts = graph(data_of(site) / "strategie.ttl")
    by_notation = {str(notation): concept for concept, notation in concepts.subject_objects(ns.SKOS.notation)}
    printed = {entry: corrected(entry, text) for _, entry, text in PRINTED if not entry.startswith("groupe-")}
    assert len(printed) == sum(COUNTS.values())
    for folder in ("", *LANGUAGES):
        whole = read_json(data_of(site) / folder / "strategie.json")
        found = {entry["id"]: entry["officiel"] for kind in COUNTS for entry in whole[kind]}
        assert found == {entry: {"fr": text} for entry, text in printed.items()}
        for kind in COUNTS:
            for entry in whole[kind]:
                assert set(entry["traduction_non_officielle"]) == set(whole["langues"]) - {"fr"}
        assert [name["officiel"]["fr"] for name in whole["groupes"]["noms"]] == list(DATA.strategy.groupes.noms)
    for folder in LANGUAGES:
        for kind in COUNTS:
            for row in rows(data_of(site) / folder / f"{kind}.csv"):
                assert row["officiel"] == printed[row["id"]]
    for entry, text in printed.items():
        said = list(concepts.objects(by_notation[entry], own("formulationOfficielle")))
        assert [(str(each), each.language) for each in said] == [(text, "fr")]
        translations = list(concepts.objects(by_notation[entry], own("traductionNonOfficielle")))
        assert {each.language for each in translations} == set(LANGUAGES) - {"fr"}
        (wording,) = concepts.objects(by_notation[entry], ns.PROV.wasDerivedFrom)
        assert [str(each) for each in concepts.objects(wording, ns.RDF.value)] == [text]
        assert (wording, ns.PROV.wasQuotedFrom, MINISTRY) in concepts
        assert concepts.value(wording, ns.DC.creator).toPython() == DATA.strategy.strategie.editeur
        assert re.fullmatch(r"p\. \d+", str(concepts.value(wording, ns.DCTERMS.bibliographicCitation)))
        assert (wording, ns.DCTERMS.license, None) not in concepts, "no licence is claimed"


def test_only_what_the_ministry_wrote_is_said_to_come_from_it(site: Path) -> None:
    concepts = graph(data_of(site) / "strategie.ttl")
    theirs = set(concepts.subjects(ns.DCTERMS.source, None)) | set(concepts.subjects(ns.DCTERMS.rights, None))
    for concept, notation in concepts.subject_objects(ns.SKOS.notation):
        official = re.match(r"(axe|section|defi|action)-", str(notation)) is not None
        assert (concept in theirs) == official, notation
        labels = [*concepts.objects(concept, ns.SKOS.altLabel)]
        assert not official or labels == [], "whole sentences are no labels"


# Languages


@cache
def translations(code: str) -> set[str]:
    """Every text of a language's catalogues, without the marks that translators write."""
    return set(messages(code).values())


def test_a_text_tagged_with_a_language_comes_from_its_catalogue(site: Path) -> None:
    seen = 0
    for path in json_files(site):
        whole = read_json(path)
        # Titles of sources are quoted in their own language.
        quoted = {words for source in whole["sources"] for words in source["titre"].values()}
        for code, text in texts(whole):
            if code != "fr" and text not in quoted:
                assert text in translations(code), (path, code, text)
                seen += 1
    assert seen > 10_000
    for name in ("strategie.ttl", "strategie.jsonld"):
        for concept, predicate, text in graph(data_of(site) / name):
            code = getattr(text, "language", None)
            # Titles of the data name the site.
            if code and code != "fr" and predicate != ns.DCTERMS.title and concept != own("strategie"):
                assert str(text) in translations(code), (concept, code, text)


def test_texts_are_in_the_language_they_are_tagged_with(site: Path) -> None:
    concepts = graph(data_of(site) / "strategie.ttl")
    for code in LANGUAGES:
        words = " ".join(str(text) for text in concepts.objects(None, ns.SKOS.definition) if text.language == code)
        assert len(words) > 5000, code
        assert py3langid.classify(words)[0] == code
        table = rows(data_of(site) / code / "defis.csv")
        assert py3langid.classify(" ".join(row["en_bref"] + row["simple"] for row in table))[0] == code
        assert py3langid.classify(" ".join(row["officiel"] for row in table))[0] == "fr"


def test_what_is_not_translated_is_marked_in_every_form(mini: Path) -> None:
    catalogue = mini / "translations" / "fr.po"
    text = catalogue.read_text("utf-8")
    blank, count = re.subn(
        r'(msgctxt "term\.score\.definition"\nmsgid (?:".*"\n)+)msgstr (?:".*"\n)+', '\\1msgstr ""\n', text
    )
    assert count == 1
    catalogue.write_text(blank, "utf-8")
    # Without a home page, Arabic is not offered to readers.
    (mini / "docs" / "ar" / "index.md").unlink()
    data = data_of(build(mini))
    english = "The written music from which an orchestra plays."
    whole, alone = read_json(data / "strategie.json"), read_json(data / "fr" / "strategie.json")
    definitions = [{t["id"]: t["definition"] for t in each["glossaire"]}["score"] for each in (whole, alone)]
    assert definitions == [{"en": english}, {"en": english}]
    row = next(row for row in rows(data / "fr" / "glossaire.csv") if row["id"] == "score")
    assert (row["definition"], row["non_traduits"]) == (english, "definition")
    assert {row["non_traduits"] for row in rows(data / "en" / "glossaire.csv")} == {""}
    concepts = graph(data / "strategie.ttl")
    concept = URIRef(f"{SITE_URL}data/v1/strategie.ttl#terme-score")
    assert [(d.language, str(d)) for d in concepts.objects(concept, ns.SKOS.definition)] == [("en", english)]
    assert {label.language for label in concepts.objects(concept, ns.SKOS.prefLabel)} == {"en", "fr"}
    assert whole["langues"] == ["en", "fr"]
    assert not (data / "ar").exists()
    assert not [text for _, _, text in concepts if getattr(text, "language", None) == "ar"]


# What is new


def test_index_tells_each_file_from_what_it_was(any_site: Path) -> None:
    index = read_json(data_of(any_site) / "index.json")
    files = {path for path in data_of(any_site).rglob("*") if path.is_file()}
    listed = {local(any_site, each["adresse"]): each for each in index["fichiers"]}
    assert files - set(listed) == {data_of(any_site) / "index.json", data_of(any_site) / "index.html"}
    for path, each in listed.items():
        assert each["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert each["octets"] == path.stat().st_size
        assert path == data_of(any_site) / each["chemin"]
    linked = {link.get("href") for link in parsed(data_of(any_site) / "index.html").iter("a")}
    assert {f"{code}/defis.csv" for code in folders(any_site)} <= linked


def test_every_form_says_when_the_data_changed(mini: Path) -> None:
    commit(mini)
    git(mini, "tag", "v1.0.0")
    path = mini / "data" / "defis.yaml"
    path.write_text(path.read_text("utf-8").replace("Borrow before buying", "Borrow first"), "utf-8")
    git(mini, "commit", "-q", "-a", "-m", "Borrow first", date="2026-02-03T12:00:00+00:00")
    data = data_of(build(mini, REPO_URL="https://example.org/mini"))
    index, whole, changes = (read_json(data / name) for name in ("index.json", "strategie.json", "changements.json"))
    assert index["mise_a_jour"] == whole["mise_a_jour"] == changes["mise_a_jour"] == "2026-02-03"
    assert index["edition"] == whole["edition"]
    release = {"etiquette": "v1.0.0", "date": "2026-01-01", "adresse": "https://example.org/mini/releases/tag/v1.0.0"}
    assert index["editions"] == [release]
    (changed,) = (defi for defi in whole["defis"] if defi["titre"]["en"] == "Borrow first")
    assert (changed["cree"], changed["modifie"]) == ("2026-01-01", "2026-02-03")
    assert [(each["date"], each["champs"]) for each in changes["entrees"][changed["id"]]] == [
        ("2026-02-03", ["titre"]), ("2026-01-01", []),
    ]  # fmt: skip
    row = next(row for row in rows(data / "fr" / "defis.csv") if row["id"] == changed["id"])
    assert (row["cree"], row["modifie"]) == ("2026-01-01", "2026-02-03")
    concepts = graph(data / "strategie.ttl")
    assert str(concepts.value(URIRef(changed["url"]), ns.DCTERMS.modified)) == "2026-02-03"
    assert str(concepts.value(own("strategie"), ns.DCTERMS.modified)) == "2026-02-03"
    for package in (data / "datapackage.json", data / "fr" / "datapackage.json"):
        assert read_json(package)["created"] == "2026-02-03T00:00:00Z"


# Addresses


def addresses(site: Path) -> Iterator[str]:
    """Every address of the site that the data names."""
    for path in data_of(site).rglob("*"):
        if path.suffix in (".ttl", ".jsonld"):
            yield from (str(node) for triple in graph(path) for node in triple if isinstance(node, URIRef))
        elif path.is_file() and path.suffix != ".ods":
            yield from re.findall(re.escape(SITE_URL) + r'[^\s",\\]*', path.read_text("utf-8"))


def test_every_address_is_a_built_page_and_a_place_in_it(any_site: Path) -> None:
    ids: dict[Path, set[str]] = {}
    found = {address for address in addresses(any_site) if address.startswith(SITE_URL)}
    assert len(found) > 50
    for address in found:
        path, fragment = local(any_site, address), urldefrag(address).fragment
        assert path.is_file(), address
        if not fragment:
            continue
        if path.suffix == ".ttl":
            assert (URIRef(address), ns.RDF.type, None) in graph(path), address
            continue
        if path not in ids:
            ids[path] = {element.get("id") for element in parsed(path).iter() if element.get("id")}
        assert fragment in ids[path], address


def test_a_concept_is_its_page_in_the_first_language(site: Path) -> None:
    concepts = graph(data_of(site) / "strategie.ttl")
    for folder in ("", *LANGUAGES):
        whole = read_json(data_of(site) / folder / "strategie.json")
        for kind in (*COUNTS, "themes", "publics", "glossaire"):
            for thing in whole[kind]:
                assert (URIRef(thing["url"]), ns.RDF.type, ns.SKOS.Concept) in concepts
                assert list(thing["adresses"]) == whole["langues"]
                assert thing["adresses"].get("fr", thing["url"]) == thing["url"]
    assert (URIRef(f"{SITE_URL}defis/07/"), ns.SKOS.broader, URIRef(f"{SITE_URL}axes/2/#section-2-2")) in concepts


# Tables


def test_tables_are_comma_separated_values_by_the_rules(any_site: Path) -> None:
    tables = list(data_of(any_site).rglob("*.csv"))
    assert len(tables) == 28 * len(folders(any_site)) + 1
    for path in tables:
        content = path.read_bytes()
        assert content.endswith(b"\r\n")
        assert content.count(b"\n") == content.count(b"\r\n"), "RFC 4180 ends lines with CRLF"
        assert not content.startswith(b"\xef\xbb\xbf")
        rows(path)


def test_data_packages_are_valid(any_site: Path) -> None:
    for folder in ("", *folders(any_site)):
        path = data_of(any_site) / folder / "datapackage.json"
        report = frictionless.validate(str(path))
        assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])
        package = read_json(path)
        described = {resource["path"]: resource["bytes"] for resource in package["resources"]}
        assert described == {table.name: table.stat().st_size for table in path.parent.glob("*.csv")}
        for resource in package["resources"]:
            table = rows(path.parent / resource["path"])
            names = [column["name"] for column in resource["schema"]["fields"]]
            assert not table or names == list(table[0])
            assert all(column.get("description") for column in resource["schema"]["fields"])


def test_columns_are_described_in_the_language_of_the_package(site: Path) -> None:
    for code in LANGUAGES:
        resources = read_json(data_of(site) / code / "datapackage.json")["resources"]
        columns = [column["description"] for each in resources for column in each["schema"]["fields"]]
        titles = [each["title"] for each in resources]
        assert py3langid.classify(re.sub("`.*?`", "", " ".join(columns + titles)))[0] == code
        assert {text for text in columns if "{" in text} == set()
        if code != "fr":
            french = read_json(data_of(site) / "fr" / "datapackage.json")["resources"]
            assert not set(titles) & {each["title"] for each in french}


def test_a_spreadsheet_says_what_the_tables_say(any_site: Path) -> None:
    for code in folders(any_site):
        folder = data_of(any_site) / code
        guide, *sheets = odf.opendocument.load(str(folder / f"tables-{code}.ods")).getElementsByType(odf.table.Table)
        tables = {path.stem: path for path in folder.glob("*.csv")}
        assert [sheet.getAttribute("name") for sheet in sheets] == [
            each["name"] for each in read_json(folder / "datapackage.json")["resources"]
        ]
        described = {tuple(row[:2]) for row in cells(guide)}
        for sheet in sheets:
            name = sheet.getAttribute("name")
            with tables[name].open(encoding="utf-8", newline="") as file:
                # A cell of CSV that a spreadsheet would run begins with an apostrophe.
                written = [[re.sub(r"^'(?=[=+@-])", "", cell) for cell in row] for row in csv.reader(file)]
            assert cells(sheet) == written, name
            assert {(name, column) for column in written[0]} <= described
        assert not [cell for cell in sheets[0].getElementsByType(odf.table.TableCell) if cell.getAttribute("formula")]


def test_a_spreadsheet_holds_but_what_opendocument_lets_it_hold(any_site: Path) -> None:
    """By the tables that odfpy has of the standard's schema."""
    for code in folders(any_site):
        with zipfile.ZipFile(data_of(any_site) / code / f"tables-{code}.ods") as file:
            roots = [ET.fromstring(file.read(name)) for name in ("content.xml", "meta.xml")]  # noqa: S314 (our own)
        for element in itertools.chain(*(root.iter() for root in roots)):
            name = qualified(element.tag)
            children, attributes = grammar.allowed_children[name], grammar.allowed_attributes.get(name, ())
            assert children is None or {qualified(child.tag) for child in element} <= set(children), name
            assert attributes is None or set(map(qualified, element.attrib)) <= set(attributes), name
            assert set(grammar.required_attributes.get(name, ())) <= set(map(qualified, element.attrib)), name


def qualified(name: str) -> tuple[str, ...]:
    """A name as odfpy has it: its namespace, then itself."""
    return tuple(name.removeprefix("{").split("}"))


def cells(sheet: Any) -> list[list[str]]:
    """What the cells of a sheet show, row after row."""
    rows = sheet.getElementsByType(odf.table.TableRow)
    return [[str(cell) for cell in row.getElementsByType(odf.table.TableCell)] for row in rows]


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("defis_themes", b"defi-01,", b"defi-99,"),
        ("defis", b"defi-02,", b"defi-01,"),
        ("axes", b",page,", b",feuille,"),
        ("questions", b",1,", b",un,"),
    ],
)
def test_a_wrong_table_would_be_found(table: str, old: bytes, new: bytes, site: Path, tmp_path: Path) -> None:
    shutil.copytree(data_of(site) / "fr", tmp_path / "fr")
    path = tmp_path / "fr" / f"{table}.csv"
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new))
    assert not frictionless.validate(str(tmp_path / "fr" / "datapackage.json")).valid


def test_terminology_says_each_term_in_each_language_and_who_says_so(any_site: Path) -> None:
    table = rows(data_of(any_site) / "terminologie.csv")
    whole = read_json(data_of(any_site) / "strategie.json")
    source = whole["langue_source"]
    terms, others = {term["id"] for term in whole["glossaire"]}, {code for code in whole["langues"] if code != source}
    assert {(row["terme"], row["langue"]) for row in table} >= {(term, code) for term in terms for code in others}
    addresses = {each["id"]: each["url"] for each in whole["sources"]}
    for row in table:
        assert row["original"], row
        assert (row["statut"] == "absent") == (row["equivalent"] == ""), row
        assert (row["statut"] == "etabli") == bool(row["source"]), row
        assert row["adresse"] == addresses.get(row["source"], ""), row
    # The words are the same in JSON, which says no language but its own.
    for code in whole["langues"]:
        alone = read_json(data_of(any_site) / code / "strategie.json")["terminologie"]
        assert [(each["terme"], each["equivalent"] or "") for each in alone] == [
            (row["terme"], row["equivalent"]) for row in table if row["langue"] == code
        ]


# RDF


def test_turtle_and_json_ld_are_the_same_graph(any_site: Path) -> None:
    first, second = (graph(data_of(any_site) / f"strategie.{suffix}") for suffix in ("ttl", "jsonld"))
    assert isomorphic(first, second)


def test_concepts_keep_the_rules_of_skos(any_site: Path) -> None:
    concepts = graph(data_of(any_site) / "strategie.ttl")
    schemes = set(concepts.subjects(ns.RDF.type, ns.SKOS.ConceptScheme))
    assert len(schemes) == 4
    for scheme in schemes:
        assert len(list(concepts.objects(scheme, ns.SKOS.prefLabel))) == len(folders(any_site))
        assert len(list(concepts.objects(scheme, ns.SKOS.hasTopConcept))) < 20
    codes = set(folders(any_site))
    for concept in concepts.subjects(ns.RDF.type, ns.SKOS.Concept):
        labels = list(concepts.objects(concept, ns.SKOS.prefLabel))
        assert {label.language for label in labels} == codes, concept
        assert len(labels) == len(codes), "one preferred label a language"
        assert not set(labels) & set(concepts.objects(concept, ns.SKOS.altLabel))
        (scheme,) = concepts.objects(concept, ns.SKOS.inScheme)
        assert scheme in schemes
        above = set(concepts.transitive_objects(concept, ns.SKOS.broader)) - {concept}
        on_top = (scheme, ns.SKOS.hasTopConcept, concept) in concepts
        assert on_top == ((concept, ns.SKOS.topConceptOf, scheme) in concepts)
        assert not (above and on_top)
        assert above or on_top or scheme == own("schema-glossaire"), concept
        assert not above & set(concepts.objects(concept, ns.SKOS.related)), "S27"
        matched = set(concepts.objects(concept, ns.SKOS.exactMatch))
        assert not matched & set(concepts.objects(concept, ns.SKOS.relatedMatch)), "S46"
        own_site = {other for other in matched if str(other).startswith(SITE_URL)}
        assert all((other, ns.SKOS.exactMatch, concept) in concepts for other in own_site)
        for other in concepts.objects(concept, ns.SKOS.broader):
            assert (other, ns.SKOS.narrower, concept) in concepts
        for other in concepts.objects(concept, ns.SKOS.related):
            assert (other, ns.SKOS.related, concept) in concepts
            assert other != concept


def test_terms_are_matched_to_other_vocabularies_as_somebody_saw_them(site: Path) -> None:
    concepts = graph(data_of(site) / "strategie.ttl")
    found = {
        (str(term), str(predicate).rpartition("#")[2], str(there))
        for predicate in (ns.SKOS.exactMatch, ns.SKOS.closeMatch)
        for term, there in concepts.subject_objects(predicate)
        if not str(there).startswith(SITE_URL)
    }
    names = {"exacte": "exactMatch", "proche": "closeMatch"}
    assert found == {
        (f"{SITE_URL}glossaire/#{term.id}", names[match.lien], match.adresse)
        for term in DATA.terms
        for match in term.correspondances
    }
    assert {re.sub(r"/(?:Q|c_)\w+$", "", there) for _, _, there in found} == {
        "http://www.wikidata.org/entity",
        "http://eurovoc.europa.eu",
    }


def test_concepts_say_who_wrote_their_texts_and_who_read_them(mini: Path) -> None:
    (mini / "data" / "langues.yaml").write_text(
        "langues: []\norigine: machine\norigines:\n  - {langue: en, texte: defi-01.titre, origine: personne}\n"
        "relectures:\n  - {langue: fr, texte: defis/01.md, par: Zoé Martin, date: '2026-11-28'}\n"
        "  - {langue: fr, texte: defi-01.simple, par: Zoé Martin, date: '2026-11-28'}\n",
        "utf-8",
    )
    assert run(mini, "macros", "translations").returncode == 0
    data = data_of(build(mini))
    whole = read_json(data / "strategie.json")
    first = {(each["langue"], each["champ"]): each for each in whole["defis"][0]["provenance"]}
    assert first["en", "*"]["origine"] == "machine", "one of its texts is"
    assert first["en", "titre"] == {**first["en", "*"], "champ": "titre", "origine": "personne"}
    assert (first["fr", "*"]["relu_par"], first["fr", "*"]["relu_le"]) == ("Zoé Martin", "2026-11-28")
    assert {each["relu_par"] for each in whole["defis"][1]["provenance"]} == {None}
    row, *others = rows(data / "fr" / "defis.csv")
    assert (row["origine"], row["relu_par"]) == ("machine", "Zoé Martin")
    assert {other["relu_par"] for other in others} == {""}
    states = [each for each in rows(data / "en" / "provenance.csv") if each["chose"] == "defi-01"]
    assert [(each["champ"], each["origine"]) for each in states] == [("*", "machine"), ("titre", "personne")]
    concepts = graph(data / "strategie.ttl")
    told = [
        concepts.value(each, ns.RDFS.label)
        for each in concepts.objects(URIRef(f"{SITE_URL}defis/01/"), ns.DCTERMS.provenance)
    ]
    assert "Relu par Zoé Martin" in next(str(each) for each in told if each.language == "fr")


def test_related_concepts_are_those_of_the_data(site: Path) -> None:
    concepts = graph(data_of(site) / "strategie.ttl")
    addresses = {str(notation): concept for concept, notation in concepts.subject_objects(ns.SKOS.notation)}
    for defi in DATA.strategy.defis:
        expected = {link.id for link in defi.lies}
        expected |= {other.id for other in DATA.strategy.defis if defi.id in {link.id for link in other.lies}}
        expected |= {action.id for action in DATA.strategy.actions if defi.id in action.defis}
        for predicate, names in (
            (ns.SKOS.related, expected),
            (ns.DCTERMS.subject, {f"theme-{theme}" for theme in defi.themes}),
            (ns.DCTERMS.audience, {f"public-{public}" for public in defi.publics}),
            (ns.SKOS.relatedMatch, {f"terme-{term.id}" for term in DATA.terms if defi.id in term.defis}),
        ):
            found = set(concepts.objects(addresses[defi.id], predicate))
            assert found == {addresses[name] for name in names}, (defi.id, predicate)
        for link in defi.lies:
            reason = own(f"lien-{defi.id}-{link.id}")
            assert (reason, ns.RDF.object, addresses[link.id]) in concepts
            assert link.pourquoi in [str(text) for text in concepts.objects(reason, ns.DCTERMS.description)]


AUTHORITY = "http://publications.europa.eu/resource/authority/"
# What DCAT-AP 3.0 asks for (M) and recommends (R), of those that a site without a contact can say, and what each names.
CATALOGUE = {
    "title": None, "description": None, "publisher": ns.FOAF.Agent, "issued": None, "modified": None,
    "license": ns.DCTERMS.LicenseDocument,
}  # fmt: skip
DATASET = CATALOGUE | {
    "identifier": None, "accessRights": AUTHORITY, "language": AUTHORITY, "spatial": AUTHORITY,
    "temporal": ns.DCTERMS.PeriodOfTime, "accrualPeriodicity": AUTHORITY,
}  # fmt: skip
DISTRIBUTION = {
    "title": None, "description": None, "license": ns.DCTERMS.LicenseDocument, "format": AUTHORITY,
    "language": AUTHORITY, "modified": None,
}  # fmt: skip


LITERALS = {"title", "description", "issued", "modified", "identifier", "keyword", "version", "byteSize"}


def test_catalogue_says_what_dcat_ap_asks_for_and_nothing_out_of_range(site: Path) -> None:
    found = graph(data_of(site) / "catalogue.ttl")
    asked = ((ns.DCAT.Catalog, CATALOGUE), (ns.DCAT.Dataset, DATASET), (ns.DCAT.Distribution, DISTRIBUTION))
    for kind, properties in asked:
        things = set(found.subjects(ns.RDF.type, kind))
        assert things
        for thing, (name, expected) in itertools.product(things, properties.items()):
            values = list(found.objects(thing, ns.DCTERMS[name]))
            if name not in ("issued", "modified") or (site.parent / ".git").exists():
                assert values or name in ("issued", "modified"), (thing, name)
            for value in values:
                if expected == AUTHORITY:
                    assert str(value).startswith(AUTHORITY)
                elif expected is not None:
                    assert (value, ns.RDF.type, expected) in found, (thing, name)
    datasets = set(found.subjects(ns.RDF.type, ns.DCAT.Dataset))
    assert len(datasets) == 3 + len(LANGUAGES)
    for dataset in datasets:
        assert len(list(found.objects(dataset, ns.DCAT.distribution))) <= 35, "a list one can read"
        assert (dataset, ns.DCTERMS.source, None) not in found, "its range is a dataset"
        for predicate in (ns.DCAT.theme, ns.DCAT.keyword, URIRef(f"{ns.DCAT}version"), ns.DCAT.landingPage):
            assert (dataset, predicate, None) in found
        titles = list(found.objects(dataset, ns.DCTERMS.title))
        assert titles
        assert all(title.language for title in titles)
    # What may be said once: by the tables of DCAT-AP 3.0.1, of each class.
    once = {
        ns.DCAT.Catalog: ("publisher", "license", "issued", "modified"),
        ns.DCAT.Dataset: ("publisher", "license", "issued", "modified", "accessRights", "accrualPeriodicity"),
        ns.DCAT.Distribution: ("license", "modified", "format"),
    }
    for kind, names in once.items():
        dcat = {ns.DCAT.Dataset: ("version",), ns.DCAT.Distribution: ("byteSize", "mediaType")}.get(kind, ())
        for thing in found.subjects(ns.RDF.type, kind):
            for predicate in (*(ns.DCTERMS[name] for name in names), *(URIRef(f"{ns.DCAT}{name}") for name in dcat)):
                assert len(set(found.objects(thing, predicate))) <= 1, (thing, predicate)
            # A text or a date is a literal; what else is said is a thing.
            for predicate, value in found.predicate_objects(thing):
                literal = str(predicate).rpartition("/")[2].rpartition("#")[2] in LITERALS
                assert isinstance(value, Literal) == literal, (thing, predicate)
    for standard in found.objects(None, ns.DCTERMS.conformsTo):
        assert (standard, ns.RDF.type, ns.DCTERMS.Standard) in found
        assert local(site, str(standard)).is_file()


def test_portals_are_told_where_to_write_if_there_is_a_place(mini: Path) -> None:
    found = graph(data_of(build(mini, REPO_URL="https://example.org/mini")) / "catalogue.ttl")
    (point,) = set(found.objects(None, ns.DCAT.contactPoint))
    assert found.value(point, URIRef("http://www.w3.org/2006/vcard/ns#hasURL")) == URIRef(
        "https://example.org/mini/issues/new/choose"
    )


def test_catalogue_describes_every_file_as_it_is(any_site: Path) -> None:
    found = graph(data_of(any_site) / "catalogue.ttl")
    (catalogue,) = found.subjects(ns.RDF.type, ns.DCAT.Catalog)
    datasets = set(found.subjects(ns.RDF.type, ns.DCAT.Dataset))
    assert set(found.objects(catalogue, ns.DCAT.dataset)) == datasets
    (publisher,) = found.objects(catalogue, ns.DCTERMS.publisher)
    assert (publisher, ns.FOAF.name, None) in found
    types = {
        ".json": "application/json", ".csv": "text/csv", ".ttl": "text/turtle", ".jsonld": "application/ld+json",
        ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    }  # fmt: skip
    described = []
    for distribution in found.objects(None, ns.DCAT.distribution):
        (address,) = found.objects(distribution, ns.DCAT.downloadURL)
        assert (distribution, ns.DCAT.accessURL, address) in found
        path = local(any_site, str(address))
        assert found.value(distribution, ns.DCAT.byteSize).toPython() == path.stat().st_size
        assert str(found.value(distribution, ns.DCAT.mediaType)).endswith(f"/media-types/{types[path.suffix]}")
        described.append(path)
    files = {path for path in data_of(any_site).rglob("*") if path.is_file()}
    entries = {path for path in files if re.fullmatch(r"(axe|section|defi|action)-[\d-]+\.json", path.name)}
    listed = ("catalogue.ttl", "index.json", "index.html", "strategie.schema.json", "entree.schema.json")
    own = {data_of(any_site) / name for name in listed}
    assert set(described) == files - entries - own
    assert len(described) == len(set(described)), "each is in one dataset"


def test_licence_covers_our_words_and_the_official_ones_are_left_out(site: Path) -> None:
    found = graph(data_of(site) / "catalogue.ttl")
    licence = URIRef("https://creativecommons.org/licenses/by/4.0/")
    statements = set(found.objects(None, ns.DCTERMS.rights))
    assert len(statements) == 1
    (rights,) = (str(text) for text in found.objects(statements.pop(), ns.RDFS.label) if text.language == "fr")
    assert re.search(
        r"CC BY 4\.0.*formulations officielles.*Ministère de la Culture, juin 2024.*aucune licence", rights
    )
    for distribution in found.objects(None, ns.DCAT.distribution):
        assert (distribution, ns.DCTERMS.license, licence) in found
        # The terms, and the state of the texts, are ours alone.
        ours = re.search(r"#(terminologie\.csv|datapackage\.json|traductions\.json|changements\.json)$", distribution)
        assert ((distribution, ns.DCTERMS.rights, None) in found) != bool(ours), distribution
    for path in json_files(site):
        assert read_json(path)["licence"] == str(licence)
        assert read_json(path)["droits"]


# The page


def page(site: Path, code: str) -> Any:
    path = site / ("" if code == "fr" else code) / "donnees" / "index.html"
    return html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)


def examples(site: Path, code: str) -> list[str]:
    return ["".join(element.itertext()) for element in page(site, code).iter("pre")]


@pytest.mark.parametrize("code", ["fr", "en"])
def test_python_examples_work_as_they_are(code: str, site: Path, serve) -> None:
    programs = [example for example in examples(site, code) if example.startswith("import")]
    assert len(programs) == 2
    output = []
    for program in programs:
        assert SITE_URL in program
        command = [sys.executable, "-c", program.replace(SITE_URL, serve(site))]
        result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert result.returncode == 0, result.stderr
        output.append(result.stdout)
    first = DATA.strategy.defis[0]
    title = first.titre if code == "fr" else read_json(data_of(site) / "en" / "defi-01.json")["titre"]["en"]
    assert output[0].splitlines()[0] == f"{first.id} {title} {SITE_URL}defis/01/"
    assert len(output[0].splitlines()) == 24
    assert output[1].strip() == str([defi.id for defi in DATA.strategy.defis if "ia" in defi.themes])


@pytest.mark.parametrize("code", ["fr", "en"])
def test_other_examples_name_what_is_there(code: str, site: Path) -> None:
    formula, commands = examples(site, code)[:2]
    column = int(re.search(r"A:E[;,](\d)", formula)[1])
    assert list(rows(data_of(site) / code / "defis.csv")[0])[column - 1] == "titre"
    assert list(rows(data_of(site) / code / "defis_themes.csv")[0]).index("defi") == 0, "A2 is a défi"
    named = re.findall(r"https?://\S+", commands)
    assert len(named) == 2
    assert all(local(site, address).is_file() for address in named)


@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_field_is_documented(code: str, site: Path) -> None:
    explained = {"".join(element.itertext()) for element in page(site, code).iter("code")}
    entry = {name for kind in COUNTS for thing in read_json(data_of(site) / "strategie.json")[kind] for name in thing}
    whole = set(read_json(data_of(site) / "strategie.json")) - {
        *COUNTS,
        "themes",
        "publics",
        "glossaire",
        "cas",
        "sources",
    }
    kinds = ("glossaire", "terminologie", "cas", "sources", "errata")
    listed = [read_json(data_of(site) / "strategie.json")[kind][0] for kind in kinds]
    things = {name for thing in listed for name in thing}
    columns = {name for table in data_of(site).glob("fr/*.csv") for name in rows(table)[0]}
    # Columns that hold the id of a thing are named after it.
    assert (entry | whole | things | columns) - {"theme", "public", "action", "obligation", "cas"} <= explained


def test_page_lists_the_files_with_their_size(site: Path) -> None:
    for code in LANGUAGES:
        document = page(site, code)
        folder = (site / ("" if code == "fr" else code) / "donnees").resolve()
        listed = {}
        for row in document.iter("tr"):
            if (link := row.find(".//a")) is not None:
                listed[(folder / link.get("href")).resolve()] = "".join(row.findall("td")[-1].itertext())
        assert {data_of(site) / code / "defis.csv", data_of(site) / "strategie.json"} <= set(listed)
        for path, size in listed.items():
            assert path.is_file()
            shown = float(re.sub(r"[^\d]", "", size)) / 10
            similar = list(path.parent.glob("*-*.json")) if path.name == "axe-1.json" else [path]
            assert shown == pytest.approx(sum(p.stat().st_size for p in similar) / 1000, abs=0.051), (code, path)


def test_nothing_is_made_while_serving(mini: Path) -> None:
    settings = Settings(mini, {"en": "English"}, "en", "Mini", SITE_URL, mini / "site")
    assert begin(replace(settings, serving=True)).site.data_files == {}
    assert len(begin(settings).site.data_files) > 20
