"""What pages load, made from the files of `overrides/`: stylesheets, and the scripts of the tools."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import rcssmin
import rjsmin

from macros.site import colours
from macros.site.pages import PAGES, READING
from macros.site.site import Site
from macros.site.weight import gzipped
from macros.source.faults import Fault, raise_if_any

# The part of the stylesheet that is the same on paper, from the folder of templates.
BASE = "stylesheet/1-base.css"

# The macros that show what `apart` has the rules of.
DRAWING = frozenset({"budget", "by_public", "consultation", "map", "timeline", "translations"})


@dataclass(frozen=True)
class Asset:
    """A file at the site's root: its text, and a name that changes with it."""

    stem: str
    suffix: str
    text: str

    @cached_property
    def name(self) -> str:
        """The file's name: `style.1a2b3c4d.css`. A new text has a new name, so caches may keep it for ever."""
        return f"{self.stem}.{hashlib.sha256(self.text.encode()).hexdigest()[:8]}.{self.suffix}"

    @cached_property
    def gzipped(self) -> int:
        """Its weight in bytes once gzipped."""
        return gzipped(self.text.encode())

    def write(self, site: Path) -> None:
        """Write it at the root of the site."""
        site.joinpath(self.name).write_text(self.text, "utf-8", newline="\n")


def stylesheet(folder: Path, parts: tuple[str, ...] = READING, own: str = "") -> Asset:
    """The stylesheet of the files of `folder`, of each of its `parts` and of `paper`, in the order of their names.

    `own` are the rules of the site alone. It is called by the last of its parts, or is the site's for reading pages.
    """
    text = f"{_rules(folder, '.', *parts, 'paper')}\n{own}"
    return Asset("style" if parts == READING else parts[-1], "css", rcssmin.cssmin(text))


def apart(folder: Path) -> Asset:
    """What few pages need besides the stylesheet: the home page and those with figures."""
    return Asset("apart", "css", rcssmin.cssmin(_rules(folder, "apart")))


def _rules(folder: Path, *parts: str) -> str:
    """What the files of the `parts` of `folder` hold, one after the other."""
    return "\n".join(path.read_text("utf-8") for part in parts for path in sorted((folder / part).glob("*.css")))


def script(folder: Path, parts: tuple[str, ...]) -> Asset:
    """The script of a tool: the files of its `parts`, folders of `folder`, each in the order of their names.

    One classic script, not a module: a saved copy of the page has to work from a file.
    It is called by the last of its parts. `Faults` for what the minifier would spoil.
    """
    paths = [path for part in parts for path in sorted((folder / part).glob("*.js"))]
    texts = {path: path.read_text("utf-8") for path in paths}
    raise_if_any(fault for path, text in texts.items() for fault in _nested_templates(path, text))
    minified = rjsmin.jsmin("\n".join(texts.values()))
    return Asset(parts[-1], "js", f'(()=>{{"use strict";\n{minified}\n}})()\n')


def _nested_templates(path: Path, text: str) -> Iterator[Fault]:
    """The template literals within others, which rjsmin takes the spaces out of."""
    for match in re.finditer(r"\$\{[^}`]*(`[^`\n]*)", text):
        name = "/".join(("overrides", *path.parts[-3:]))
        yield Fault(name, text.count("\n", 0, match.start(1)) + 1, "", "script-template", {"template": match[1]})


@dataclass(frozen=True)
class Assets:
    """Every file that pages load: the stylesheet; that of pages with one of their own, and scripts, by their paths.

    `few` are the paths of the pages that load `apart` too.
    """

    style: Asset
    styles: Mapping[str, Asset]
    scripts: Mapping[str, Asset]
    apart: Asset
    few: frozenset[str]

    def of(self, path: str) -> list[Asset]:
        """What the page `path` (`defis/07.md`) loads: its stylesheet, `apart` if it needs it, the script of a tool."""
        script = self.scripts.get(path)
        own = [self.apart] if path in self.few else []
        return [self.styles.get(path, self.style), *own, *([script] if script else [])]

    def all(self) -> list[Asset]:
        """Every file, for a site that has the pages of these scripts."""
        return list(dict.fromkeys((self.style, self.apart, *self.styles.values(), *self.scripts.values())))


def load(site: Site) -> Assets:
    """The files made of a project's `overrides/` for its pages and its data.

    `Faults` for colours that would not be read.
    """
    overrides = site.project.root / "overrides"
    folder = overrides / "stylesheet"
    own = colours.style(site.project.data, (overrides / BASE).read_text("utf-8"))
    there = [page for page in PAGES if page.path in site.originals]
    return Assets(
        stylesheet(folder, own=own),
        {page.path: stylesheet(folder, page.style, own) for page in there if page.style != READING},
        {page.path: script(overrides / "scripts", page.tool.folders) for page in there if page.tool},
        apart(folder),
        frozenset(path for path, page in site.originals.items() if DRAWING & {call.name for call in page.calls}),
    )
