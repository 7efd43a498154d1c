"""The addresses of a built page: read all, changed alone, resolved from where they stand."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from macros.publish.addresses import is_outside, loaded, readdressed, target
from macros.publish.takeaway.offline import local
from macros.source.address import reached, web_path

PAGE = """<!doctype html>
<html lang="en"><head><link rel="stylesheet" href="../../style.1a2b3c4d.css"><script src="../../a.js"></script>
<script src="https://example.org/b.js"></script></head>
<body><p id="one">See <a class="x" href="../07/#two">7</a>, <a href="?a=1&amp;b=2">query</a>,
<a href="https://example.org/[">outside</a>, <img alt="" src="/x%20y.png">.</p>
<p>In words: href="nowhere/" and id="none".</p></body></html>
"""


def test_addresses_are_those_of_elements_and_not_of_their_words() -> None:
    found = []
    assert readdressed(PAGE, lambda address: found.append(address) or address) == PAGE
    own = ["../../style.1a2b3c4d.css", "../../a.js", "../07/#two", "?a=1&amp;b=2", "/x%20y.png"]
    assert [address for address in found if not is_outside(address)] == own
    assert found[2] == "https://example.org/b.js"
    assert loaded(PAGE) == [*own[:2], own[4]]


def test_only_addresses_change() -> None:
    changed = readdressed(PAGE, lambda address: "new")
    assert changed.count('="new"') == 7
    assert 'In words: href="nowhere/"' in changed


@pytest.mark.parametrize(
    ("path", "found"),
    [("../07/", "en/defis/07"), ("../07/index.html", "en/defis/07/index.html"), ("../../a%20b.css", "en/a b.css")],
)
def test_paths_lead_from_their_page(path: str, found: str) -> None:
    assert target("en/defis/01/index.html", path) == found


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("../07/#two", "../07/index.html#two"),
        ("../..", "../../index.html"),
        ("../../a%20b.css", "../../a%20b.css"),
        ("#two", "#two"),
        ("https://example.org/[", "https://example.org/["),
        ("../../telecharger/book.pdf", "https://example.test/telecharger/book.pdf"),
    ],
)
def test_links_of_a_folder_name_files(address: str, found: str) -> None:
    files = {"index.html", "defis/07/index.html", "a b.css"}
    page = local(f'<a href="{address}">x</a>', "defis/01/index.html", files, "https://example.test/")
    assert page == f'<a href="{found}">x</a>'


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("index.md", ""),
        ("plan.md", "plan/"),
        ("defis/07.md", "defis/07/"),
        ("defis/index.md", "defis/"),
        # Only a page that is called so is the first of its folder.
        ("site-index.md", "site-index/"),
        ("index/plan.md", "index/plan/"),
    ],
)
def test_place_of_a_page_on_the_web(page: str, place: str) -> None:
    assert web_path(page) == place


@pytest.mark.parametrize("here", ["", "defis/07/", "ar/defis/07/", "langue/un/deux/"])
@pytest.mark.parametrize(
    "way",
    [
        "",
        "./",
        "#x",
        "./#x",
        "x/",
        "x/#y",
        "axes/1/",
        "https://example.org/../x",
        "mailto:x@example.org",
        "/x",
        "//a.test/x",
        "a/../b",
        "#../x",
        ".",
        "..",
        "{up}y/#z",
    ],
)
def test_addresses_lead_where_browsers_say(here: str, way: str) -> None:
    page = f"https://example.test/defis/{here}"
    way = way.format(up="../" * here.count("/"))
    assert reached(page, way) == urljoin(page, way)
