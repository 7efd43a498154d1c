"""What the law says: rules that keep to their form, dates that are absolute and in order, sources that were seen."""

from __future__ import annotations

import re

import pytest

from macros.site import law
from macros.source.schema import Leaf, first_day
from tests.support.projects import ROOT
from tests.support.strategy import DATA

DUTIES, TEXTS = DATA.law.obligations, DATA.law.textes
# Words that make a sentence true or false by the day it is read on.
OF_THE_DAY = re.compile(
    r"en vigueur|aujourd’hui|actuellement|désormais|bientôt|prochainement|récemment|cette année|en retard|en cours"
    r"|in force|today|currently|now|soon|recently|this year|overdue",
    re.IGNORECASE,
)


def texts_of(file: str) -> list[Leaf]:
    return [leaf for leaf in DATA.leaves if leaf.file == file]


def test_every_defi_has_one_rule_to_four() -> None:
    assert 30 <= len(DUTIES) <= 40
    assert {defi: len(duties) for defi, duties in DATA.duties_of.items() if not 1 <= len(duties) <= 4} == {}
    for duties in DATA.duties_of.values():
        days = [duty.depuis for duty in duties if duty.depuis]
        assert days == sorted(days)
        assert [duty.depuis for duty in duties[len(days) :]] == [None] * (len(duties) - len(days))


@pytest.mark.parametrize("duty", DUTIES, ids=[duty.id for duty in DUTIES])
def test_rule_has_its_dates_in_order_and_a_source_that_was_seen(duty) -> None:
    assert first_day(duty.verifie) < first_day(duty.reverifier)
    after = [day for deadline in duty.echeances for day in deadline.jours]
    assert after == sorted(after)
    assert all(duty.depuis is None or day >= duty.depuis for day in after)
    sources = [DATA.sources[source] for source in duty.sources]
    assert any(source.verifie for source in sources)
    # A date that is near is the one before which to look again.
    coming = [day for day in after if day > duty.verifie]
    assert not coming or duty.reverifier <= max(coming[0], "2027-05-28")
    assert duty.defis


def test_days_are_told_in_order_and_each_once() -> None:
    days = law.days(DATA)
    assert [(day.day, day.duty.id) for day in days] == sorted({(day.day, day.duty.id) for day in days})
    told = {(day.day, day.duty.id) for day in days}
    assert ("2027-01-12", "obligation-nuage-changer") in told
    assert ("2025-06-28", "obligation-vente-en-ligne-accessible") in told


def test_every_rule_is_told_to_somebody() -> None:
    found = law.by_public(DATA)
    assert {duty.id for _, duties in found for duty in duties} == {duty.id for duty in DUTIES}
    assert {public for public, _ in found} == {"", *DATA.publics}


def test_texts_do_not_depend_on_the_day_they_are_read() -> None:
    own = texts_of("data/obligations.yaml")
    assert len(own) > 150
    assert [text for text in own if OF_THE_DAY.search(text)] == []
    for code in ("fr", "en"):
        page = (ROOT / "docs" / code / "obligations.md").read_text("utf-8")
        assert OF_THE_DAY.findall(page) == []


def test_pages_of_defis_say_no_more_that_the_law_was_not_looked_up() -> None:
    avowals = re.compile(r"avons (?:pas )?vérifié (?:ni sa|la suite|la publication|l’issue|son sort)|pas vérifié")
    for path in sorted((ROOT / "docs" / "fr" / "defis").glob("[0-9]*.md")):
        assert avowals.findall(path.read_text("utf-8")) == [], path.name


def test_what_must_not_be_written_is_not() -> None:
    """Figures that circulate about these rules, which no two sources hold."""
    said = "\n".join([*texts_of("data/obligations.yaml"), *(duty.texte for duty in DUTIES)])
    amounts = set(re.findall(r"(\d[\d ]*) €", said))
    assert amounts == {"50 000", "25 000", "45 000", "15 000", "1 000", "40 000", "100 000", "60 000"}
    assert not re.search(r"tous les cinq ans|20 000 €|75 000|72 heures après l’attaque|2026-5\b", said)
