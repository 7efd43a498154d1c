"""Citing: the project as a whole (`CITATION.cff`), and each page, in text, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
import warnings
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.bibtex import BibTeX
from citeproc.source.bibtex.bibparse import BibTeXParser
from citeproc.source.json import CiteProcJSON

from macros.source import data as strategy_data
from tests.support.pages import documents, is_entry, text_of
from tests.support.projects import ROOT, SITE_URL, build

CFF = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
DATA = strategy_data.load(ROOT)


def reference(page) -> str:
    """The reference at the foot of a page, with ordinary spaces."""
    return re.sub(r"\s", " ", text_of(page.find(".//p[@class='reference']")))


def cited_files(site: Path, ending: str) -> list[Path]:
    found = sorted(site.glob(f"citations/*/*.{ending}"))
    assert found
    return found


@cache
def schema(name: str) -> str:
    """A part of the CSL schema, as citeproc-py carries it."""
    return (files("citeproc") / "data" / "schema" / "schemas" / "styles" / f"csl-{name}.rnc").read_text("utf-8")


def test_every_page_of_a_defi_or_an_action_says_how_to_cite_it(site: Path) -> None:
    for address, page in documents(site).items():
        headings = [heading.get("id") for heading in page.findall(".//main//h2")]
        assert ("citer" in headings) == is_entry(address), address
        if is_entry(address):
            assert headings[-1] == "citer", address
            words = reference(page)
            canonical = page.find("head/link[@rel='canonical']").get("href")
            shared = page.find("head/meta[@property='og:title']").get("content")
            for part in (
                page.find("head/meta[@name='citation_author']").get("content"),
                re.sub(r"\s", " ", shared),
                CFF["title"],
                CFF["version"],
                canonical,
            ):
                assert part in words, (address, part)
    assert "22 novembre 2026" in reference(documents(site)["defis/07/"])
    assert "Ministère de la Culture, juin 2024" in reference(documents(site)["defis/07/"])


def test_page_that_falls_back_cites_the_original_in_its_language(untitled: Path) -> None:
    pages = documents(untitled)
    there, here = pages["defis/01/"], pages["ar/defis/01/"]
    assert reference(here) == reference(there)
    text = here.find(".//p[@class='reference']")
    assert (text.get("lang"), text.get("dir")) == ("en", "ltr")
    assert pages["defis/01/"].find(".//p[@class='reference']").get("lang") is None
    assert not (untitled / "citations" / "ar" / "defi-01.bib").exists()


def test_each_link_leads_to_the_files_of_the_canonical_page(site: Path, mini_site: Path) -> None:
    for folder in (site, mini_site):
        linked = set()
        for address, page in documents(folder).items():
            if is_entry(address):
                links = page.findall(".//main//h2[@id='citer']/..//p[@class='files']/a")
                paths = [urljoin(f"/{address}", link.get("href")).lstrip("/") for link in links]
                assert paths[2:] in ([], [f"{address}index.md"]), "the text itself, with its page"
                paths = paths[:2]
                assert [Path(path).suffix for path in paths] == [".bib", ".json"]
                canonical = page.find("head/link[@rel='canonical']").get("href")
                for path in paths:
                    assert canonical in (folder / path).read_text("utf-8")
                linked.update(paths)
        written = {path.relative_to(folder).as_posix() for path in folder.glob("citations/**/*.*")}
        assert written == linked


def test_csl_json_is_what_the_csl_schema_names_and_its_processor_reads(site: Path, mini_site: Path) -> None:
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    for path in (*cited_files(site, "json"), *cited_files(mini_site, "json")):
        (item,) = json.loads(path.read_text("utf-8"))
        assert f'"{item["type"]}"' in schema("types")
        for variable in item.keys() - {"id", "type"}:
            assert f'"{variable}"' in schema("variables"), variable
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            source = CiteProcJSON([item])
            bibliography = CitationStylesBibliography(style, source, formatter.plain)
        bibliography.register(Citation([CitationItem(item["id"])]))
        (line,) = map(str, bibliography.bibliography())
        assert item["URL"] in line
        assert str(item["issued"]["date-parts"][0][0]) in line


def test_csl_json_says_authors_version_date_and_original(site: Path, mini_site: Path) -> None:
    (item,) = json.loads((site / "citations" / "en" / "defi-07.json").read_text("utf-8"))
    assert item["id"] == "defi-07-en"
    assert item["title"] == "Challenge 7: Make room for digital creation"
    assert item["author"] == [{"literal": CFF["authors"][0]["name"]}]
    assert (item["container-title"], item["version"]) == (CFF["title"], CFF["version"])
    assert item["issued"] == {"date-parts": [[2026, 11, 22]]}
    assert (item["URL"], item["language"]) == (f"{SITE_URL}en/defis/07/", "en")
    document = DATA.strategy.strategie
    # Styles would give the date of an original as that of the page's first edition.
    assert not [name for name in item if name.startswith("original")]
    assert document.titre in re.sub(r"\s", " ", item["note"])
    (item,) = json.loads((site / "citations" / "de" / "defi-07.json").read_text("utf-8"))
    assert item["author"] == [{"literal": "Die Mitwirkenden von 24 défis"}]
    (item,) = json.loads((mini_site / "citations" / "en" / "action-01.json").read_text("utf-8"))
    assert item["author"] == [{"family": "Example", "given": "Ada"}, {"literal": "Friends of R&D_50% #1"}]


# It reads the whole entry, and maps fewer fields than BibTeX has.
@pytest.mark.filterwarnings("ignore:Unsupported BibTeX field")
def test_bibtex_is_read_back_as_it_was_meant(site: Path, mini_site: Path) -> None:
    for path in (*cited_files(site, "bib"), *cited_files(mini_site, "bib")):
        (item,) = json.loads(path.with_suffix(".json").read_text("utf-8"))
        (entry,) = BibTeX(str(path), encoding="utf-8").values()
        title = str(entry["title"]).replace("\u00a0", "\u202f")
        assert title == item["title"].replace("\u00a0", "\u202f")
        written = [{key: str(value) for key, value in name.items() if value} for name in entry["author"]]
        assert written == [{"family": name["literal"]} if "literal" in name else name for name in item["author"]]
        (raw,) = BibTeXParser(str(path), encoding="utf-8").values()
        assert raw["url"] == item["URL"]
        assert raw["language"] == item["language"]
        assert [int(part) for part in raw["date"].split("-")] == item["issued"]["date-parts"][0]
        assert item["version"] in raw["howpublished"]


def test_signs_that_tex_obeys_are_written_otherwise(mini: Path) -> None:
    path = mini / "CITATION.cff"
    text = path.read_text("utf-8").replace("Friends of R&D_50% #1", r"A}{ \\ ~ ^ $ é")
    path.write_text(text, "utf-8")
    written = (build(mini) / "citations" / "en" / "defi-01.bib").read_text("utf-8")
    names = r"{A\textbraceright{}\textbraceleft{} \textbackslash{} \textasciitilde{} \textasciicircum{} \$ é}"
    assert f"author = {{Example, Ada and {names}}}," in written
    # Braces are even: whatever the names hold, the entry ends where it should.
    assert written.count("{") == written.count("}")


def test_without_citation_file_nothing_is_cited(mini: Path) -> None:
    (mini / "CITATION.cff").unlink()
    site = build(mini)
    assert documents(site)["defis/01/"].find(".//h2[@id='citer']") is None
    assert not (site / "citations").exists()


def test_a_site_without_an_address_says_that_it_is_missing(mini: Path) -> None:
    site = build(mini, SITE_URL="http://127.0.0.1:8000/")
    page = documents(site)["defis/01/"]
    assert "address unknown to this copy of the site" in reference(page)
    assert "127.0.0.1" not in reference(page)
    (item,) = json.loads((site / "citations" / "en" / "defi-01.json").read_text("utf-8"))
    assert "URL" not in item
    written = (site / "citations" / "en" / "defi-01.bib").read_text("utf-8")
    assert "127.0.0.1" not in written
    assert "address unknown" in item["note"]
    assert "address unknown" in written
