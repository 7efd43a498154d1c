"""24 défis: the strategy as data, and the pages made from it.

`hooks.py` alone knows MkDocs, beside the one function here, which the macros plugin loads. A build goes
through the floors in their order: see `building.py` and ARCHITECTURE.md.
"""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Leave the macros plugin nothing to render.

    Its own environment is open: a page could reach the configuration, and through it anything. The
    macros of a page are read by our own parser and called by our own code.
    """
    env.render = lambda markdown, force_rendering=False: markdown
