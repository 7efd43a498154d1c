"""What is served to an editor says what a host says, and lets live reload by."""

from __future__ import annotations

import base64
import hashlib
import re
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment
from wsgiref.util import setup_testing_defaults

import pytest

from macros.serving.banner import STYLE, with_banner
from macros.serving.hosted import HEADERS, POLICY, as_hosted
from macros.serving.rebuilding import News
from macros.source.faults import Fault, Faults
from tests.support.projects import ROOT

RELOAD = "livereload(1, 2);"
HASH = "'sha256-" + base64.b64encode(hashlib.sha256(RELOAD.encode()).digest()).decode() + "'"


def page(policy: str, script: str = f"<script>{RELOAD}</script>") -> str:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return f'{meta}<body>é<script src="x.js"></script>{script}</body>'


def asked(app: WSGIApplication, path: str = "/") -> tuple[str, dict[str, str], str]:
    """The status, headers and body that an application answers."""
    environ: WSGIEnvironment = {"PATH_INFO": path}
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


def failing(error: Exception) -> News:
    """What a rebuild that raised an error left, after a good one."""

    def build() -> None:
        raise error

    news = News()
    news.outlive(lambda: None)
    news.outlive(build)
    return news


def test_faults_stand_in_pages_and_nowhere_else() -> None:
    news = failing(Faults([Fault("data/a.yaml", 3, "defi-01.titre", "missing", {"key": "<i>"})]))
    text = f"<head><meta></head>{page(POLICY)}"
    _, headers, body = asked(with_banner(answering(text), news, ROOT, "/"))
    assert body.startswith(f'<head><meta><link rel="stylesheet" href="{STYLE}"></head>')
    assert '<body><section role="alert"' in body
    assert "<code>data/a.yaml:3: defi-01.titre</code>" in body
    assert body.index("la clé `&lt;i&gt;` manque") < body.index("the key `&lt;i&gt;` is missing")
    # Its own script and style apart, the policy of the page is what it was.
    assert headers["Content-Security-Policy"] == POLICY.replace("-eval'", f"-eval' {HASH}")
    status, headers, body = asked(with_banner(answering(text), news, ROOT, "/"), STYLE)
    assert (status, headers["Content-Type"]) == ("200 OK", "text/css; charset=utf-8")
    assert ".faults" in body

    news.outlive(lambda: None)
    assert "alert" not in asked(with_banner(answering(text), news, ROOT, "/"))[2]


def test_error_of_the_code_is_told_as_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    news = failing(RuntimeError("no such thing"))
    assert "RuntimeError: no such thing" in news.faults[0].said("fr")
    assert "Traceback" in capsys.readouterr().err
