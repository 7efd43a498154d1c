"""A browser for every test of this folder."""

from tests.support.axe import page_of
from tests.support.visits import browse, chromium

__all__ = ["browse", "chromium", "page_of"]
