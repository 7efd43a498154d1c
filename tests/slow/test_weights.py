"""What every page weighs against its budget, in every language: recorded, the site draws it."""

from __future__ import annotations

from pathlib import Path

from macros import building
from macros.source import settings
from tests.support.measures import RecordProperty, weighed


def test_no_page_is_over_its_budget(site: Path, record_property: RecordProperty) -> None:
    made = building.site_of(settings.read(site.parent))
    found = weighed(made, site)
    record_property("weights", found)
    limits = {kind.id: kind.limites.octets for kind in made.project.data.budget.pages}
    assert {kind for kind, *_ in found} <= limits.keys()
    assert [kind for kind, _, _, heaviest, _ in found if heaviest > limits[kind]] == []
    assert all(sum(parts) == pages for _, pages, _, _, parts in found)
