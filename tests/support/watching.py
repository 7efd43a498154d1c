"""Serves a built site with what keeps the complaints of any browser: errors, refused policies, what is not loaded.

A script stands before all else in each page. Nothing else of it changes: its policy comes after.
"""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WATCH = b"""<script>
window.faults = [];
const lost = ({ src, href }) => `not loaded: ${src || href}`;
addEventListener("error", ({ message, target }) => faults.push(message || lost(target)), true);
addEventListener("unhandledrejection", event => faults.push(String(event.reason)));
addEventListener("securitypolicyviolation", event => faults.push(`${event.violatedDirective}: ${event.blockedURI}`));
for (const kind of ["error", "warn"]) console[kind] = (...words) => faults.push(words.join(" "));
</script>"""


@contextmanager
def watched(folder: Path) -> Iterator[str]:
    """Serves a built site on loopback, each page with what keeps the browser's complaints; gives its address."""

    class Watched(http.server.SimpleHTTPRequestHandler):
        def send_head(self) -> Any:
            path = Path(self.translate_path(self.path))
            page = path / "index.html" if path.is_dir() else path
            if page.suffix != ".html" or not page.is_file():
                return super().send_head()
            text = page.read_bytes().replace(b"<head>", b"<head>" + WATCH, 1)
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)
            return None

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    handler = functools.partial(Watched, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
