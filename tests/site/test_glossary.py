"""The glossary in prose: the first use of a term leads to it, once a page."""

from __future__ import annotations

import re
from pathlib import Path


def test_first_use_of_a_term_links_to_the_glossary(site: Path) -> None:
    html = (site / "defis" / "02" / "index.html").read_text("utf-8")
    assert html.count('<a class="term" href="../../glossaire/#decouvrabilite">') == 1
    assert "découvrabilité" in html.partition('class="term" href="../../glossaire/#decouvrabilite">')[2][:20]
    for page in site.rglob("index.html"):
        linked = re.findall(r'class="term" href="[^"]*#([^"]+)"', page.read_text("utf-8"))
        assert len(linked) == len(set(linked)), page
    assert 'class="term"' not in (site / "glossaire" / "index.html").read_text("utf-8")
