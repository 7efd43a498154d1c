"""`make check`: what only the built site would show otherwise, told in seconds."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.projects import run


def test_macro_for_nothing_and_link_to_no_place_are_told_together(mini: Path) -> None:
    entry, about = mini / "docs/en/defis/01.md", mini / "docs/en/a-propos.md"
    assert run(mini, "macros", "check").returncode == 0
    entry.write_text(entry.read_text("utf-8").replace('questions("defi-01")', 'questions("defi-99")'), "utf-8")
    text = about.read_text("utf-8") + "\n[well](#words) and [ill](#wrods); [well](axes/1.md#section-1-1).\n"
    about.write_text(text + "\n[ill](axes/1.md#section-9-9) but `[not a link](#nowhere)`\n", "utf-8")
    last = about.read_text("utf-8").count("\n")
    result = run(mini, "macros", "check")
    assert result.returncode == 1
    assert re.search(r"docs/en/defis/01\.md:\d+: `defi-99` is no entry", result.stderr), result.stderr
    assert f"docs/en/a-propos.md:{last - 2}: `#wrods` is no place in docs/en/a-propos.md (words ?)" in result.stderr
    assert f"docs/en/a-propos.md:{last}: `#section-9-9` is no place in docs/en/axes/1.md" in result.stderr
    assert "3 faults / 3 erreurs" in result.stderr
