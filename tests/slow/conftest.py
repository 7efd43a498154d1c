"""A browser for every test of this folder."""

from tests.support.axe import page_of
from tests.support.visits import browse, chromium, serve

__all__ = ["browse", "chromium", "page_of", "serve"]
