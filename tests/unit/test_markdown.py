"""One reading of a page: every check sees the headings, links and code that readers will, each on its own line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.utils import get_relative_url

from macros.source import data as strategy_data
from macros.source import prose
from macros.source.document import Document
from macros.source.faults import Fault
from macros.source.markdown import relative
from macros.source.page import Page
from macros.source.writing import faults as writing_faults
from macros.words import translation

ROOT = Path(__file__).parents[2]
DATA = strategy_data.load(ROOT)
SOURCES = tuple((source.id, source.url) for source in DATA.sources.values())
KNOWN, ADDRESS = SOURCES[0]
PAGES = sorted((ROOT / "docs").rglob("*.md"))


def page(text: str) -> Page:
    return Page("docs/fr/defis/07.md", text.encode(), SOURCES)


def read(text: str) -> Document:
    return page(text).document


def faults(text: str) -> list[Fault]:
    return list(prose.faults(page(text), DATA, titled=False, others={"index.md", "axes/1.md", "defis/07.md"}))


def codes(text: str) -> list[tuple[str, int]]:
    return [(fault.code, fault.line) for fault in faults(text)]


# Markdown; its headings as level, id, line; its links and pictures as they are written, and their lines. Each stands
# beside things that only look like it, under the same words.
PIECES: dict[str, tuple[str, list[tuple[int, str, int]], list[tuple[str, int]]]] = {
    "paragraph": ("Words of no\nimportance, over lines.", [], []),
    "heading": ("## A heading {#place}", [(2, "place", 1)], []),
    "heading with its id in words": ("### A {: id=other }", [(3, "other", 1)], []),
    "heading closed": ("## `code` and *words* ## {#closed}", [(2, "closed", 1)], []),
    "heading without id": ("#### Nowhere", [(4, "", 1)], []),
    "heading without a space": ("##Tight {#tight}", [(2, "tight", 1)], []),
    "setext, first level": ("Title {#title}\n====", [(1, "title", 1)], []),
    "setext, second level": ("Under {#under}\n---", [(2, "under", 1)], []),
    "headings in code": ("```\n## A heading {#place}\n\nTitle {#title}\n====\n[x](a.md)\n```", [], []),
    "headings in indented code": ("    ## A heading {#place}\n    [x](a.md)", [], []),
    "heading escaped": ("\\## A heading", [], []),
    "heading in a quotation": ("> words\n>\n> ## Said {#said}", [(2, "said", 3)], []),
    "link": ("Words [x](a.md) words.", [], [("(a.md)", 1)]),
    "link twice": ("[x](a.md), then\n[x](a.md).", [], [("(a.md)", 1), ("(a.md)", 2)]),
    "link in code, then a link": ("`[x](a.md)`\n[x](a.md)", [], [("(a.md)", 2)]),
    "link in long code, then a link": ("``a ` [x](a.md)\n``\n[x](a.md)", [], [("(a.md)", 3)]),
    "words over two lines": ("Go [to\nthe axis](../axes/1.md) now.", [], [("(../axes/1.md)", 1)]),
    "address on the next line": ("Go [there](\nmailto:x@example.org) now.", [], [("(mailto:x@example.org)", 1)]),
    "title": ('[x](a.md "A title\nof [y](b.md)")', [], [("(a.md)", 1)]),
    "angle brackets": ("[x](<a.md>)", [], [("(a.md)", 1)]),
    "reference": (f"[x][{KNOWN}]\nand [y]\n[{KNOWN}]", [], [(f"[{KNOWN}]", 1), (f"[{KNOWN}]", 2)]),
    "unknown reference": ("words\n[x][nowhere]", [], [("[nowhere]", 2)]),
    "autolink": ("words\n<https://example.org/>", [], [("(https://example.org/)", 2)]),
    "autolink, then a link there": (
        "<https://example.org/>\nand [x](https://example.org/)",
        [],
        [("(https://example.org/)", 1), ("(https://example.org/)", 2)],
    ),
    "escaped brackets": ("\\[x\\](a.md)\n[x](a.md)", [], [("(a.md)", 2)]),
    "brackets in words": ("[a [b] c](a.md)", [], [("(a.md)", 1)]),
    "brackets alone": ("[x] and [ ] and […]", [], []),
    "picture": ("words\n![x](a.png)", [], [("(a.png)", 2)]),
    "picture in a link": ("words\n[![x](a.png)](a.md)", [], [("(a.png)", 2), ("(a.md)", 2)]),
    "lists in quotations": ("> - one\n> - [x](a.md)\n>\n>     - [y](b.md)", [], [("(a.md)", 2), ("(b.md)", 4)]),
    "table": ("| a | b |\n|---|---|\n| `c` | [x](a.md) |\n| | [x](b.md) |", [], [("(a.md)", 3), ("(b.md)", 4)]),
    "entities": ("&lt;b&gt; &amp; caf&eacute;\n[x](a.md)", [], [("(a.md)", 2)]),
    "macro over lines": ('{{ questions(\n"defi-07") }}\n\n[x](a.md)', [], [("(a.md)", 4)]),
    "macro in words": ('See {{ data_address() }}\nand [x](a.md)', [], [("(a.md)", 2)]),
    "macro in code": ("    {{ data_address() }}\n\n[x](a.md)", [], [("(a.md)", 3)]),
    "short words": ("à\nl’a [x](a.md)", [], [("(a.md)", 2)]),
}  # fmt: skip


def check(names: list[str]) -> None:
    """Assert what is read of some pieces, one after the other."""
    text, headings, links = "", [], []
    for name in names:
        piece, its_headings, its_links = PIECES[name]
        offset = text.count("\n")
        headings += [(level, id, offset + line) for level, id, line in its_headings]
        links += [(link, offset + line) for link, line in its_links]
        text += f"{piece}\n\n"
    document = read(text)
    assert [(heading.level, heading.id, heading.line) for heading in document.headings] == headings, text
    found_links = [(str(link), link.line) for link in (*document.links, *document.pictures)]
    assert sorted(found_links) == sorted(links), text


@pytest.mark.parametrize("name", PIECES)
def test_each_thing_is_seen_on_its_line(name: str) -> None:
    check([name])


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(sorted(PIECES)), max_size=12))
def test_things_are_told_apart_in_any_order(names: list[str]) -> None:
    check(names)


@pytest.mark.parametrize("path", PAGES, ids=[path.relative_to(ROOT).as_posix() for path in PAGES])
def test_the_lines_of_every_page_are_those_of_its_source(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = ["", *text.split("\n")]
    document = Page(path.relative_to(ROOT).as_posix(), text.encode(), SOURCES).document
    assert not document.refused
    assert not document.attributes
    for heading in document.headings:
        assert lines[heading.line].endswith(f"{{#{heading.id}}}")
        assert heading.text in " ".join(lines[heading.line].split())
    for link in document.links:
        assert f"]{link}" in lines[link.line]
    assert len(document.links) == len(re.findall(r"\]\[[a-z]|\]\((?:#|[^)]*\.md)", re.sub(r"`[^`]*`", "", text)))


def parts(page: Page) -> tuple[list[tuple[str, str, int]], list[tuple[str, str, int]]]:
    """The sections of a page after the first, and the headings that begin them, as they are once converted."""
    cut = [(section.id, section.title, section.line) for section in page.sections.values()][1:]
    converted = [(h.id, h.text, h.line) for h in page.document.headings if h.level == 2 and h.id]
    return cut, list({id: (id, text, line) for id, text, line in converted}.values())


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(sorted(PIECES)), max_size=12), st.sampled_from(["\n", "\n\n"]))
def test_sections_begin_where_headings_do_once_converted(names: list[str], between: str) -> None:
    cut, converted = parts(page(between.join(PIECES[name][0] for name in names)))
    assert cut == converted


@pytest.mark.parametrize("path", PAGES, ids=[path.relative_to(ROOT).as_posix() for path in PAGES])
def test_the_sections_of_every_page_are_those_of_its_headings(path: Path) -> None:
    cut, converted = parts(Page(path.relative_to(ROOT).as_posix(), path.read_bytes(), SOURCES))
    assert cut == converted


LEVELS, HTML, ID, NOWHERE, OUTSIDE = "page-h1", "page-html", "page-heading-id", "page-link", "page-external"
CONTACT, UNDERLINED = "page-contact", "page-underlined"
RULES = {
    "# Title {#x}": [(LEVELS, 1)],
    "Title\n===": [(UNDERLINED, 1)],
    "words\n\n> Title {#x}\n> ---": [(UNDERLINED, 3)],
    "## A {#a}\n\n#### B {#b}\n\n### C {#c}\n\n#### D {#d}": [("page-level", 3)],
    "### A {#a}": [("page-level", 1)],
    "words\n\nUnder\n---": [(UNDERLINED, 3)],
    "> ## Said": [(ID, 1)],
    "words\n\n•\tone\n•\ttwo": [("page-bullet", 3)],
    "words:\n- one\n- two": [("page-list", 2)],
    "words:\n\n- one • or\n- two\n\n`•\tx`": [],
    "## Capital {#Place}": [(ID, 1)],
    "```\n# Title\n## Without\n<b>\n[x]: y\n[x](nowhere.md)\n```": [],
    "    # Title\n    <b>\n    [x](nowhere.md)": [],
    "`<b>` and `` ` <i> ``": [],
    "words <b>\nand <i>x</i>": [(HTML, 1), (HTML, 2)],
    "> - <!-- x\n>   -->": [(HTML, 1)],
    "| <b> |\n|---|\n| x |": [(HTML, 1)],
    "**<b>** [<i>](../index.md)": [(HTML, 1)],
    "words\n<x@example.org>": [(CONTACT, 2)],
    "<mailto:x@example.org>": [(CONTACT, 1)],
    "<tel:+33123456789>": [(CONTACT, 1)],
    "<x/onload=y@example.org>": [(HTML, 1)],
    "words\n[a]: https://example.org/": [("page-definition", 2)],
    f"- words\n\n    [{KNOWN}]: b": [("page-definition", 3)],
    "\\[a]: words, and [a] : words": [],
    "[x][nowhere]": [("page-source", 1)],
    "[x]\n[nowhere]": [("page-source", 1)],
    "words [x]()": [("page-link-empty", 1)],
    "words\n[](../index.md) and [ ](../index.md)": [("page-link-words", 2), ("page-link-words", 2)],
    "![x](photo.gif)": [("page-picture-kind", 1)],
    "Go [to\nthere](\nmailto:x@example.org)": [(CONTACT, 1)],
    "[x](TEL:+33123456789)": [(CONTACT, 1)],
    "[x](<mail&#116;o:x@example.org?bcc=y@example.org>)": [(CONTACT, 1)],
    "[x](../index.md){: href=mailto:x@example.org }": [(CONTACT, 1)],
    "[x](xmailto:x@example.org)": [(NOWHERE, 1)],
    "x@example.org, mailto:x@example.org": [],
    "Go\n[there](\nnowhere.md)": [(NOWHERE, 2)],
    "words\n![x](photo.png)": [("page-picture", 2)],
    "[x](../axes/1.md#a) [y](#b) [z](07.md)": [],
    "[x](../../fr/index.md)": [(NOWHERE, 1)],
    "[x](java&#115;cript:alert)": [(NOWHERE, 1)],
    f"[x][{KNOWN}]{{: href=javascript:x }}": [(NOWHERE, 1)],
    "[x](\nhttps://example.org/)": [(OUTSIDE, 1)],
    f"[x]({ADDRESS})": [(OUTSIDE, 1)],
    f"![x][{KNOWN}]": [("page-picture-elsewhere", 1)],
    "words\n\nother\n{: onclick=x }": [("page-attribute", 4)],
    "words\n\n```python\nx\n```": [("page-attribute", 3)],
    "words\n{: href=../index.md }": [("page-attribute", 2)],
    '[x](../index.md "{{ map() }}")': [("page-attribute", 1)],
    "words &#xE000; words": [("file-character", 1)],
    "words &#xE000;0&#xE001; words": [("file-character", 1)],
    "`&#xE000;`": [],
    '{{ questions(\n"defi-07") }}\n\n<b>': [(HTML, 4)],
    "{{ nothing() }}\n\n# {{ map() }}": [("macro-unknown", 1), (LEVELS, 3)],
    "{% raw %}<b>{% endraw %}": [(HTML, 1)],
}  # fmt: skip


@pytest.mark.parametrize("text", RULES)
def test_rules_judge_what_readers_would_get(text: str) -> None:
    assert codes(text) == RULES[text]


@pytest.mark.parametrize("here", ["index.md", "plan.md", "defis/07.md", "defis/index.md"])
@pytest.mark.parametrize("there", ["index.md", "plan.md", "defis/07.md", "defis/08.md", "axes/index.md"])
def test_links_lead_where_mkdocs_would_have_them_lead(here: str, there: str) -> None:
    def url(path: str) -> str:
        found = path.removesuffix(".md").removesuffix("index")
        return found if found.endswith("/") else f"{found}/" if found else "./"

    link = "../" * here.count("/") + there
    assert relative(link, here) == get_relative_url(url(there), url(here))
    assert relative(f"{link}#place", here) == get_relative_url(url(there), url(here)) + "#place"


@pytest.mark.parametrize(
    "address", ["#place", "https://example.org/x.md", "mailto:x.md", "//x.md", "/x.md", "../../x.md", ""]
)
def test_what_is_no_page_is_left_as_it_is(address: str) -> None:
    assert relative(address, "defis/07.md") == address


def test_the_html_is_that_of_the_page() -> None:
    html = read(f"## A *heading* {{#place}}\n\n[x](../axes/1.md#y), [y][{KNOWN}].\n\n{{{{ map() }}}}\n").html
    assert html == (
        '<h2 id="place">A <em>heading</em></h2>\n'
        f'<p><a href="../../axes/1/#y">x</a>, <a href="{ADDRESS}">y</a>.</p>\n<p>\ue0000\ue001</p>'
    )


def test_words_are_those_of_the_prose() -> None:
    code = "```\nnor this\n```"
    text = (
        f"## Not these {{#x}}\n\nSome *words*, [a\nlink](a.md) {{{{ map() }}}}and `no code`.\n\n- one\n- two\n\n{code}"
    )
    assert Page("docs/fr/x.md", text.encode()).prose == "Some words, a link and .\n\none\n\ntwo"


def test_words_are_on_their_lines_whatever_their_links_lead_to() -> None:
    text = f"Cited [here][{KNOWN}].\n\nFound <https://example.org/> there.\n\nMore words.\n\nLast [link](a.md).\n"
    assert [(text.words.split()[0], text.line) for text in page(text).texts] == [
        ("Cited", 1), ("Found", 3), ("More", 5), ("Last", 7),
    ]  # fmt: skip


def test_acronyms_in_code_are_no_words_of_the_page() -> None:
    text = "`ABCD` and\n```\nEFGH\n```\n\nwords (IJKL), the **MNOP**\n(spelled out), and\n[the QRST](#x)."
    found = [(fault.line, fault.values) for fault in writing_faults(page(text), "none", DATA)]
    assert found == [(8, {"acronym": "QRST"})]


def test_sections_are_cut_at_headings_and_nowhere_else() -> None:
    text = (
        "Intro.\n\n```\n## One {#one}\n```\n\nOne {#one}\n---\n\nWords.\n\n> quoted\n\n### Within {#within}\n\n"
        "## Two *words* {#two}\n\nMore.\n"
    )
    whole = page(text)
    found = whole.sections
    assert [(section.id, section.title, section.line) for section in found.values()] == [
        ("intro", "", 1), ("one", "One", 7), ("two", "Two words", 16)
    ]  # fmt: skip
    assert "\n".join(line for section in found.values() for line in whole.lines(section)) == text
    # Translations have recorded hashes: they may never change.
    assert found["two"].hash == "a49835e1"


def test_translations_keep_links_over_two_lines_and_nothing_of_code() -> None:
    original = page("Words [of\nours](../axes/1.md).\n\n```\n## Code {#code}\n```\n")
    hashes = translation.accepted(page("Words."), original)
    same = page(hashes.replace("Words.", "[Words](../axes/1.md)."))
    other = page(hashes.replace("Words.", "[Words](\n../axes/2.md)."))
    assert list(translation.faults(same, original)) == []
    (fault,) = translation.faults(other, original)
    assert fault.values["missing"] == "(../axes/1.md)"
    assert fault.values["extra"] == "(../axes/2.md)"
