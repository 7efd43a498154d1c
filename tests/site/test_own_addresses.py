"""A site whose addresses have names of their own: every page is there, and everything leads there."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.support.projects import build

NAMES = """
adresses:
  - {id: defis, adresse: wishes}
  - {id: axes, adresse: themes-of-ours}
  - {id: plan, adresse: site-map}
"""


def test_everything_leads_to_the_names_that_the_site_gives(mini: Path) -> None:
    settings = mini / "data" / "reglages.yaml"
    settings.write_text(settings.read_text("utf-8") + NAMES, "utf-8")
    # The plan was there, under its file's name: whoever kept that address still finds it.
    (mini / "data" / "redirections.yaml").write_text("redirections: [{de: plan/, vers: plan.md}]\n", "utf-8")
    site = build(mini)
    for page in ("wishes/01", "fr/wishes/01", "ar/themes-of-ours/1", "site-map"):
        assert (site / page / "index.html").is_file(), page
    for old in ("defis", "axes"):
        assert not (site / old).exists()
    assert 'content="0; url=../site-map/">' in (site / "plan" / "index.html").read_text("utf-8")
    # The build has followed every link: what is left to look at is what machines read.
    texts = [
        path for path in site.rglob("*") if path.suffix in (".html", ".json", ".xml", ".ttl", ".csv", ".md", ".txt")
    ]
    assert len(texts) > 50
    told = "\n".join(path.read_text("utf-8") for path in texts)
    assert not re.search(r"""https://example\.test/(?:fr/|ar/)?(?:defis|axes)/|["(/](?:defis|axes)/(?:\d+/|")""", told)
    whole = json.loads((site / "data" / "v1" / "strategie.json").read_text("utf-8"))
    assert whole["defis"][0]["url"] == "https://example.test/wishes/01/"
