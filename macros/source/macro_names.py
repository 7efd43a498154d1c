"""The macros that a page may call: what editors write; `site/page_macros.py` renders them."""

from __future__ import annotations

# The name of each macro, and the kinds of entries it can be given.
ENTRY_MACROS: dict[str, set[str]] = {
    "opening": {"defi", "action", "axe"},
    "questions": {"defi"},
    "ecology": {"defi"},
    "resources": {"defi"},
    "related": {"defi", "action"},
    "follow_up": {"action"},
    "sections": {"axe"},
    "topic": {"theme", "public"},
}
SITE_MACROS: set[str] = {
    "map", "all_defis", "all_actions", "all_axes", "worksheet", "together", "by_theme", "consultation", "groups",
    "errata", "glossary", "easy_to_read", "whole_text", "site_plan", "source_document",
    "budget", "checks", "translations", "data_address", "data_files", "changes", "repository", "downloads",
    "alphabetical_index", "search",
}  # fmt: skip
