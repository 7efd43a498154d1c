"""Who helps, who pays, what to do, and the models to fill in: the pages and files that a project gets of its data."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
from odf.opendocument import load
from odf.table import Table, TableRow
from odf.text import H

from tests.support.pages import parsed, text_of
from tests.support.projects import MINI, build, copy_project, edit
from tests.unit.test_help import helped

PAGES = {
    "situations/storm.md": '{{ situation("situation-storm") }}\n\n## Good to know {#know}\n\nIt passes.\n',
    "guichets.md": "---\ntitle: Who pays\ndescription: Who pays for what\n---\n\n{{ funding() }}\n",
    "contacts.md": "---\ntitle: Who helps\ndescription: Whom to ask\n---\n\n{{ contacts() }}\n",
    "modeles/sheet.md": """---
title: Sheet & co
description: A sheet to fill in
---

Ask [the hall][town-hall], or read [the challenge](../defis/01.md); **never** pay <em>.

{{ document() }}

## Whom to call {#call}

| Who | Number |
|---|---|
| Town hall | |
| Porter | |

1. First,
2. then *second*.

### Later {#later}

- Write.
""".replace(" <em>", ""),
}
ODF = "urn:oasis:names:tc:opendocument:xmlns"


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny project with who helps, who pays, a situation and a model, built."""
    project = copy_project(tmp_path_factory.mktemp("kit") / "mini", MINI)
    helped(project)
    for name, text in PAGES.items():
        path = project / "docs/en" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    edit(project / "docs/en/index.md", "{{ map() }}", "{{ situations() }}\n\n{{ map() }}")
    build(project, JOBS="1")
    return project


def links(site: Path, page: str) -> dict[str, str]:
    """Where the links of a page's prose lead, by their words."""
    tree = parsed(site / page / "index.html")
    return {" ".join(text_of(link).split()): str(link.get("href")) for link in tree.iter("a")}


def test_pages_say_what_the_data_does_and_lead_on(kit: Path) -> None:
    site = kit / "site"
    assert links(site, "")["A storm tonight"] == "situations/storm/"
    steps = links(site, "situations/storm")
    assert steps["Town hall"] == "https://example.org/"
    assert steps["Fund for stages"] == "../../guichets/#guichet-stages"
    assert "../../plan/" in steps.values()
    text = text_of(parsed(site / "guichets/index.html"))
    for said in ("March and April", "28 November 2026", "28 May 2027", "Any town."):
        assert said in text, said
    assert "Finding money" in text_of(parsed(site / "contacts/index.html"))


def test_other_languages_show_the_data_marked_as_what_it_is(kit: Path) -> None:
    for language in ("fr", "ar"):
        tree = parsed(kit / f"site/{language}/guichets/index.html")
        (who,) = (cell for cell in tree.iter("dd") if text_of(cell) == "Any town.")
        assert who.get("lang") == "en", "the nearest mark is its own: a macro’s are in the page’s language"
        assert not list(who), "no element besides"


def test_a_model_is_a_document_that_others_open(kit: Path) -> None:
    path = kit / "site/modeles/sheet/sheet.odt"
    assert links(kit / "site", "modeles/sheet")["This template, to fill in (ODT)"] == "sheet.odt"
    with zipfile.ZipFile(path) as archive:
        first, *others = archive.infolist()
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        files = {other.filename: ET.fromstring(archive.read(other)) for other in others}  # noqa: S314 (our own file)
    listed = {entry.get(f"{{{ODF}:manifest:1.0}}full-path") for entry in files["META-INF/manifest.xml"]}
    assert listed - {"/"} == files.keys() - {"META-INF/manifest.xml"}
    document = load(io.BytesIO(path.read_bytes()))
    headings = [(heading.getAttribute("outlinelevel"), str(heading)) for heading in document.getElementsByType(H)]
    assert headings == [("1", "Whom to call"), ("2", "Later")]
    (table,) = document.getElementsByType(Table)
    assert [[str(cell) for cell in row.childNodes] for row in table.getElementsByType(TableRow)] == [
        ["Who", "Number"], ["Town hall", ""], ["Porter", ""],
    ]  # fmt: skip
    body = files["content.xml"]
    words = " ".join("".join(body.itertext()).split())
    assert "Sheet & co" in words
    assert "This template" not in words, "what is for the screen alone is left out"
    led = {link.get("{http://www.w3.org/1999/xlink}href") for link in body.iter(f"{{{ODF}:text:1.0}}a")}
    assert led == {"https://example.org/", "https://example.test/defis/01/"}


def test_a_page_that_falls_back_offers_the_document_of_its_prose(kit: Path) -> None:
    site = kit / "site"
    assert "../../../modeles/sheet/sheet.odt" in links(site, "fr/modeles/sheet").values()
    assert [path.relative_to(site).as_posix() for path in site.rglob("*.odt")] == ["modeles/sheet/sheet.odt"]


def test_documents_are_the_same_bytes_in_another_build(kit: Path) -> None:
    path = kit / "site/modeles/sheet/sheet.odt"
    before = path.read_bytes()
    build(kit, JOBS="2")
    assert path.read_bytes() == before
