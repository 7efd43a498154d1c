"""What each language has of its own: how it sorts, under which letter it files; no words in templates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from markupsafe import Markup

from macros.publish.downloads import offered
from macros.site.metadata import locale_of
from macros.source.languages import direction, is_known
from macros.words.catalogue import Catalogue
from macros.words.collation import initial, sort_key
from macros.words.language import Language, Words
from tests.support.projects import ROOT


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("fr", ["dépôt", "Économie", "égalité", "ère"]),
        ("es", ["nube", "ñandú", "obra"]),
        ("br", ["ctenn", "chal", "c’hoari", "daou"]),
        ("br", ["dae", "An dael", "deiziad"]),
        ("ar", ["البحث", "تراث", "التعليم", "الرقمنة", "مكتبة"]),
        ("ar", ["إتاحة", "الأثر", "أجل", "آخر", "الأدب"]),
    ],
)
def test_words_are_sorted_as_the_language_sorts_them(language: str, ordered: list[str]) -> None:
    assert sorted(set(ordered), key=lambda word: sort_key(word, language)) == ordered


@pytest.mark.parametrize(
    ("text", "language", "letter"),
    [
        ("Écologie", "fr", "E"),
        ("« Œuvre »", "fr", "Œ"),
        ("ñandú", "es", "Ñ"),
        ("nido", "es", "N"),
        ("c’hoari", "br", "C’H"),
        ("chomlec’h", "br", "CH"),
        ("kevredigezh", "br", "K"),
        ("أرشيف", "ar", "ا"),
        ("«البيانات المفتوحة»", "ar", "ب"),
        ("الأمية الرقمية", "ar", "ا"),
        ("الالتزام", "ar", "ا"),
        ("Ar 24 dae", "br", "#"),
        ("An oberoù", "br", "O"),
        ("Arvestoù", "br", "A"),
        ("3D", "fr", "#"),
    ],
)
def test_index_files_under_the_letters_of_each_language(text: str, language: str, letter: str) -> None:
    assert initial(text, language) == letter


@pytest.mark.parametrize(
    ("code", "shared", "written", "name"),
    [
        ("fr", "fr_FR", "ltr", "français"),
        ("ar", "ar_EG", "rtl", "العربية"),
        ("pt-BR", "pt_BR", "ltr", "português (Brasil)"),
        ("en", "en_GB", "ltr", "English"),
        ("en-GB", "en_GB", "ltr", "English (United Kingdom)"),
        ("en-CA", "en_CA", "ltr", "English (Canada)"),
        ("zh-Hant", "zh_TW", "ltr", "中文 (繁體)"),
        ("es-419", "es_419", "ltr", "español (Latinoamérica)"),
        ("gsw", "gsw_CH", "ltr", "Schwiizertüütsch"),
        ("gcf", "gcf_GP", "ltr", "as it is called"),
        ("rcf", "rcf_RE", "ltr", "as it is called"),
        ("azb", "azb_IR", "rtl", "as it is called"),
    ],
)
def test_code_of_a_language_tells_its_territory_direction_and_name(
    code: str, shared: str, written: str, name: str
) -> None:
    assert is_known(code)
    assert (locale_of(code), direction(code)) == (shared, written)
    assert Language(code, "fr", Catalogue(code, {}), {}, "as it is called").name == name


@pytest.mark.parametrize("code", ["zz", "FR", "fra-", "pt_BR", "pt-br", "zh-hant", "en-GB-", "f", "abcd", "fr\n", ""])
def test_code_of_no_language_is_unknown(code: str) -> None:
    assert not is_known(code)


def test_direction_is_that_of_every_language_with_rules_of_its_own() -> None:
    for identifier in set(locale_identifiers()) - {"root"}:
        rtl = Locale.parse(identifier).character_order == "right-to-left"
        assert (direction(identifier.replace("_", "-")) == "rtl") == rtl, identifier


def test_language_without_rules_writes_as_the_one_it_is_translated_from() -> None:
    creole, french = (Language(code, "fr", Catalogue(code, {}), {}) for code in ("gcf", "fr"))
    for of in (creole, french):
        assert (of.number(105302), of.size(1_200_000), of.date("2024-06-13")) == (
            "105\u202f302",
            "1,2\u202fMo",
            "13 juin 2024",
        )
    of_none = Language("gcf", "rcf", Catalogue("gcf", {}), {})
    assert (of_none.number(105302), of_none.date("2024-06")) == ("105,302", "June 2024")


def test_arabic_groups_figures_with_a_space() -> None:
    arabic = Language("ar", "fr", Catalogue("ar", {}), {})
    assert [arabic.number(value) for value in (999, 114_000, 15.4)] == ["999", "114\u00a0000", "15.4"]
    for path in (ROOT / "translations/ar.po", *(ROOT / "docs/ar").rglob("*.md")):
        assert not re.search(r"\d,\d{3}", path.read_text("utf-8")), path


def test_words_and_files_are_marked_with_codes_of_any_form(tmp_path: Path) -> None:
    shown = Words("[[gcf:lakou]], [[pt-BR:usina]], [[PT:não]]", "fr", "fr").bare
    assert shown == '<span lang="gcf">lakou</span>, <span lang="pt-BR">usina</span>, [[PT:não]]'
    for name in (
        "24-defis-gcf.pdf",
        "24-defis-pt-BR.epub",
        "24-defis-zh-Hant.pdf",
        "24-defis-fr.pdf",
        "24-defis.pdf",
        "24-defis-cartes-a6-fr.pdf",
    ):
        (tmp_path / "dist").mkdir(exist_ok=True)
        (tmp_path / "dist" / name).write_bytes(b"")
    assert [(file.kind, file.language) for file in offered(tmp_path)] == [
        ("pdf", "fr"),
        ("pdf", "gcf"),
        ("pdf", "zh-Hant"),
        ("cartes-a6", "fr"),
        ("epub", "pt-BR"),
    ]


def test_templates_hold_no_words() -> None:
    """Text outside tags, styles and Jinja in the templates has no letters but names of formats."""
    for path in (ROOT / "overrides").rglob("*.html"):
        text = re.sub(
            r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<style>.*?</style>", " ", path.read_text("utf-8"), flags=re.DOTALL
        )
        text = re.sub(r"<[^>]*>", " ", text)
        assert re.findall(r"[A-Za-zÀ-ÿ]{2,}", text) == [], path
        for name in ("aria-label", "title", "alt"):
            assert not re.search(rf'{name}="[^"{{]*[A-Za-z]', path.read_text("utf-8")), path


@pytest.mark.parametrize(
    ("text", "language", "values", "html", "plain"),
    [
        ("24 défis", "ar", {}, "<bdi>24 défis</bdi>", "\u206824 défis\u2069"),
        ("24 défis", "fr", {}, "24 défis", "24 défis"),
        ("بحث – {site}", "ar", {"site": "24 défis"}, "بحث – <bdi>24 défis</bdi>", "بحث – \u206824 défis\u2069"),
        ("التحدي {number}", "ar", {"number": "7"}, "التحدي 7", "التحدي 7"),
        ("في {link}", "ar", {"link": Markup('<a href="x">3D</a>')}, 'في <bdi><a href="x">3D</a></bdi>', None),
        ("في {link}", "ar", {"link": Markup('<b dir="ltr">3D</b>')}, 'في <b dir="ltr">3D</b>', None),
        ("في {link}", "ar", {"link": Markup('<a href="x">بحث</a>')}, 'في <a href="x">بحث</a>', None),
        ("{title} : ici", "fr", {"title": "L’œuvre\u00a0: « été »"}, "L’œuvre\u00a0: « été »\u00a0: ici", None),
        ("{name}, 24", "en", {"name": "بحث"}, "<bdi>بحث</bdi>, 24", "\u2068بحث\u2069, 24"),
        (
            "هي [[fr:médiation]]",
            "ar",
            {},
            'هي <span lang="fr" dir="ltr">médiation</span>',
            "هي \u2068médiation\u2069",
        ),
        (
            "{title} – {site}",
            "ar",
            {"title": Words("Défi", "fr", "ar"), "site": Words("بحث", "ar", "ar")},
            '<span lang="fr" dir="ltr">Défi</span> – بحث',
            "\u2068Défi\u2069 – بحث",
        ),
    ],
)
def test_what_is_written_the_other_way_is_set_apart(
    text: str, language: str, values: dict[str, object], html: str, plain: str | None
) -> None:
    words = Words(text, language, language, values)
    assert words.__html__() == html
    assert plain is None or str(words) == plain
    assert not {"\u2068", "\u2069"} & set(words.plain), "data has words alone"
