"""24 défis: the strategy as data, and the pages made from it.

This module is what the macros plugin of MkDocs loads. Apart from it and `hooks.py`,
nothing here knows MkDocs.
"""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Leave the macros plugin nothing to render: pages are made by `Build.content`, whole.

    The plugin's own environment is open: a page could reach the configuration, and
    through it anything. Its `render` is replaced whole.
    """
    env.render = lambda markdown, force_rendering=False: ""
