"""Every spoiled input: what a check refuses, a build refuses too, saying the same and losing nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.doors import refused_alike
from tests.support.spoiled import SAMPLE, SPOILED

OTHERS = [name for name in SPOILED if name not in SAMPLE]


@pytest.mark.parametrize("name", OTHERS)
def test_build_refuses_what_a_check_refuses(name: str, tmp_path: Path) -> None:
    refused_alike(SPOILED[name], tmp_path)
