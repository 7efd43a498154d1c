"""What pages load, made from the files of `overrides/`: the one stylesheet, and the scripts of the tools."""

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
from macros.site.pages import CARDS, PAGES
from macros.site.site import Site
from macros.site.weight import gzipped
from macros.source.faults import Fault, raise_if_any

# The part of the stylesheet that is the same on paper, from the folder of templates.
BASE = "stylesheet/1-base.css"


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


def stylesheet(folder: Path, tools: bool = False, own: str = "") -> Asset:
    """The stylesheet of all the files of `folder`, in the order of their names, and of `folder/tools` for `tools`.

    `own` are the rules of the site alone.
    """
    paths = [path for part in (folder, folder / "tools")[: 1 + tools] for path in sorted(part.glob("*.css"))]
    text = "\n".join([*(path.read_text("utf-8") for path in paths), own])
    return Asset("tools" if tools else "style", "css", rcssmin.cssmin(text))


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
    """Every file that pages load: the stylesheet, that of the tools, and the script of each tool by its page's path."""

    style: Asset
    tool_style: Asset
    scripts: Mapping[str, Asset]

    def of(self, path: str) -> list[Asset]:
        """What the page `path` (`defis/07.md`) loads: its stylesheet, and its script if it is a tool.

        The page of the cards has the style of the tools, which holds what it alone needs.
        """
        script = self.scripts.get(path)
        return [self.tool_style, script] if script else [self.tool_style] if path == CARDS else [self.style]

    def all(self) -> list[Asset]:
        """Every file, for a site that has the pages of these scripts."""
        return [self.style, *([self.tool_style] if self.scripts else []), *self.scripts.values()]


def load(site: Site) -> Assets:
    """The files made of a project's `overrides/` for its pages and its data.

    `Faults` for colours that would not be read.
    """
    overrides, pages = site.project.root / "overrides", site.originals
    own = colours.style(site.project.data, (overrides / BASE).read_text("utf-8"))
    return Assets(
        stylesheet(overrides / "stylesheet", own=own),
        stylesheet(overrides / "stylesheet", tools=True, own=own),
        {
            page.path: script(overrides / "scripts", page.tool.folders)
            for page in PAGES
            if page.tool and page.path in pages
        },
    )
