"""The pages that can be taken away as text documents, each beside its page."""

from __future__ import annotations

from pathlib import PurePosixPath

from macros.site.site import Site
from macros.source.address import Address

# The macro that offers one.
MACRO = "document"


def place(address: Address) -> str:
    """Where the document of a page is, from the site's root: `modeles/tri/tri.odt`."""
    return f"{address.url}{PurePosixPath(address.path).stem}.odt"


def is_offered(site: Site, address: Address) -> bool:
    """Whether the page at an address has prose of its own, and offers it as a document."""
    return address in site.pages and any(call.name == MACRO for call in site.pages[address].calls)
