"""The door of every refusal: what a check refuses, a build refuses too, saying the same and losing nothing.

One input of each family is tried here; all the others, in `tests/slow/test_refusals.py`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.support.doors import checked, faults_in, refused, refused_alike, told
from tests.support.spoiled import SAMPLE, SPOILED


@pytest.mark.parametrize("name", SAMPLE)
def test_build_refuses_what_a_check_refuses(name: str, tmp_path: Path) -> None:
    refused_alike(SPOILED[name], tmp_path)


def test_check_has_the_same_door(mini: Path) -> None:
    for name in ("data: text too long", "catalogue: conflict"):
        SPOILED[name].spoil(mini)
    expected = checked(mini)
    assert len(expected) == 2
    assert faults_in(refused(mini, "check")) == expected


def test_what_a_page_weighs_is_left_to_the_build(mini: Path) -> None:
    words = " ".join(hashlib.sha256(bytes([number % 256, number // 256])).hexdigest()[:8] for number in range(4500))
    (mini / "docs/en/plan.md").write_text(f"---\ntitle: Plan\ndescription: Long\n---\n\n{words}\n", "utf-8")
    assert told(mini) == ""
    faults = faults_in(refused(mini))
    # The page, and those that show its words in other languages.
    assert [fault.partition(":")[0] for fault in faults] == [
        f"site/{code}plan/index.html" for code in ("ar/", "fr/", "")
    ]
    assert all(":1: the page weighs" in fault and "at most 14000 are allowed" in fault for fault in faults)
