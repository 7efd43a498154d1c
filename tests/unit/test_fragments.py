"""What macros put into pages, as Markdown: each element in its form, whatever stands around it."""

from __future__ import annotations

import pytest

from macros.publish.wholetext.fragments import markdown

PAGE = "https://example.test/defis/07/"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<h2 id="a">A &amp; b</h2><p>C\n  d</p>', "## A & b {#a}\n\nC d"),
        ('<p>An <a href="../01/#x">entry</a>, <b>bold</b> and <code>a_*b</code> c_d</p>',
         "An [entry](https://example.test/defis/01/#x), **bold** and `a_*b` c\\_d"),
        ('<ol>\n<li lang="en">one<ul><li>two</li></ul></li>\n<li>three</li>\n</ol>', "1. one\n\n   - two\n2. three"),
        ("<table><caption>All</caption><thead><tr><th>a</th><th>b</th></tr></thead>"
         "<tbody><tr><td>1<br>2</td><td>x|y</td></tr></tbody></table>",
         "All\n\n| a | b |\n| --- | --- |\n| 1 2 | x\\|y |"),
        ('<p>Mot <span lang="en">word</span></p>', 'Mot <span lang="en">word</span>'),
        ('<form><p>not read</p></form><svg><path d="M0 0"/></svg><p>2024. A year</p>', "2024\\. A year"),
    ],
)  # fmt: skip
def test_each_element_has_its_form(html: str, expected: str) -> None:
    assert markdown(html, PAGE) == expected


def test_an_end_without_a_beginning_is_left_to_whoever_judges_the_page() -> None:
    assert markdown("</div><p>a</p></p>", PAGE) == "a"
