"""`translations --accept`: what it may be asked to accept."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.commands.translations import translations
from macros.source.faults import Faults


@pytest.mark.parametrize("target", ["en/defis/01.md", "en/defis/01.md#why"])
def test_original_is_not_accepted_as_a_translation(target: str, mini: Path) -> None:
    page = mini / "docs" / "en/defis/01.md"
    before = page.read_bytes()
    with pytest.raises(Faults) as raised:
        translations(mini, accept=target)
    (fault,) = raised.value.faults
    assert (fault.file, fault.code) == ("docs/en/defis/01.md", "translation-original")
    assert f"`{target}` is of the original" in str(fault)
    assert page.read_bytes() == before
