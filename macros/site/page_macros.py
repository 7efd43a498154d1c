"""The macros that a page's Markdown may call, and nothing else.

Each renders one template of `overrides/fragments/`. `ENTRY_MACROS` take the id of
an entry, of a theme or of a public; `SITE_MACROS` take nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jinja2 import Environment
from markupsafe import Markup

from macros.publish import strategy_file
from macros.site import finding
from macros.site.view import View, render
from macros.source.ids import kind_of

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


class UnknownEntry(Exception):
    """A macro was given an id that no entry has, or of a kind it is not made for."""

    def __init__(self, value: str, kinds: set[str]):
        self.value, self.kinds = value, kinds
        super().__init__(value)


def macros(
    environment: Environment, view: View, values: Mapping[str, Callable[[], object]]
) -> dict[str, Callable[..., Markup]]:
    """Every macro, ready to be called for the page of `view`; `values`: what their templates may ask for besides."""

    def for_entry(name: str, kinds: set[str]) -> Callable[[str], Markup]:
        def macro(entry_id: str) -> Markup:
            entry = (view.data.entries | view.data.topics).get(entry_id)
            if entry is None or kind_of(entry_id) not in kinds:
                raise UnknownEntry(str(entry_id), kinds)
            return render(environment, name, view, entry=entry, around=lambda: finding.around(view, entry_id))

        return macro

    def for_site(name: str) -> Callable[[], Markup]:
        own = {"strategy_file": strategy_file, "letters": lambda: finding.letters(view)}
        return lambda: render(environment, name, view, **own | values)

    found: dict[str, Callable[..., Markup]] = {name: for_entry(name, kinds) for name, kinds in ENTRY_MACROS.items()}
    found |= {name: for_site(name) for name in SITE_MACROS}
    return found
