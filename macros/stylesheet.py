"""The site's one stylesheet, made from the files of `overrides/stylesheet/`."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Stylesheet:
    """The text of the stylesheet, and a name that changes with it."""

    text: str

    @property
    def name(self) -> str:
        """The file's name: `style.1a2b3c4d.css`. A new text has a new name, so caches may keep it for ever."""
        return f"style.{hashlib.sha256(self.text.encode()).hexdigest()[:8]}.css"

    @property
    def gzipped(self) -> int:
        """Its weight in bytes once gzipped."""
        return len(gzip.compress(self.text.encode(), 9, mtime=0))

    def write(self, site: Path) -> None:
        """Write it at the root of the site."""
        site.joinpath(self.name).write_text(self.text, "utf-8")


def load(folder: Path) -> Stylesheet:
    """The stylesheet of all the files of `folder`, in the order of their names."""
    text = "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.css")))
    return Stylesheet(_without_comments(text))


def _without_comments(text: str) -> str:
    """`text` without comments, indentation and blank lines. (Our style has none inside strings.)"""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s*([{};,>])\s*", r"\1", text)
    text = re.sub(r":\s+", ":", text)
    return re.sub(r"\s+", " ", text).strip().replace(";}", "}")
