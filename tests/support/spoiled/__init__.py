"""Every spoiled input of the tests, by family: what it does to a copy of a project, and what must be said of it.

Each is refused by a check in this process, and by a build; both say the same, but for what is listed here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pytest
from _pytest.mark import ParameterSet

from tests.support.spoiled import attacks, catalogues, data, files, pages, writing
from tests.support.spoiled.spoiling import Spoiled

FAMILIES: dict[str, dict[str, Spoiled]] = {
    "data": data.CASES,
    "catalogue": catalogues.CASES,
    "page": pages.CASES,
    "attack": attacks.CASES,
    "file": files.CASES,
    "writing": writing.CASES,
}
SPOILED = {f"{family}: {name}": case for family, cases in FAMILIES.items() for name, case in cases.items()}
# A goal that is not reached stops no build: correcting the original would take the site away from its readers.
GOALS = {"page: language declared complete"}
# What a check does not find yet, for it looks at no converted page; and what a build does not, for it follows no
# link to a place.
CHECK_MISSES = {"attack: converted", "attack: event handler", "attack: inline style"}
BUILD_MISSES = {"page: links to no place"}
# One of each family, and of each moment at which a build may find a fault.
SAMPLE = (
    "data: broken YAML",
    "data: unknown section",
    "data: citation with no date",
    "catalogue: conflict",
    "catalogue: reaching out",
    "page: unknown entry",
    "page: missing",
    "page: translation without a macro",
    "page: links to no place",
    "attack: templates",
    "attack: converted",
    "file: links everywhere",
    "writing: acronym",
)


def but_for(missed: Collection[str], reason: str, names: Iterable[str] = SPOILED) -> list[ParameterSet]:
    """The names as parameters, those that are missed so far expected to fail."""
    missing = pytest.mark.xfail(strict=True, reason=reason)
    return [pytest.param(name, marks=missing if name in missed else ()) for name in names]
