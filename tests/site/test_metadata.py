"""What pages tell machines: Open Graph on every page, JSON-LD on the pages of défis and actions."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree.ElementTree import Element

import lxml.html
from rdflib import Graph, Namespace
from rdflib.namespace import RDF

from macros.source import data as strategy_data
from tests.support.pages import documents, text_of
from tests.support.projects import ROOT, SITE_URL, build

DATA = strategy_data.load(ROOT)
SCHEMA = Namespace("https://schema.org/")
JSON_LD = "head/script[@type='application/ld+json']"


def properties(page: Element) -> dict[str, str]:
    """The Open Graph of a page, without its prefix."""
    found = page.findall("head/meta[@property]")
    return {meta.get("property").removeprefix("og:"): meta.get("content") for meta in found}


def linked(page: Element) -> dict:
    return json.loads(page.findtext(JSON_LD))


def is_entry(page: str) -> bool:
    return page.rstrip("/").rpartition("/")[2].isdigit() and "axes/" not in page


def test_every_page_says_its_title_summary_and_canonical_address(site: Path, mini_site: Path) -> None:
    for folder, name in ((site, "24 défis"), (mini_site, "Three questions")):
        for address, page in documents(folder).items():
            found = properties(page)
            assert list(found) == ["title", "description", "url", "type", "locale", "image", "site_name"], address
            canonical = page.find("head/link[@rel='canonical']").get("href")
            assert found["url"] == canonical, address
            assert found["site_name"] == name
            # A page that falls back says what the original says of itself.
            original = documents(folder)[canonical.removeprefix(SITE_URL)]
            assert found == properties(original), address
            assert found["description"] == original.find("head/meta[@name='description']").get("content")
            assert original.findtext("head/title").startswith(found["title"]), address
            assert found["locale"].partition("_")[0] == original.get("lang"), address


def test_locale_names_a_territory_and_type_the_home_page(mini_site: Path) -> None:
    home = properties(documents(mini_site)["ar/"])
    assert (home["locale"], home["type"]) == ("ar_EG", "website")
    assert properties(documents(mini_site)["defis/01/"])["type"] == "article"


def test_pages_of_entries_say_who_wrote_them_on_what_terms(site: Path) -> None:
    for address, page in documents(site).items():
        about_data = address.endswith("donnees/") and "themes" not in address
        assert len(page.findall(JSON_LD)) == (is_entry(address) or about_data), address
    page = linked(documents(site)["defis/07/"])
    entry, document = DATA.entries["defi-07"], DATA.strategy.strategie
    assert (page["@context"], page["@type"], page["@id"]) == (
        "https://schema.org",
        "WebPage",
        f"{SITE_URL}defis/07/",
    )
    assert page["name"] == f"Défi 7\u00a0: {entry.titre}"
    assert page["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert page["author"] == [{"@type": "Organization", "name": "Les contributrices et contributeurs de 24 défis"}]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", page["dateModified"])
    assert page["isBasedOn"] == DATA.sources[document.liens[0]].url


def test_translations_name_the_original_and_it_names_them(site: Path, mini_site: Path) -> None:
    for folder in (site, mini_site):
        seen = 0
        for address, page in documents(folder).items():
            canonical = page.find("head/link[@rel='canonical']").get("href")
            if not is_entry(address) or canonical != SITE_URL + address:
                continue
            found = linked(page)
            assert (found["@id"], found["inLanguage"]) == (canonical, page.get("lang"))
            versions = {link.get("hreflang"): link.get("href") for link in page.findall("head/link[@hreflang]")}
            original = versions.pop("x-default")
            if canonical == original:
                others = {version["@id"] for version in found.get("workTranslation", [])}
                assert others == set(versions.values()) - {original}, address
            else:
                assert found["translationOfWork"] == {"@id": original}, address
                seen += 1
        assert seen


def test_page_that_falls_back_describes_the_original(untitled: Path) -> None:
    pages = documents(untitled)
    assert pages["ar/defis/01/"].findtext(JSON_LD) == pages["defis/01/"].findtext(JSON_LD)
    assert linked(pages["ar/defis/01/"])["inLanguage"] == "en"


def test_no_text_can_close_the_script(mini: Path) -> None:
    path = mini / "data" / "defis.yaml"
    text = path.read_text("utf-8")
    title = """</script><script>"'&é<!--"""
    assert "titre: Borrow before buying" in text
    path.write_text(text.replace("titre: Borrow before buying", f"titre: {json.dumps(title)}"), "utf-8")
    site = build(mini)
    html = (site / "defis" / "03" / "index.html").read_text("utf-8")
    assert html.count("<script") == html.count("</script") == 1
    page = documents(site)["defis/03/"]
    assert linked(page)["name"] == f"Challenge 3: {title}"
    assert properties(page)["title"] == f"Challenge 3: {title}"


def test_reference_managers_read_who_wrote_an_entry_and_when(site: Path) -> None:
    for address, page in documents(site).items():
        found = [(meta.get("name"), meta.get("content")) for meta in page.findall("head/meta[@name]")]
        tags = dict(tag for tag in found if tag[0].startswith("citation_"))
        assert bool(tags) == is_entry(address), address
        if tags:
            graph = linked(page)
            assert tags["citation_title"] == properties(page)["title"]
            assert tags["citation_author"] == graph["author"][0]["name"]
            assert tags["citation_publication_date"].replace("/", "-") == graph["dateModified"]
            assert tags["citation_language"] == graph["inLanguage"]


def test_two_readers_find_the_same_in_the_head_of_an_entry(any_site: Path) -> None:
    found = {address: page for address, page in documents(any_site).items() if is_entry(address)}
    assert found
    for address, page in found.items():
        path = any_site / address / "index.html"
        other = lxml.html.fromstring(path.read_bytes())
        graph = linked(page)
        assert json.loads(other.findtext(".//script[@type='application/ld+json']")) == graph
        assert [meta.get("content") for meta in other.iterfind(".//meta[@name='citation_author']")] == [
            author["name"] for author in graph["author"]
        ]
        # As RDF, without asking the web what the words mean.
        triples = Graph().parse(
            data=json.dumps(graph | {"@context": {"@vocab": "https://schema.org/"}}), format="json-ld"
        )
        (itself,) = triples.subjects(RDF.type, SCHEMA["WebPage"])
        assert str(itself) == page.find("head/link[@rel='canonical']").get("href")
        assert {str(name) for name in triples.objects(itself, SCHEMA["license"])} == {graph["license"]}
        steps = sorted(triples.subject_objects(SCHEMA["position"]), key=lambda step: int(step[1]))
        names = [str(triples.value(step, SCHEMA["name"])) for step, _ in steps]
        shown = [text_of(link) for link in page.findall(".//nav[@class='crumbs']//a")]
        if page.get("lang") == graph["inLanguage"]:
            assert [*shown, properties(page)["title"]] == names
        for step, _ in steps[:-1]:
            item = str(triples.value(step, SCHEMA["item"]))
            assert (any_site / item.removeprefix(SITE_URL) / "index.html").is_file()
        cited = {link.get("type"): link.get("href") for link in page.findall("head/link[@type]")}
        bib, csl = cited["application/x-bibtex"], cited["application/vnd.citationstyles.csl+json"]
        # UTF-8, whatever a host says of it.
        assert graph["@id"] in (path.parent / bib).read_text("utf-8")
        (item,) = json.loads((path.parent / csl).read_text("utf-8"))
        assert item["URL"] == graph["@id"]


def test_page_of_the_data_is_a_catalogue_whose_downloads_are_there(any_site: Path) -> None:
    for page in (page for address, page in documents(any_site).items() if address.endswith("donnees/")):
        if page.find(JSON_LD) is None or linked(page)["@type"] != "DataCatalog":
            continue
        (dataset,) = linked(page)["dataset"]
        # What Google's Dataset Search asks for, and what it recommends of what the site knows.
        assert {"name", "description", "license", "creator", "distribution", "isAccessibleForFree"} <= set(dataset)
        assert len(dataset["description"]) >= 50
        for file in dataset["distribution"]:
            assert (any_site / file["contentUrl"].removeprefix(SITE_URL)).is_file()
