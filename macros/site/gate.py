"""What the tags of a finished page may be, and what each says: the list of elements and attributes is here.

Whatever is not in it stops the finished site, whoever wrote it: a text, a template or the code (`judging.py`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from macros.source.faults import Fault
from macros.source.settings import THIS_MACHINE

# What pages may hold: these elements; those that may have attributes of their own; the attributes of all.
PLAIN = re.compile(
    "abbr|article|aside|b|bdi|blockquote|body|br|caption|cite|code|dd|del|details|div|dl|dt|em|fieldset|figcaption|figure"
    "|footer|h[1-6]|head|header|hr|html|i|ins|kbd|legend|li|main|mark|nav|p|pre|q|samp|section|select|small|span|strong|sub"
    "|summary|sup|table|tbody|template|tfoot|thead|title|tr|ul|var"
)
ELEMENTS: Mapping[str, frozenset[str]] = {
    "a": frozenset({"href", "hreflang", "rel", "type"}),
    "base": frozenset({"href"}),
    "button": frozenset({"type", "value"}),
    "form": frozenset({"autocomplete", "action"}),
    "img": frozenset({"src", "alt", "width", "height", "loading"}),
    "input": frozenset({"type", "multiple", "accept", "name", "value", "autocomplete", "maxlength"}),
    "label": frozenset({"for"}),
    "link": frozenset({"rel", "href", "hreflang", "type"}),
    "meta": frozenset({"name", "content", "charset", "property", "http-equiv"}),
    "ol": frozenset({"start"}),
    "option": frozenset({"value"}),
    # What is drawn: shapes by their geometry alone, which name nothing and run nothing. The style has their colours.
    "path": frozenset({"d"}),
    "rect": frozenset({"x", "y", "width", "height"}),
    "script": frozenset({"src", "defer", "type"}),
    "svg": frozenset({"viewBox", "preserveAspectRatio", "width", "height"}),
    "td": frozenset({"colspan", "rowspan"}),
    "textarea": frozenset({"name", "rows"}),
    "th": frozenset({"scope", "colspan", "rowspan"}),
    "time": frozenset({"datetime"}),
}
ANYWHERE = re.compile(r"class|dir|hidden|id|lang|role|tabindex|title|translate|(?:aria|data)-[a-z-]+")
# Of these, an attribute has to be one of these values.
KINDS: Mapping[str, tuple[str, frozenset[str]]] = {
    "link": ("rel", frozenset({"alternate", "canonical", "icon", "license", "stylesheet"})),
    "meta": ("http-equiv", frozenset({"", "Content-Security-Policy"})),
}
# What leads on at once, within the site, from an address that a page had.
ONWARD = re.compile(r"0; url=(?!/)([^:]+)")
# Data for machines: the one text that a script may have.
DATA = "application/ld+json"
VOID = frozenset({"base", "br", "hr", "img", "input", "link", "meta"})
# What ends a paragraph that is open, whatever closes it later.
BLOCKS = re.compile(
    "article|aside|blockquote|details|dl|div|fieldset|figure|footer|form|h[1-6]|header|hr|main|nav|ol|p|pre|section|table|ul"
)
# Attributes that name elements of the page by their ids.
NAMING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")

DOCTYPE = "<!doctype html>"

_QUOTED = r"""(?:"[^"]*+"|'[^']*+')"""
# Between two texts.
TAG = re.compile(rf"""(<[^<>"']*+(?:{_QUOTED}[^<>"']*+)*+>)""")
# HTML keeps capitals in the names of a few attributes of SVG.
_NAMED = "viewBox|preserveAspectRatio|[a-z-]+"
_OPENING = re.compile(rf"<([a-z][a-z0-9]*)((?:\s+(?:{_NAMED})(?:={_QUOTED})?)*)>")
_CLOSING = re.compile("</([a-z][a-z0-9]*)>")
_NAME = re.compile("<([a-z][a-z0-9]*)")
_ATTRIBUTE = re.compile(rf"({_NAMED})(?:=({_QUOTED}))?")


@dataclass(frozen=True, slots=True)
class Tag:
    """What a tag says, on any page that has it.

    The element that it opens, or closes, and which it would end if that were open; its id; the addresses in it, those
    that a browser loads; whether data follow; its policy; what is wrong with it.
    """

    opens: str = ""
    closes: str = ""
    ends: str = ""
    id: str = ""
    leads_to: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()
    has_data: bool = False
    policy: str | None = None
    wrong: tuple[Fault, ...] = ()


def of_this_machine(text: str) -> Iterator[Fault]:
    """What is wrong with a text for machines that names this one."""
    if match := THIS_MACHINE.search(text):
        yield Fault("", 0, "", "gate-machine", {"address": match[0]})


class Tags(dict[str, Tag]):
    """What tags say, by their text. Pages share most of theirs: a dictionary, as each tag of a site is looked up."""

    # As many as are kept.
    MOST = 20_000

    def __missing__(self, text: str) -> Tag:
        if len(self) == self.MOST:
            self.clear()
        self[text] = found = _tag(text)
        return found


def _tag(text: str) -> Tag:
    """What a tag says."""
    if match := _CLOSING.fullmatch(text):
        return Tag(closes=match[1])
    if text == DOCTYPE:
        return Tag()
    match = _OPENING.fullmatch(text)
    found = _ATTRIBUTE.findall(match[2]) if match else []
    values = {name: html.unescape(value[1:-1]) for name, value in found}
    if not match or len(values) < len(found):
        # Its end is as it should be.
        return Tag(
            opens=name[1] if (name := _NAME.match(text)) else "",
            wrong=(Fault("", 0, "", "gate-broken", {"found": text[:80]}),),
        )
    element, rel = match[1], values.get("rel")
    addresses = [values[name] for name in ("href", "src", "action") if name in values]
    onward = _onward(element, values)
    if rel == "icon":
        # It may stand in the page itself.
        addresses = [address for address in addresses if not address.startswith("data:")]
    return Tag(
        opens="" if element in VOID else element,
        ends="p" if BLOCKS.fullmatch(element) else element if element == "a" else "",
        id=values.get("id", ""),
        leads_to=(
            *addresses,
            *onward,
            *(value for name, value in values.items() if name == "content" and value.startswith("http")),
            *(f"#{id}" for name in NAMING for id in values.get(name, "").split()),
        ),
        loads=tuple(addresses) if element in ("base", "form", "img", "script") or rel in ("icon", "stylesheet") else (),
        has_data=element == "script" and values.get("type") == DATA,
        policy=values.get("content", "") if "http-equiv" in values and not onward else None,
        wrong=(*_wrong(element, values, text), *of_this_machine(text)),
    )


def _onward(element: str, values: Mapping[str, str]) -> list[str]:
    """Where a tag leads by itself, if it does."""
    leads = element == "meta" and values.get("http-equiv") == "refresh"
    return ONWARD.findall(values.get("content", "")) if leads and ONWARD.fullmatch(values.get("content", "")) else []


def _wrong(element: str, values: Mapping[str, str], text: str) -> Iterator[Fault]:
    """What is wrong with a tag on any page."""
    attribute, kinds = KINDS.get(element, ("", frozenset({""})))
    if element not in ELEMENTS and not PLAIN.fullmatch(element):
        yield Fault("", 0, "", "gate-element", {"element": element})
    elif values.get(attribute, "") not in kinds and not _onward(element, values):
        yield Fault("", 0, "", "gate-element", {"element": text[1:-1][:80]})
    # A script is a file, or data.
    elif element == "script" and ("src" in values, values.get("type", "")) not in ((True, ""), (False, DATA)):
        yield Fault("", 0, "", "gate-loaded", {"found": text[:80]})
    else:
        own = ELEMENTS.get(element, frozenset())
        for name in values:
            if name not in own and not ANYWHERE.fullmatch(name):
                yield Fault("", 0, "", "gate-attribute", {"element": element, "attribute": name})
