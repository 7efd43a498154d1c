"""What `make serve` does beyond building: say how each rebuild went, outlive one that fails."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable


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
