"""The index of the whole text, which the search page asks for: what each page says in its own language, by Pagefind.

Pagefind reads documents made for it alone: the prose of a page without what surrounds
it, and the words of the glossary that lead to the page. The page itself gains nothing.
"""

from __future__ import annotations

import errno
import gzip
import json
import os
import subprocess
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from macros.site import pages, shell
from macros.site.finding import defis_of
from macros.site.site import Site
from macros.site.view import View
from macros.source.address import Address
from macros.source.faults import Fault, Faults
from macros.source.ids import id_of
from macros.source.schema import Term
from macros.words.language import Language, Words

FOLDER = "pagefind"
# How a file begins that is compressed (RFC 1952).
GZIP = b"\x1f\x8b"
# Parts of pages that repeat what others say, and texts in another language than their page.
LEFT_OUT = (
    "[lang]", "figcaption", "small", ".notice", ".sources", ".related", ".words", ".wide-map",
    ".tool", ".repeats .entries",
)  # fmt: skip
# How many places of words a part of the index holds: small, as each search reads one part a word. The
# setting has no other door; were it to go, the index would be heavier, and test_search.py would say so.
CHUNK = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "1000"}


@dataclass(frozen=True)
class Document:
    """What the index holds of a page, or of a part of a page.

    `path` is where it is, from the site's root, and `address` where it leads, if that is
    elsewhere; `words` are other words that find it; `repeats`: its lists repeat other
    pages of its language.
    """

    path: str
    language: str
    title: str
    kind: str
    html: Markup
    words: tuple[str, ...] = ()
    address: str = ""
    repeats: bool = True


def documents(site: Site, view: View, prose: Markup) -> Iterator[Document]:
    """What the index holds of a page: nothing where it is no page of its language, or has its title in another.

    `prose` is what the page says in its own language.
    """
    title = shell.title(site, view)
    if not (view.is_version and title.is_translated):
        return
    page = pages.BY_PATH.get(view.path)
    # Lists are found by what they list; a tool whose prose is another language's says nothing but its words.
    if page and (page.lists or (page.tool and view.is_fallback)):
        prose = Markup("<p>{}</p>").format(shell.description(site, view))
    language, data, path = view.language, view.data, view.address.url
    # Where the défis' pages are in another language, their list and their themes speak for them.
    own = language.code in site.whole_languages
    about = {view.entry.id} if view.entry else set()
    if view.topic and not own:
        about = {defi.id for defi in defis_of(data, str(id_of(view.path)))}
    yield Document(
        path=path,
        language=language.code,
        title=str(title),
        kind=_kind(view),
        html=prose,
        words=tuple(word for term in data.terms if not about.isdisjoint(term.defis) for word in site.synonyms[term.id]),
        repeats=own or bool(view.topic),
    )
    if view.path == pages.GLOSSARY:
        for term in data.terms:
            yield from _term(site, language, term, path)


def _kind(view: View) -> str:
    """What a page is, in its language: “Défi 7”, “Thème”; nothing for a page that is of no kind."""
    about = view.entry or view.topic
    number = view.number(view.entry.id) if view.entry else ""
    return _translated(view.language.w(f"kind-{view.kind}", number=number)) if about else ""


def _translated(words: Words) -> str:
    """A word of the interface; nothing where it is in another language."""
    return str(words) if words.is_translated else ""


def _term(site: Site, language: Language, term: Term, path: str) -> Iterator[Document]:
    word, definition = language.t(term.terme), language.t(term.definition)
    if word.is_translated and definition.is_translated:
        yield Document(
            path=f"{path}{term.id}/",
            language=language.code,
            title=str(word),
            kind=_translated(language.w("menu-glossaire")),
            html=Markup("<p>{}</p>").format(definition),
            words=site.synonyms[term.id],
            address=f"{path}#{term.id}",
        )


def lay_out(folder: Path, addresses: Iterable[Address]) -> None:
    """Make the folders of the documents in one order, whatever number of processes writes them.

    Pagefind numbers pages as the system lists them: in memory and on some disks, as their folders were made.
    """
    for address in addresses:
        Path(folder, address.url).mkdir(parents=True, exist_ok=True)


def keep(folder: Path, found: Iterable[Document], environment: Environment) -> None:
    """Write documents into a folder, to be indexed when all are there."""
    template = environment.get_template("fragments/search_document.html")
    for document in found:
        path = Path(folder, document.path, "index.html")
        path.parent.mkdir(parents=True, exist_ok=True)
        # It parts words at the apostrophe of keyboards alone: « l’écran » has to be found by « écran ».
        path.write_text(template.render(document=document).replace("’", "'"), "utf-8", newline="\n")


def index(folder: Path, site: Path) -> None:
    """Write the index of the documents in a folder into `site/pagefind`; raise `Faults` where Pagefind does not run."""
    _run(folder, site / FOLDER)
    if not all(_is_whole(path) for path in (site / FOLDER).rglob("*") if path.is_file()):
        # It is content with that.
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(site / FOLDER))
    _tidy(site / FOLDER)


def _is_whole(path: Path) -> bool:
    """Whether a file that Pagefind wrote was not cut short where the disk was full."""
    content = path.read_bytes()
    if not content.startswith(GZIP):
        return bool(content)
    try:
        return bool(gzip.decompress(content))
    except (EOFError, OSError, zlib.error):
        return False


def _run(source: Path, target: Path) -> None:
    # Its library takes a while to load.
    from pagefind.service import get_executable

    # Its command rather than its Python class: in 1.5.2 this stops Pagefind while it still writes,
    # and leaves files cut short.
    command = [str(get_executable()), "--site", ".", "--output-path", str(target.resolve()), "--quiet"]
    for selector in LEFT_OUT:
        command += ["--exclude-selectors", selector]
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PAGEFIND_")}
    try:
        subprocess.run(command, cwd=source, env=clean | CHUNK, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        lines = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
        raise Faults([Fault("requirements.txt", 1, "", "search-index", {"problem": lines[-1]})]) from None


def _tidy(folder: Path) -> None:
    """Keep what our own search page reads; write in one order what Pagefind writes in any."""
    path = folder / "pagefind-entry.json"
    entry = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True), "utf-8", newline="\n")
    engines = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in entry["languages"].values()}
    for file in folder.iterdir():
        if file.is_file() and file.suffix != ".pf_meta" and file.name not in {path.name, "pagefind.js", *engines}:
            file.unlink()
