"""What an editor is served is what a host sends (`deploy/`), so that an editor sees what readers will."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

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


def as_hosted(app: WSGIApplication) -> WSGIApplication:
    """A server's application with the headers of a host.

    MkDocs writes a script into each page, which asks the server for news and reloads the page: both
    policies, the page's and the host's, let by that very script and its questions, and nothing else.
    """

    def hosted(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        status, said, content = answer(app, environ)
        content, policy = _reloading(content)
        said |= HEADERS | {"Content-Security-Policy": policy, "Content-Length": str(len(content))}
        start(status, list(said.items()))
        return [content]

    return hosted


def answer(app: WSGIApplication, environ: WSGIEnvironment) -> tuple[str, dict[str, str], bytes]:
    """All that an application answers: status, headers, content."""
    said: list[tuple[str, dict[str, str]]] = []

    def keep(status: str, headers: list[tuple[str, str]], error: object = None) -> Callable[[bytes], object]:
        said.append((status, dict(headers)))
        return lambda data: None

    answered = app(environ, keep)
    try:
        content = b"".join(answered)
    finally:
        getattr(answered, "close", lambda: None)()
    return *said[-1], content


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
