"""One page stands for others of its structure: for which, and for which not."""

from __future__ import annotations

import pytest

from tests.support.structures import groups, structure_of

PAGE = '<html lang="fr"><body class="defi"><p class="notice" id="a">Un <a href="x/" title="b">mot</a></p></body></html>'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mot", "autre chose"),
        ('href="x/"', 'href="https://example.org/"'),
        ('id="a"', 'id="b"'),
        ('title="b"', 'title="c"'),
        ('lang="fr"', 'lang="de"'),
        ("</p>", '</p><p class="notice" id="c"><a title="" href="">Encore</a></p>'),
    ],
    ids=["words", "address", "id", "title", "language", "more of the same, in another order"],
)
def test_words_and_addresses_make_no_structure(old: str, new: str) -> None:
    assert old in PAGE
    assert structure_of(PAGE.replace(old, new)) == structure_of(PAGE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<html", '<html dir="rtl"'),
        ("notice", "brief"),
        ("<p class", "<p hidden class"),
        (' title="b"', ""),
        ("<p class", "<h2>Titre</h2><p class"),
        ("<p class", "<input type=text><p class"),
    ],
    ids=["direction", "class", "attribute", "attribute less", "element", "type"],
)
def test_elements_classes_attributes_and_language_do(old: str, new: str) -> None:
    assert old in PAGE
    assert structure_of(PAGE.replace(old, new)) != structure_of(PAGE)


def test_value_of_an_attribute_that_says_how_it_is_shown_counts() -> None:
    assert structure_of('<input type="radio">') != structure_of('<input type="date">')
    assert structure_of('<p data-a="1">') == structure_of('<p data-a="2">')


def test_pages_are_grouped_in_order() -> None:
    other, english = PAGE.replace("notice", "brief"), PAGE.replace('"fr"', '"en"')
    pages = [("a/", PAGE), ("b/", other), ("c/", PAGE.replace("mot", "autre")), ("en/a/", english)]
    assert groups(pages) == [["a/", "c/", "en/a/"], ["b/"]]
