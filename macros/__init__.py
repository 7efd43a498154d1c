"""24 défis: the strategy as data, and the pages made from it.

This module is what the macros plugin of MkDocs loads. Apart from it and `hooks.py`,
nothing here knows MkDocs.
"""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Make the macros plugin render pages with our macros alone.

    The plugin's own environment is open: a page could reach the configuration, and
    through it anything. Its `render` is replaced whole.
    """
    from macros.site.build import current

    def render(markdown: str, force_rendering: bool = False) -> str:
        file = env.page.file
        return current().markdown(file.src_uri, file.locale_alternate_of)

    env.render = render
