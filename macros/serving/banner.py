"""The faults of the last rebuild, shown above the page that an editor has open: see `overrides/serving/`.

They stand in what is served, never in a file of the site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from macros.serving.hosted import answer
from macros.serving.rebuilding import News
from macros.site.templates import environment
from macros.source.faults import LANGUAGES, Phrase

TEMPLATES = "overrides"
# MkDocs' own folder, outside of the site, for what the browser asks it.
APART = "/livereload/"
STYLE = f"{APART}faults.css"
_BODY = re.compile(rb"<body\b[^>]*>")


def with_banner(app: WSGIApplication, news: News, root: Path, home: str) -> WSGIApplication:
    """A server's application, each of its pages with the faults of the project at `root`, while there are any.

    Where no build was ever good, whatever is asked for is answered by the page at `home`.
    """

    def shown(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = str(environ["PATH_INFO"])
        if path == STYLE:
            start("200 OK", [("Content-Type", "text/css; charset=utf-8")])
            return [(root / TEMPLATES / "serving" / "faults.css").read_bytes()]
        if not news.faults or path.startswith(APART):
            return app(environ, start)
        if not news.has_site:
            environ = environ | {"PATH_INFO": home}
        status, headers, content = answer(app, environ)
        start(status, list(headers.items()))
        return [_with(content, banner(news, root)) if headers.get("Content-Type") == "text/html" else content]

    return shown


def _with(page: bytes, banner: str) -> bytes:
    """A page that begins with a banner, in its style."""
    style = f'<link rel="stylesheet" href="{STYLE}">'
    page = page.replace(b"</head>", style.encode() + b"</head>", 1)
    return _BODY.sub(lambda body: body[0] + banner.encode(), page, count=1)


def banner(news: News, root: Path) -> str:
    """The faults as HTML, each in French and in English."""
    # The wordings are in the order of a terminal; who writes the site reads the first one here.
    said: Callable[[str], str] = Phrase("serving-faults" if news.has_site else "serving-nothing").said
    values = {"faults": news.faults, "languages": LANGUAGES[::-1], "said": said}
    return environment(root / TEMPLATES).get_template("serving/faults.html").render(values)


def write_blank(root: Path, site: Path) -> None:
    """Put into an empty site a page for the faults that keep it from being made."""
    title = " / ".join(map(Phrase("serving-title").said, LANGUAGES[::-1]))
    page = environment(root / TEMPLATES).get_template("serving/blank.html").render(title=title)
    site.joinpath("index.html").write_text(page, "utf-8", newline="\n")
