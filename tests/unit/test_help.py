"""Who helps, who pays, what to do: each broken rule of their data, its line, its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.source.data import load
from tests.support.doors import pages_in, told
from tests.support.projects import ROOT, edit

CONTACTS = """besoins:
  - {id: money, titre: Finding money}
contacts:
  - {id: town-hall, nom: Town hall, url: "https://example.org/", besoins: [money]}
"""
GUICHETS = """familles:
  - {id: state, titre: The State}
guichets:
  - id: guichet-stages
    nom: Fund for stages
    famille: state
    organisme: The ministry
    pour: Building a stage.
    qui: Any town.
    rythme: annuel
    mois: [3, 4]
    lien: SOURCE
    verifie: "2026-11-28"
    reverifier: "2027-05-28"
    defis: [defi-01]
    publics: [PUBLIC]
"""
SITUATIONS = """situations:
  - id: storm
    titre: A storm tonight
    en_bref: The wind rises.
    recherche: storm, rain
    etapes:
      - {quoi: Close the windows., qui: Everybody., quand: At once, contacts: [town-hall]}
      - {quoi: Ask for money., qui: The office., quand: Tomorrow, guichets: [guichet-stages]}
      - {quoi: Say what was learnt., qui: Everybody., quand: Next week, voir: [plan.md]}
"""
# A file, what to replace in it and by what; the line, what is said.
CASES = {
    "nobody to ask": (
        "guichets",
        "    mois: [3, 4]\n",
        "",
        4,
        "nothing says when to ask. Give the usual months",
    ),
    "thirteenth month": ("guichets", "[3, 4]", "[3, 13]", 11, "13"),
    "family": ("guichets", "famille: state", "famille: stat", 6, "`stat` names nothing that exists (state ?)"),
    "source": ("guichets", "lien: ", "lien: no-", 12, "names nothing that exists"),
    "whom to ask": ("guichets", "    mois: [3, 4]", "    contact: town-hal", 11, "`town-hal` names nothing"),
    "challenge": ("guichets", "defi-01", "defi-99", 15, "`defi-99` names nothing"),
    "audience": ("guichets", "publics: [", "publics: [no-", 16, "names nothing"),
    "name": ("guichets", "id: guichet-stages", "id: stages", 4, "does not have the expected form"),
    "need": ("contacts", "besoins: [money]", "besoins: [mony]", 4, "`mony` names nothing that exists (money ?)"),
    "contact of a step": ("situations", "[town-hall]", "[town]", 7, "`town` names nothing"),
    "funder of a step": ("situations", "[guichet-stages]", "[guichet-x]", 8, "`guichet-x` names nothing"),
    "page of a step": ("situations", "[plan.md]", "[plans.md]", 9, "`plans.md` is not a page of this site. Name it"),
}


def helped(project: Path) -> None:
    """Add who helps, who pays and a situation to the tiny project."""
    data = load(project)
    source, public = next(iter(data.sources)), next(iter(data.publics))
    for name, text in (("contacts", CONTACTS), ("guichets", GUICHETS), ("situations", SITUATIONS)):
        filled = text.replace("SOURCE", source).replace("PUBLIC", public)
        (project / f"data/{name}.yaml").write_text(filled, "utf-8")


def test_sound_data_is_not_told(draft: Path) -> None:
    helped(draft)
    assert told(draft) == ""


@pytest.mark.parametrize("case", CASES)
def test_broken_rule_is_told_with_its_line(case: str, draft: Path) -> None:
    name, old, new, line, said = CASES[case]
    helped(draft)
    edit(draft / f"data/{name}.yaml", old, new)
    report = told(draft)
    assert f"data/{name}.yaml:{line}: " in report, report
    assert said in report


def test_every_fact_says_when_it_was_seen_and_is_seen_again() -> None:
    data = load(ROOT)
    for item in (*data.funding.guichets, *data.help.contacts):
        assert "" < (item.verifie or "") < (item.reverifier or ""), item.id
    assert {need for contact in data.help.contacts for need in contact.besoins} == {n.id for n in data.help.besoins}
    assert all(contact.besoins or contact.region for contact in data.help.contacts), "each is shown somewhere"


def test_steps_lead_to_every_model() -> None:
    site = pages_in(ROOT)
    models = {path for path in site.originals if path.startswith("modeles/") and not path.endswith("/index.md")}
    assert len(models) == 6
    assert models <= {
        path for situation in site.project.data.situations.values() for step in situation.etapes for path in step.voir
    } | {"modeles/lisez-moi.md"}
    defis = [page for path, page in site.originals.items() if path.startswith("defis/")]
    linked = {page.beside(link.target.address) for page in defis for link in page.document.links}
    assert models <= linked, "each is offered by the step of a défi that asks for it"
