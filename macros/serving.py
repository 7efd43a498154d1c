"""What `make serve` does beyond building: save work, say how each rebuild went, outlive one that fails.

And it sends what a host sends (`deploy/`), so that an editor sees what readers will.
"""

from __future__ import annotations

import base64
import hashlib
import re
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

# As in every file of `deploy/`.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; "
    "img-src 'self' data:; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# What MkDocs writes last into a page that it serves; and the page's own policy.
_RELOADING = re.compile(rb"<script>([^<]*)</script></body>")
_OWN_POLICY = re.compile(rb'(?<=<meta http-equiv="Content-Security-Policy" content=")[^"]*')


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


def as_hosted(app: WSGIApplication) -> WSGIApplication:
    """A server's application with the headers of a host.

    MkDocs writes a script into each page, which asks the server for news and reloads the page: both
    policies, the page's and the host's, let by that very script and its questions, and nothing else.
    """

    def hosted(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        said: dict[str, str] = {}

        def keep(status: str, headers: list[tuple[str, str]], error: object = None) -> Callable[[bytes], object]:
            said.update(headers, status=status)
            return lambda data: None

        content = _whole(app(environ, keep))
        content, policy = _reloading(content)
        status = said.pop("status")
        said |= HEADERS | {"Content-Security-Policy": policy, "Content-Length": str(len(content))}
        start(status, list(said.items()))
        return [content]

    return hosted


def _whole(answer: Iterable[bytes]) -> bytes:
    """All that an application answers."""
    try:
        return b"".join(answer)
    finally:
        getattr(answer, "close", lambda: None)()


def _reloading(content: bytes) -> tuple[bytes, str]:
    """A page that MkDocs made reload by itself, its policy allowing that, and the host's; any other file as it is."""
    found = _RELOADING.search(content)
    if not found:
        return content, POLICY
    script = f"'sha256-{base64.b64encode(hashlib.sha256(found[1]).digest()).decode()}'"

    def allowing(policy: str) -> str:
        return _with(_with(policy, "script-src", script), "connect-src", "'self'")

    return _OWN_POLICY.sub(lambda own: allowing(own[0].decode()).encode(), content, count=1), allowing(POLICY)


def _with(policy: str, directive: str, source: str) -> str:
    """A policy whose directive allows a source too."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    known = {name: sources for name, *sources in parts}
    allowed = [other for other in known.get(directive, []) if other not in ("'none'", source)]
    known[directive] = [*allowed, source]
    return "; ".join(" ".join([name, *sources]) for name, sources in known.items())
