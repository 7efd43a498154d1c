"""Pages of a browser, for every test of this folder."""

from tests.support.axe import page_of
from tests.support.visits import browse

__all__ = ["browse", "page_of"]
