"""The real cases: enough of them, of every kind; their costs dated; nobody named; each told on one page at least."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from macros.site import casebook, page_macros, pages
from macros.site.editing import Repository
from macros.source import data as strategy_data
from macros.source.faults import Faults
from macros.source.ids import page_of
from macros.source.schema import Case, Price
from tests.support.doors import pages_in
from tests.support.projects import ROOT, copy_project, edit
from tests.support.strategy import DATA
from tests.support.translating import messages

OVERSEAS = re.compile(
    "Guadeloupe|Guyane|La Réunion|Martinique|Mayotte|Nouvelle-Calédonie|Polynésie|Saint-Barthélemy|Saint-Martin"
    "|Saint-Pierre-et-Miquelon|Wallis-et-Futuna|Antilles"
)
# A title and a name, or the function of somebody: cases are about places.
SOMEBODY = re.compile(r"\b(?:M\.|Mme|Mr|Mrs|Ms|Dr|Pr) [A-ZÉÈ]|\b(?:maire|directeur|directrice|ministre) [A-ZÉÈ]")
CASES = DATA.cases
REAL = pages_in(ROOT)


def test_every_defi_has_a_case_that_its_page_tells() -> None:
    for defi in DATA.strategy.defis:
        found = casebook.of_defi(DATA, defi.id)
        assert found, defi.id
        assert found[0].defis[0] == defi.id
    told = Counter(casebook.of_defi(DATA, defi.id)[0].id for defi in DATA.strategy.defis)
    assert max(told.values()) == 1


def test_cases_are_many_and_most_are_of_places_like_the_readers_own() -> None:
    assert len(CASES) >= 36
    assert sum(case.taille != "grande" for case in CASES) * 2 >= len(CASES)
    assert sum(bool(OVERSEAS.search(case.lieu)) for case in CASES) >= 8
    assert sum(case.limite is not None for case in CASES) >= 10
    assert sum(case.limite is not None and case.limite.nature == "echec" for case in CASES) >= 5
    assert sum(case.cout is not None for case in CASES) >= 12


@pytest.mark.parametrize("public", ["musees", "bibliotheques", "spectacle", "collectivites"])
def test_small_places_have_a_cost_to_compare_theirs_with(public: str) -> None:
    assert [case for case in CASES if case.taille == "petite" and case.cout and case.publics[0] == public]


def test_costs_are_of_a_year_of_their_case_and_have_sources() -> None:
    for case in CASES:
        if case.cout:
            first, last = [*case.annees.split("-"), case.annees][:2]
            assert first <= case.cout.annee <= last[:4] or case.cout.annee == first, case.id
            assert case.sources, case.id
            assert case.cout.jusqua is None or case.cout.jusqua > case.cout.montant, case.id


def test_nobody_is_named() -> None:
    fields = {name for kind in (Case, Price) for name in kind.model_fields}
    assert fields.isdisjoint({"personne", "nom", "auteur", "contact", "courriel"})
    for case in CASES:
        suite = case.limite.suite if case.limite else ""
        assert not SOMEBODY.search(" ".join((case.titre, case.organisation, case.texte, suite))), case.id


def test_work_due_on_one_day_is_little() -> None:
    due = Counter(case.reverifier for case in CASES)
    first, *_ = sorted(due)
    assert due[first] <= 15


def test_cases_of_all_publics_and_sizes_are_listed_once() -> None:
    listed = [case.id for public in DATA.publics for case in casebook.of_public(DATA, public)]
    assert sorted(listed) == sorted(case.id for case in CASES)
    for size in casebook.SIZES:
        costs = [case.cout.montant for case in casebook.with_cost(DATA, size) if case.cout]
        assert all(a <= b for a, b in pairwise(costs))


@pytest.mark.parametrize(
    ("code", "one", "two"),
    [("fr", "6 500 000 €", "de 5 000 € à 6 000 €"), ("en", "€6,500,000", "€5,000 to €6,000")],
)
def test_costs_are_written_as_a_language_does(code: str, one: str, two: str) -> None:
    language = REAL.project.languages[code]
    costs = {case.id: case.cout for case in CASES if case.cout}

    def plain(text: object) -> str:
        return re.sub(r"\s", " ", str(text))

    assert plain(casebook.price(language, costs["cas-lezoux"])) == one
    assert plain(casebook.price(language, costs["cas-bayeux"])) == two


def fragment(code: str, path: str, name: str, *about: str) -> str:
    """What a macro gives a page of the real site in a language."""
    return str(page_macros.call(REAL, REAL.view(path, code), name, *about))


@pytest.mark.parametrize("code", REAL.project.languages)
def test_each_defi_s_page_tells_a_case_in_every_language(code: str) -> None:
    word = str(REAL.project.languages[code].w("case-real", title="")).strip()
    for defi in DATA.strategy.defis:
        found = fragment(code, page_of(defi.id), "cases", defi.id)
        case, *others = casebook.of_defi(DATA, defi.id)
        assert found.count('<div class="case">') == 1, defi.id
        assert word in found
        assert [f"cas/#{other.id}" in found for other in others] == [True] * len(others)
        # Whatever the language has no words of, is marked on its paragraph.
        is_whole = code == "fr" or all(text for id, text in messages(code).items() if id.startswith(f"case.{case.id}."))
        assert (f'<p lang="fr"{" dir=" if code == "ar" else ""}' in found) != is_whole, case.id


@pytest.mark.parametrize("code", REAL.project.languages)
def test_page_of_all_cases_has_each_once_in_every_language(code: str) -> None:
    found = fragment(code, pages.CASES, "all_cases")
    assert re.findall(r'<div class="case" id="([\w-]+)">', found) == [
        case.id for public in DATA.publics for case in casebook.of_public(DATA, public)
    ]
    assert found.count('<th scope="row">') == sum(case.cout is not None for case in CASES)
    assert not re.search(r"[{}]", found)


def test_public_s_page_names_the_cases_that_speak_to_it() -> None:
    for public in DATA.publics:
        found = fragment("fr", f"publics/{public}.md", "topic", f"public-{public}")
        named = re.findall(r'href="[./]+/cas/#(cas-[\w-]+)"', found)
        assert named == [case.id for case in CASES if public in case.publics], public
    assert "cas/#cas-" not in fragment("fr", "themes/donnees.md", "topic", "theme-donnees")


def test_case_can_be_corrected_where_the_repository_is_known() -> None:
    known = replace(REAL, repository=Repository("https://example.test/people/project"))
    view = known.view("defis/07.md", "fr")
    assert 'href="https://example.test/people/project/blob/main/data/cas.yaml#L' in str(
        page_macros.call(known, view, "cases", "defi-07")
    )
    assert "blob/main" not in fragment("fr", "defis/07.md", "cases", "defi-07")


# What says that people or places are nobody's and nowhere.
INVENTED = r"invent|imagin|ficti|fabriqu|fantaisie|personnage|composés|n’existe|plume|de papier|pour l’exemple|suppos"


def test_situations_beside_a_case_say_that_they_are_invented_each_page_in_its_own_words() -> None:
    runs: Counter[str] = Counter()
    for defi in DATA.strategy.defis:
        page = REAL.originals[page_of(defi.id)]
        text = "\n".join(page.lines(page.sections["pour-vous"]))
        opening = text.split("\n\n")[1]
        assert re.search(INVENTED, text, re.IGNORECASE), defi.id
        words = re.findall(r"\w+", opening.lower())
        runs.update({" ".join(words[i : i + 5]) for i in range(len(words) - 4)})
    assert [run for run, count in runs.items() if count > 2] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "publics: [musees]",
            "publics: [musee]",
            "cas-trouville.publics.1: `musee` names nothing that exists (musees ?)",
        ),
        ("defis: [defi-01]", "defis: [defi-99]", "cas-lezoux.defis.1: `defi-99` names nothing"),
        ("- livres-hebdo-2017-lezoux", "- nowhere", "cas-lezoux.sources.2: `nowhere` names nothing"),
        ('reverifier: "2028-11-28"', 'reverifier: "2026-11-01"', "the date to check again (2026-11-01) is not after"),
        ('      annee: "2017"\n', "", "annee"),
        ("- id: cas-trouville", "- id: cas-lezoux", "cas-lezoux: this id is used twice"),
    ],
)
def test_what_is_wrong_in_a_case_is_told_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    project = copy_project(tmp_path / "project", code=False)
    edit(project / "data" / "cas.yaml", old, new)
    with pytest.raises(Faults) as refused:
        strategy_data.load(project)
    (fault,) = refused.value.faults
    assert fault.file == "data/cas.yaml"
    assert fault.line > 1
    assert said in str(fault)
