"""What PyYAML meets in a text, one thing after the other, within limits: before any value is made of it."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

try:
    # PyYAML's loaders in C, where they are to be had: the safe one, and one to which every value is a text.
    from yaml import CBaseLoader as _TextLoader
    from yaml import CSafeLoader as SafeLoader
except ImportError:
    # The same in Python: other classes, as types go.
    from yaml import BaseLoader as _TextLoader  # type: ignore[assignment]

    # Likewise.
    from yaml import SafeLoader as SafeLoader  # type: ignore[assignment]

from macros.source.faults import Fault, Faults, raise_if_any
from macros.source.limits import bounded
from macros.source.recovery import broken

__all__ = ["SafeLoader", "check_events", "line_at", "plain_texts", "skim"]

MAX_DEPTH = 50
# More than the data of a strategy of a thousand défis have; a second's work or two.
MAX_VALUES = 200_000


def line_at(part: yaml.Node | yaml.Event) -> int:
    """The line on which a part of a text begins."""
    return part.start_mark.line + 1 if part.start_mark else 1


def _events(text: str) -> Iterator[tuple[yaml.Event, int, int]]:
    """What is met, how much has been met with it, and how deep it is."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, SafeLoader), 1):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        yield event, count, depth


def check_events(name: str, text: str) -> None:
    """Refuse anchors, aliases and tags, a nesting that no reader survives, and endless lists. Raises `Faults`."""
    faults: list[Fault] = []

    def fault(event: yaml.Event, code: str, **values: object) -> None:
        faults.append(Fault(name, line_at(event), "", code, values))

    documents = 0
    for event, count, depth in _events(text):
        if depth > MAX_DEPTH:
            fault(event, "yaml-too-deep")
            break
        if count > MAX_VALUES:
            fault(event, "yaml-too-long", most=MAX_VALUES)
            break
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1 and isinstance(event, yaml.DocumentStartEvent):
            fault(event, "yaml-document")
        if getattr(event, "anchor", None):
            fault(event, "yaml-alias")
        if getattr(event, "tag", None):
            fault(event, "yaml-tag")
    raise_if_any(faults)


def skim(text: str) -> None:
    """Go through a text to see whether it can be read, as far as the limits go. Raises what PyYAML does."""
    for _, count, depth in _events(text):
        if depth > MAX_DEPTH or count > MAX_VALUES:
            return


def plain_texts(text: str, name: str) -> object:
    """What a YAML text holds, every value as its text, for comparing it; `Faults` if it is not sound YAML."""
    try:
        with bounded(name):
            check_events(name, text)
            return yaml.load(text, _TextLoader)  # noqa: S506 (plain texts only)
    except yaml.MarkedYAMLError as error:
        raise Faults([broken(name, error, text)]) from None
    except (yaml.YAMLError, ValueError):
        raise Faults([Fault(name, 1, "", "yaml-broken", {"text": text[:60]})]) from None
