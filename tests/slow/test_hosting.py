"""The configurations of `deploy/`: real servers, on loopback, serve the built site with those very files."""

from __future__ import annotations

import asyncio
import fnmatch
import gzip
import html
import http.client
import itertools
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import brotli
import pytest

from macros.publish import compression
from tests.support import servers
from tests.support.once import made_once
from tests.support.pages import DEFAULT, LANGUAGES, pages_of
from tests.support.projects import ROOT

DEPLOY = ROOT / "deploy"
FOR_EVER, SHORTLY, NOT_AT_ALL = "public, max-age=31536000, immutable", "public, max-age=600", "no-store"
# What stands beside the built site to be asked for: kinds of files that other parts of the site may
# write, and what nobody may get. Long enough to be worth compressing.
BESIDE = {
    "essais/essai.ttl": "# é\n" * 500,
    "essais/essai.jsonld": '["é"]' + "\n" * 900,
    "essais/essai.csv": "é;è\n" * 500,
    "essais/essai.bib": "@misc{é}\n" * 99,
    "essais/essai.md": "# é\n" * 500,
    "essais/essai.ods": "PK",
    "essais/essai.odt": "PK",
    "essais/essai.json": '["é"]' + "\n" * 900,
    "essais/essai.epub": "PK",
    "essais/essai.ics": "BEGIN:VCALENDAR\n" * 60,
    "essais/essai.pdf": "%PDF",
    "en/feed.xml": "<feed/>" + "\n" * 900,
    "feed.xml": "<feed/>" + "\n" * 900,
    "essai.atom": "<feed/>" + "\n" * 900,
    "worksheet.0123abcd.js": "// é\n" * 500,
    ".git/config": "secret",
    "en/.env": "secret",
    ".well-known/security.txt": "Contact: https://example.test/\n",
}
TYPES = {
    "": "text/html; charset=utf-8",
    "essais/essai.ttl": "text/turtle; charset=utf-8",
    "essais/essai.jsonld": "application/ld+json",
    "essais/essai.csv": "text/csv; charset=utf-8",
    "essais/essai.bib": "application/x-bibtex; charset=utf-8",
    "essais/essai.md": "text/markdown; charset=utf-8",
    "essais/essai.ics": "text/calendar; charset=utf-8",
    "essais/essai.ods": "application/vnd.oasis.opendocument.spreadsheet",
    "essais/essai.odt": "application/vnd.oasis.opendocument.text",
    "essais/essai.json": "application/json",
    "essais/essai.epub": "application/epub+zip",
    "essais/essai.pdf": "application/pdf",
    "en/feed.xml": "application/atom+xml; charset=utf-8",
    "feed.xml": "application/atom+xml; charset=utf-8",
    "essai.atom": "application/atom+xml; charset=utf-8",
    "worksheet.0123abcd.js": "text/javascript; charset=utf-8",
    "robots.txt": "text/plain; charset=utf-8",
    ".well-known/security.txt": "text/plain; charset=utf-8",
}
# What scripts of other sites may read; `data/v1/` and the like are those of the built site.
OPEN = ("data/v1/catalogue.ttl", "feed.xml", "en/feed.xml", "essai.atom")
SECURITY = ("content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy")


@dataclass(frozen=True)
class Answer:
    """What a server said, its headers by their names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Host:
    """A server on a port of loopback."""

    name: str
    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """The answer for a path from the root, without its first `/`; `Accept_Language="de"` is a header."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, f"/{path}", headers={k.replace("_", "-"): v for k, v in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)


def put_on_a_host(site: Path, folder: Path) -> None:
    """The built site as it is put on a host: with its compressed files, and what is to be asked for besides."""
    shutil.copytree(site, folder)
    for name, text in BESIDE.items():
        folder.joinpath(name).parent.mkdir(exist_ok=True)
        folder.joinpath(name).write_text(text, "utf-8")
    compression.compress(folder)


@pytest.fixture(scope="session")
def hosted(built: Path, site: Path) -> Path:
    """The site on a host."""
    return made_once(built / "hosted", partial(put_on_a_host, site))


def changed(name: str, under: str, **lines: str) -> str:
    """A file of `deploy/` with the lines that it says to change, changed (old text → new), and HSTS chosen.

    `under` is the path of the site: what `deploy/README.md` says to change for it is changed too.
    """
    text = (DEPLOY / name).read_text("utf-8")
    assert text.count("CHANGE:") == len(lines)
    for old, new in lines.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    text, chosen = re.subn(r"(# CHOOSE: .*\n\s*)# ", r"\1", text)
    assert chosen == 1
    text = re.sub(r"(?<![\w.])/(?=langue|404\.html|[a-z]{2}/(?:;|$))", f"/{under}", text, flags=re.MULTILINE)
    return re.sub(r"(default) /(?=;|$)", rf"\1 /{under}", text, flags=re.MULTILINE)


def nginx(found: servers.Servers, site: Path, folder: Path, port: int, under: str) -> list[str]:
    """Write what nginx needs into `folder`; the command that runs it."""
    if not found.nginx or not found.brotli:
        pytest.skip("nginx and its module for brotli are not to be had here: python -m tests.support.servers")
    lines = {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "server_name defis.example.org;": "server_name localhost;",
        "root /var/www/defis;": f"root {site};",
    }
    (folder / "site.conf").write_text(changed("nginx.conf", under, **lines), "utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    (folder / "nginx.conf").write_text(
        f"load_module {found.brotli}; {'user root;' if os.geteuid() == 0 else ''}"
        f"daemon off; pid {folder}/pid; error_log {folder}/log; events {{}}"
        f"http {{ access_log off; {temporary} include {folder}/site.conf; }}",
        "utf-8",
    )
    command = [str(found.nginx), "-p", str(folder), "-e", str(folder / "log"), "-c", str(folder / "nginx.conf")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "[warn]" not in checked.stderr
    return command


def caddy(found: servers.Servers, site: Path, folder: Path, port: int, under: str) -> list[str]:
    """Write what Caddy needs into `folder`; the command that runs it."""
    if not found.caddy:
        pytest.skip("Caddy is not to be had here: python -m tests.support.servers")
    arguments = ["--config", str(DEPLOY / "Caddyfile"), "--adapter", "caddyfile"]
    checked = subprocess.run([found.caddy, "validate", *arguments], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    lines = {"defis.example.org {": f"http://127.0.0.1:{port} {{", "root * /var/www/defis": f"root * {site}"}
    (folder / "Caddyfile").write_text("{\nadmin off\n}\n" + changed("Caddyfile", under, **lines), "utf-8")
    return [str(found.caddy), "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


SERVERS: dict[str, Callable[[servers.Servers, Path, Path, int, str], list[str]]] = {"nginx": nginx, "caddy": caddy}


@pytest.fixture(scope="session")
def start(hosted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Host]]:
    """Starts a server, once; all are stopped at the end."""
    running: dict[tuple[str, str], tuple[Host, subprocess.Popen]] = {}

    def started(name: str, under: str = "") -> Host:
        if (name, under) not in running:
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
            folder = tmp_path_factory.mktemp(name)
            root = hosted
            if under:
                root = folder / "root"
                root.mkdir()
                (root / under).symlink_to(hosted, target_is_directory=True)
            command = SERVERS[name](servers.find(), root, folder, port, under)
            with (folder / "errors").open("w") as errors:
                home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
                process = subprocess.Popen(command, cwd=folder, env=os.environ | home, stderr=errors)
            running[name, under] = Host(name, port), process
            until = time.monotonic() + 30
            while socket.socket().connect_ex(("127.0.0.1", port)):
                assert process.poll() is None, (folder / "errors").read_text("utf-8")
                assert time.monotonic() < until
                time.sleep(0.05)
        return running[name, under][0]

    yield started
    for _, process in running.values():
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(params=SERVERS)
def host(request: pytest.FixtureRequest, start: Callable[..., Host]) -> Host:
    """Each server in turn."""
    return start(request.param)


def stylesheet(site: Path) -> str:
    return next(site.glob("style.*.css")).name


@pytest.mark.parametrize("accepted", ["", "gzip", "gzip, deflate, br", "br;q=1.0, gzip;q=0.5", "deflate"])
def test_lightest_encoding_accepted_is_sent(accepted: str, host: Host, hosted: Path) -> None:
    for name in ("", "en/defis/07/", "ar/", stylesheet(hosted), "sitemap.xml", "essais/essai.ttl", "nowhere"):
        file = "404.html" if name == "nowhere" else f"{name}index.html" if not name or name.endswith("/") else name
        answer = host.ask(name, Accept_Encoding=accepted) if accepted else host.ask(name)
        encoding = answer.headers.get("content-encoding")
        assert encoding == ("br" if "br" in accepted else "gzip" if "gzip" in accepted else None), name
        read = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
        assert read(answer.body) == (hosted / file).read_bytes()
        assert "Accept-Encoding" in answer.headers["vary"]


@pytest.mark.parametrize("path", TYPES)
def test_media_type(path: str, host: Host) -> None:
    answer = host.ask(path)
    assert answer.status == 200
    assert answer.headers["content-type"] == TYPES[path]


def test_every_kind_of_file_has_a_media_type(start: Callable[..., Host], hosted: Path) -> None:
    """The search reads its own files, which no browser has to know."""
    one_of_each = {path.suffix: path for path in hosted.rglob("*") if path.is_file() and "pagefind" not in path.parts}
    for suffix, path in one_of_each.items():
        name = path.relative_to(hosted).as_posix()
        if suffix not in (".br", ".gz") and "/." not in f"/{name}":
            said = start("nginx").ask(name).headers["content-type"]
            assert said != "application/octet-stream", f"{name}: add the type of {suffix} to deploy/nginx.conf"


def test_cache(host: Host, hosted: Path) -> None:
    for name in (stylesheet(hosted), "worksheet.0123abcd.js"):
        assert host.ask(name).headers["cache-control"] == FOR_EVER
    for name in ("", "en/defis/07/", "sitemap.xml", "essais/essai.csv"):
        assert host.ask(name).headers["cache-control"] == SHORTLY
    for name in ("nowhere", "style.00000000.css", "langue/"):
        assert host.ask(name).headers["cache-control"] == NOT_AT_ALL


def test_every_kind_of_answer_is_protected(host: Host, hosted: Path) -> None:
    style, tag = stylesheet(hosted), host.ask("").headers["etag"]
    answers = {
        200: [host.ask(name) for name in ("", style, "essais/essai.ttl", "feed.xml", "404.html")],
        206: [host.ask("", Range="bytes=0-9")],
        302: [host.ask("langue/"), host.ask("langue")],
        304: [host.ask("", If_None_Match=tag)],
        404: [host.ask(name) for name in ("nowhere", "en/nowhere/", "nowhere.ttl", ".git/config", "essais/")],
    }
    answers[host.ask("defis").status] = [host.ask("defis")]
    if host.name == "nginx":
        answers[405] = [host.ask("", "POST")]
    for status, found in answers.items():
        for answer in found:
            assert answer.status == status
            policy = answer.headers["content-security-policy"]
            assert "unsafe-inline" not in policy
            assert "'unsafe-eval'" not in policy
            assert "frame-ancestors 'none'" in policy
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert "camera=()" in answer.headers["permissions-policy"]
            assert answer.headers["strict-transport-security"] == "max-age=31536000"
            assert not re.search(r"\d", answer.headers.get("server", "")), "the server tells its version"


def open_files(hosted: Path) -> list[str]:
    """A file of each kind that scripts of other sites may read."""
    folders = ("data", "schemas", "citations")
    found = [next(path for path in (hosted / name).rglob("*") if path.is_file()) for name in folders]
    return [*OPEN, *(path.relative_to(hosted).as_posix() for path in found)]


def test_data_and_feeds_are_open_to_other_sites_and_nothing_else_is(host: Host, hosted: Path) -> None:
    for path in open_files(hosted):
        answer = host.ask(path, Origin="https://other.example")
        assert (answer.status, answer.headers["access-control-allow-origin"]) == (200, "*"), path
    for path in ("", "en/donnees/", stylesheet(hosted), "essais/essai.csv", "nowhere", "langue/"):
        assert "access-control-allow-origin" not in host.ask(path, Origin="https://other.example").headers, path


def directives(policy: str) -> dict[str, set[str]]:
    """A Content-Security-Policy as a value: directive → sources."""
    return {words[0]: set(words[1:]) for part in policy.split(";") if (words := part.split())}


def test_no_page_is_refused_what_its_own_policy_allows(start: Callable[..., Host], hosted: Path) -> None:
    sent = directives(start("nginx").ask("").headers["content-security-policy"])
    pages = pages_of(hosted)
    for page in (*pages, "404.html"):
        text = (hosted / page / "index.html" if page in pages else hosted / page).read_text("utf-8")
        own = directives(html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]))
        for name, allowed in own.items():
            refused = allowed - {"'none'"} - sent.get(name, sent["default-src"])
            assert not refused, f"{page}: {name} {refused}: add it to the header of every file of deploy/"
        assert not re.search(r"<script(?![^>]+(?:src=|ld\+json))|\sstyle=|\son\w+=", text)
    assert len(pages) > 100
    # The error page has an address of its own to start from.
    assert "<base href=" in (hosted / "404.html").read_text("utf-8")
    assert sent["base-uri"] == {"'self'"}


def test_error_is_shown_in_place(host: Host, hosted: Path) -> None:
    for path in ("nowhere", "en/defis/99/", "nowhere.ttl", "nowhere.0123abcd.js", "essais/", "index.html/"):
        answer = host.ask(path)
        assert (answer.status, answer.body) == (404, (hosted / "404.html").read_bytes()), path
        assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_no_error_is_told_in_the_words_of_the_server(host: Host, hosted: Path) -> None:
    """Neither in its language nor without our style; a browser of a reader asks none of these."""
    found = {
        405: host.ask("", "POST"),
        414: host.ask("x" * 40_000),
        400: host.ask("%00"),
    }
    for status, answer in found.items():
        if host.name == "nginx":
            assert answer.status == status
        if answer.status >= 400 and answer.body:
            assert answer.body == (hosted / "404.html").read_bytes(), status


def test_folder_without_slash_leads_to_the_page(host: Host) -> None:
    for path in ("defis", "en/defis/07"):
        answer = host.ask(path)
        assert answer.status in (301, 308)
        assert answer.headers["location"] == f"/{path}/"


def test_nothing_hidden_or_outside_is_given(host: Host) -> None:
    for path in (".git/config", ".git/", "en/.env", "%2egit/config", "..%2f..%2fetc/passwd", "../../etc/passwd",
                 "en/%2e%2e/%2e%2e/etc/passwd", "essais/?C=M", "en//.env", "./.git/config"):  # fmt: skip
        answer = host.ask(path)
        assert answer.status in (400, 404), path
        assert not re.search(rb"secret|root:|essai|Index of", answer.body), path


def test_head_range_and_conditions(host: Host, hosted: Path) -> None:
    page = (hosted / "defis/07/index.html").read_bytes()
    whole = host.ask("defis/07/")
    head = host.ask("defis/07/", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(page))
    assert {name: head.headers[name] for name in SECURITY} == {name: whole.headers[name] for name in SECURITY}
    part = host.ask("defis/07/", Range="bytes=10-19")
    assert (part.status, part.body) == (206, page[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(page)}"
    for condition in ({"If_None_Match": whole.headers["etag"]}, {"If_Modified_Since": whole.headers["last-modified"]}):
        same = host.ask("defis/07/", **condition)
        assert (same.status, same.body) == (304, b"")
        assert same.headers["cache-control"] == SHORTLY
    assert host.ask("defis/07/", If_None_Match='"other"').status == 200
    # Each encoding is a version of its own.
    tags = {host.ask("defis/07/", Accept_Encoding=accepted).headers["etag"] for accepted in ("identity", "gzip", "br")}
    assert len(tags) == 3


PREFERRED = {
    "": DEFAULT,
    "*": DEFAULT,
    "fr": "fr",
    "de": "de",
    "de-CH": "de",
    "DE-ch": "de",
    "fr-FR,fr;q=0.9,en;q=0.8": "fr",
    "en-GB,en;q=0.9,fr;q=0.5": "en",
    "pt-BR,pt;q=0.9,it;q=0.8,en;q=0.7": "it",
    "ja, zh-Hant-TW;q=0.9": DEFAULT,
    "br": "br",
    "ar-MA, fr;q=0.5": "ar",
    "de;q=0, es": "es",
    "de;q=0.0, es;q=0.05": "es",
    "zh-en, ca": "ca",
    "eng, deu, oc": "oc",
    "fr;q=nonsense, eu ; q=0.3": "eu",
    "," * 3000 + "it": "it",
    "../../etc/passwd": DEFAULT,
    "en\u00e9, <script>": DEFAULT,
}


@pytest.mark.parametrize("sent", PREFERRED, ids=[key[:30] or "none" for key in PREFERRED])
def test_language_of_the_browser_is_offered(sent: str, host: Host, hosted: Path) -> None:
    answer = host.ask("langue/", Accept_Language=sent) if sent else host.ask("langue/")
    wanted = PREFERRED[sent]
    assert answer.status == 302
    assert answer.headers["location"] == ("/" if wanted == DEFAULT else f"/{wanted}/")
    assert (answer.headers["vary"], answer.headers["cache-control"]) == ("Accept-Language", NOT_AT_ALL)
    assert f'<html lang="{wanted}"' in host.ask(answer.headers["location"][1:]).body.decode()


def test_language_of_the_browser_is_never_forced(host: Host) -> None:
    for path in ("", "en/", "defis/07/"):
        plain = host.ask(path)
        for language in LANGUAGES:
            answer = host.ask(path, Accept_Language=language)
            assert (answer.status, answer.body) == (200, plain.body)
            assert "Accept-Language" not in answer.headers.get("vary", "")


@pytest.mark.parametrize("name", SERVERS)
def test_site_under_a_path(name: str, start: Callable[..., Host], hosted: Path) -> None:
    host = start(name, "defis/")
    assert host.ask("defis/").body == (hosted / "index.html").read_bytes()
    assert host.ask(f"defis/{stylesheet(hosted)}").headers["cache-control"] == FOR_EVER
    assert host.ask("defis/en").headers["location"] == "/defis/en/"
    nowhere = host.ask("defis/nowhere")
    assert (nowhere.status, nowhere.body) == (404, (hosted / "404.html").read_bytes())
    for language, home in (("en", "/defis/en/"), ("ja", "/defis/")):
        offered = host.ask("defis/langue/", Accept_Language=language)
        assert (offered.status, offered.headers["location"]) == (302, home)
        assert (offered.headers["cache-control"], offered.headers["vary"]) == (NOT_AT_ALL, "Accept-Language")


def rules_for(path: str) -> dict[str, str]:
    """The headers that `_headers` gives a path: those of every rule that matches, joined where one comes twice."""
    found: dict[str, str] = {}
    matches = False
    for line in (DEPLOY / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            assert line.count("*") <= 1, "hosts read one * in a rule"
            matches = fnmatch.fnmatchcase(f"/{path}", line)
        elif matches and line.strip() and not line.startswith("#"):
            name, _, value = line.strip().partition(": ")
            found[name.lower()] = ", ".join(filter(None, [found.get(name.lower()), value]))
    return found


def test_headers_file_says_what_nginx_says(start: Callable[..., Host], hosted: Path) -> None:
    fingerprinted = [path.name for path in hosted.iterdir() if re.search(r"\.[0-9a-f]{8}\.\w+$", path.name)]
    assert len(fingerprinted) > 1
    others = ["", "en/", "defis/07/", "recherche/search.js", "sitemap.xml", "nowhere", "langue/"]
    for path in (*TYPES, *open_files(hosted), *fingerprinted, *others):
        expected, said = rules_for(path), start("nginx").ask(path).headers
        for name in (*SECURITY, "access-control-allow-origin"):
            assert expected.get(name) == said.get(name), (path, name)
        # Hosts keep pages shortly by themselves.
        kept = said["cache-control"] == FOR_EVER
        assert expected.get("cache-control") == (FOR_EVER if kept else None), f"{path}: add its rule to deploy/_headers"
        assert expected.get("content-type", said["content-type"]) == said["content-type"], path


def test_caddy_says_what_nginx_says(start: Callable[..., Host], hosted: Path) -> None:
    for path in (*TYPES, "", "defis/07/", "nowhere", "langue/", "defis", stylesheet(hosted)):
        one, other = (start(name).ask(path).headers for name in SERVERS)
        assert {name: one[name] for name in SECURITY} == {name: other[name] for name in SECURITY}
        assert one["cache-control"] == other["cache-control"], path


def test_redirects_file_leads_where_nginx_leads(start: Callable[..., Host]) -> None:
    lines = (DEPLOY / "_redirects").read_text("utf-8").splitlines()
    rules = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    assert all(rule[0] == "/langue/" and rule[2] == "302" for rule in rules)
    # The last rule has no condition: hosts that know none follow it.
    assert [len(rule) for rule in rules] == [4] * (len(rules) - 1) + [3]
    for language in (*LANGUAGES, "ja"):
        target = next(rule[1] for rule in rules if rule[3:] in ([], [f"Language={language}"]))
        assert start("nginx").ask("langue/", Accept_Language=language).headers["location"] == target


def test_two_hundred_readers_at_once(start: Callable[..., Host], hosted: Path) -> None:
    """200 connections kept open for ten seconds, each asking for one page after another, as browsers do."""
    host = start("nginx")
    paths = itertools.cycle([*pages_of(hosted), stylesheet(hosted)])
    statuses: dict[int, int] = {}
    until = time.monotonic() + 10

    async def visit() -> None:
        incoming, outgoing = await asyncio.open_connection("127.0.0.1", host.port)
        # nginx ends a connection after a thousand requests.
        for path in itertools.islice(paths, 900):
            outgoing.write(f"GET /{path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: br\r\n\r\n".encode())
            head = await incoming.readuntil(b"\r\n\r\n")
            body = await incoming.readexactly(int(re.search(rb"Content-Length: (\d+)", head)[1]))
            file = path if path.endswith(".css") else f"{path}index.html"
            assert body == contents[file], path
            status = int(head.split(b" ", 2)[1])
            statuses[status] = statuses.get(status, 0) + 1
            if time.monotonic() > until:
                break
        outgoing.close()

    async def reader() -> None:
        while time.monotonic() < until:
            await visit()

    async def readers() -> None:
        await asyncio.gather(*(reader() for _ in range(200)))

    names = [f"{page}index.html" for page in pages_of(hosted)] + [stylesheet(hosted)]
    contents = {name: (hosted / f"{name}.br").read_bytes() for name in names}
    # In a thread: a browser of other tests may have a loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, readers()).result()
    assert list(statuses) == [200]
    assert statuses[200] >= 200
