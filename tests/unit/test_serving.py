"""What is served to an editor says what a host says, and lets live reload by."""

from __future__ import annotations

import base64
import hashlib
import re
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment
from wsgiref.util import setup_testing_defaults

import pytest

from macros.serving import HEADERS, POLICY, as_hosted
from tests.support.projects import ROOT

RELOAD = "livereload(1, 2);"
HASH = "'sha256-" + base64.b64encode(hashlib.sha256(RELOAD.encode()).digest()).decode() + "'"


def page(policy: str, script: str = f"<script>{RELOAD}</script>") -> str:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return f'{meta}<body>é<script src="x.js"></script>{script}</body>'


def asked(app: WSGIApplication) -> tuple[str, dict[str, str], str]:
    """The status, headers and body that an application answers."""
    environ: WSGIEnvironment = {}
    setup_testing_defaults(environ)
    said: list[tuple[str, dict[str, str]]] = []

    def start(status: str, headers: list[tuple[str, str]], error: object = None) -> None:
        said.append((status, dict(headers)))

    body = b"".join(as_hosted(app)(environ, start))
    return *said[0], body.decode()


def answering(text: str, status: str = "200 OK") -> WSGIApplication:
    def app(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        start(status, [("Content-Type", "text/html"), ("Content-Length", "1")])
        return [text.encode()]

    return app


@pytest.mark.parametrize(
    ("own", "allowed"),
    [
        ("default-src 'none'; img-src data:", "default-src 'none'; img-src data:; script-src {}; connect-src 'self'"),
        ("script-src 'self'; connect-src 'self'", "script-src 'self' {}; connect-src 'self'"),
        ("connect-src 'none'; script-src 'none'", "connect-src 'self'; script-src {}"),
    ],
)
def test_page_and_host_allow_the_reloading_script_alone(own: str, allowed: str) -> None:
    status, headers, body = asked(answering(page(own)))
    assert status == "200 OK"
    assert body == page(allowed.format(HASH))
    assert headers["Content-Length"] == str(len(body.encode()))
    assert headers["Content-Security-Policy"] == POLICY.replace("-eval'", f"-eval' {HASH}")
    assert headers.items() >= HEADERS.items()


def test_what_does_not_reload_is_sent_as_it_is() -> None:
    text = page("default-src 'none'", "")
    status, headers, body = asked(answering(text, "404 Not Found"))
    assert (status, headers["Content-Security-Policy"], body) == ("404 Not Found", POLICY, text)


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile", "_headers"])
def test_hosts_say_the_same(name: str) -> None:
    text = (ROOT / "deploy" / name).read_text("utf-8")
    for header, value in (HEADERS | {"Content-Security-Policy": POLICY}).items():
        assert re.search(rf'{header}:? "?{re.escape(value)}"?', text), header
