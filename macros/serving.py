"""What `make serve` does beyond building: save work, say how each rebuild went, outlive one that fails."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """Templates as Jinja compiled them, kept from one rebuild to the next.

    Jinja compiles a template again when its text has changed.
    """

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key] = bucket.bytecode_to_string()


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
