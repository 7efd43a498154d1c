"""Whether a built site is inert: nothing in it runs, whatever texts say."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

import html5lib

# What marks the words that changed: as many as differ.
CHANGES = (("del", ()), ("ins", ()))


def skeleton(page: Path) -> Counter[tuple[str, tuple[str, ...]]]:
    """The elements of a page with the names of their attributes: what a text must not change."""
    root = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False)
    elements = ((str(element.tag), tuple(sorted(map(str, element.attrib)))) for element in root.iter())
    return Counter(element for element in elements if element not in CHANGES)


def inert(site: Path) -> None:
    """Assert that nothing in a built site runs, loads from elsewhere, or leads where no link may."""
    for path in sorted(site.rglob("*")):
        if path.suffix in (".json", ".jsonld"):
            json.loads(path.read_text("utf-8"))
        elif path.suffix in (".xml", ".svg", ".atom"):
            tags = {str(element.tag).rpartition("}")[2] for element in ElementTree.parse(path).iter()}  # noqa: S314
            assert "script" not in tags
        elif path.suffix == ".html":
            for element in html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False).iter():
                assert element.tag not in ("iframe", "object", "embed", "img", "style"), path
                if element.tag == "script":
                    text = "".join(element.itertext())
                    assert ("src" in element.attrib and not text) or element.get("type") == "application/ld+json", path
                for name, value in element.attrib.items():
                    assert not str(name).startswith("on"), (path, name)
                    assert name not in ("style", "srcdoc"), path
                    if name in ("href", "src", "action"):
                        assert re.match(r"(https?:|mailto:|[./#\w])", value) or element.get("rel") == "icon", value
                        assert not re.match(r"\s*(javascript|vbscript|data):", value) or element.get("rel") == "icon"
