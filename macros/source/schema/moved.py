"""Addresses that pages had: `data/redirections.yaml`."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from macros.source.schema.fields import Model

_NAME = "[a-z0-9]+(?:-[a-z0-9]+)*"


def _old(text: str) -> str:
    if len(text) <= 200 and re.fullmatch(rf"(?:{_NAME}/)+", text):
        return text
    raise PydanticCustomError("not_an_old_address", "not an old address", {"value": text[:60]})


def _page(text: str) -> str:
    if len(text) <= 200 and re.fullmatch(rf"(?:{_NAME}/)*{_NAME}\.md(?:#{_NAME})?", text):
        return text
    raise PydanticCustomError("not_a_page", "not a page", {"value": text[:60]})


class Moved(Model):
    """An address that a page had, from the root of each language (`plan-du-site/`), and what is there now.

    `vers`: the page by its file (`plan.md`), with a place in it or without (`themes.md#themes-ia`).
    """

    de: Annotated[str, AfterValidator(_old)]
    vers: Annotated[str, AfterValidator(_page)]


class Redirections(Model):
    """`data/redirections.yaml`, whole."""

    redirections: tuple[Moved, ...] = ()
