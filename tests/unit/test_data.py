"""The strategy's data: official wordings, figures, schemas."""

from __future__ import annotations

import json

import pytest
import yaml
from jsonschema import Draft202012Validator

from macros.source.completion import json_schema
from macros.source.schema import FILES
from tests.support.projects import ROOT
from tests.support.strategy import DATA, PRINTED, corrected


@pytest.mark.parametrize(("place", "entry", "printed"), PRINTED, ids=[f"{e}, {p}" for p, e, _ in PRINTED])
def test_official_wording_is_the_source_s_but_for_listed_errata(place: str, entry: str, printed: str) -> None:
    if entry.startswith("groupe-"):
        assert printed in DATA.strategy.groupes.noms
    else:
        assert DATA.entries[entry].officiel == corrected(entry, printed)


def test_every_entry_is_compared_with_the_source() -> None:
    compared = {entry for _, entry, _ in PRINTED}
    assert set(DATA.entries) <= compared


def test_counts_are_the_source_s() -> None:
    strategy = DATA.strategy
    assert [len(DATA.defis_of(axe)) for axe in strategy.axes] == [5, 6, 9, 4]
    assert sum(len(axe.sections) for axe in strategy.axes) == 17
    assert len(strategy.actions) == 8
    assert (strategy.groupes.annonces, len(strategy.groupes.noms)) == (8, 7)


def test_pages_are_those_of_the_contents() -> None:
    for place, entry, _ in PRINTED:
        if place.startswith("contents"):
            assert DATA.entries[entry].page == int(place.removeprefix("contents p. ")), entry


def test_contradictory_figures_are_all_kept() -> None:
    figures = {figure.valeur for figure in DATA.strategy.consultation.chiffres}
    assert {5000, 4686, 105_302, 300, 115, 26} <= figures


@pytest.mark.parametrize("name", FILES)
def test_schema_is_up_to_date_and_accepts_the_data(name: str) -> None:
    schema = json.loads((ROOT / "data" / f"{name}.schema.json").read_text("utf-8"))
    assert schema == json.loads(json.dumps(json_schema(name, DATA.settings))), "run: make schema"
    Draft202012Validator.check_schema(schema)
    path = ROOT / "data" / f"{name}.yaml"
    # All but the strategy may be absent.
    Draft202012Validator(schema).validate(yaml.safe_load(path.read_text("utf-8")) if path.exists() else {})


def test_schema_refuses_what_the_model_refuses() -> None:
    schema = json.loads((ROOT / "data" / "defis.schema.json").read_text("utf-8"))
    spoiled = yaml.safe_load((ROOT / "data" / "defis.yaml").read_text("utf-8"))
    spoiled["defis"][0]["questions"] = ["Une seule ?"]
    spoiled["defis"][1]["inconnu"] = 1
    assert len(list(Draft202012Validator(schema).iter_errors(spoiled))) == 2


def test_audiences_speak_to_their_readers() -> None:
    assert all(topic.en_bref.startswith("Vous ") for topic in DATA.publics.values())
