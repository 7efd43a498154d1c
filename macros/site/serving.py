"""What `make serve` does beyond building: save work, say how each rebuild went, outlive one that fails."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable, Hashable


class Conversions:
    """The HTML of Markdown already converted, kept from one rebuild to the next."""

    def __init__(self) -> None:
        self._known: dict[Hashable, str] = {}

    def abridged(self, key: Hashable, markdown: str) -> str:
        """The Markdown to convert: none of it where its HTML is known. `key` is all that the HTML depends on."""
        return "" if key in self._known else markdown

    def completed(self, key: Hashable, html: str) -> str:
        """The HTML of the whole Markdown, `html` being what its abridged form was converted into."""
        return self._known.setdefault(key, html)


def outliving_faults(builder: Callable[[], None]) -> Callable[[], None]:
    """A builder that tells what is wrong instead of raising it.

    MkDocs' own server answers no request after a rebuild that raised, until one succeeds:
    the editor's browser would wait for ever. Here it goes on with the last good pages.
    """

    def rebuild() -> None:
        start = time.monotonic()
        try:
            builder()
        except Exception as error:
            # Faults stop a build as an exit does: their text is all there is to say.
            if isinstance(error, SystemExit):
                print(error, file=sys.stderr, flush=True)
            else:
                traceback.print_exc()
            return
        print(f"{time.monotonic() - start:.1f} s: no fault found / aucune erreur trouvée", flush=True)

    return rebuild
