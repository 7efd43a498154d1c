"""French prose that breaks a rule of writing, on a page of the real project."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.support.spoiled.spoiling import Change, Spoiled, changed

RULES: dict[str, tuple[Change, str]] = {
    "headings out of order": (
        lambda text: text.replace("{#premiers-pas}", "{#x}").replace("{#ecologie}", "{#premiers-pas}"),
        r"the heading {#x} is not one that these pages have: pourquoi",
    ),
    "missing heading": (
        lambda text: re.sub(r"## .*\{#indicateurs\}\n", "", text),
        r"the heading {#indicateurs} is missing, after ecologie",
    ),
    "too short": (lambda text: text[:2500], r"expected 500 to 750 words of prose, got \d+\. Write more"),
    "too long": (lambda text: text + "\n" + "Encore une phrase courte. " * 120, r"got \d+\. Cut"),
    "long sentences": (lambda text: text.replace(". ", " "), r"sentences have [\d.]+ words on average; at most 22"),
    "acronym": (lambda text: text + "\nLe XYZT existe.\n", r"`XYZT` is not spelled out at its first use"),
}

EASY_TITLE = "    titre_simple: Bien connaître les visiteurs\n"

CASES: dict[str, Spoiled] = {
    name: replace(changed("docs/fr/defis/07.md", change, said), real=True) for name, (change, said) in RULES.items()
} | {
    "easy text without an easy title": replace(
        changed("data/defis.yaml", lambda text: text.replace(EASY_TITLE, ""), "an easy text and no easy title"),
        real=True,
    )
}
