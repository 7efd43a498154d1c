"""French typography: the spaces and the apostrophes that nobody should have to type.

Rules: *Lexique des règles typographiques en usage à l’Imprimerie nationale*. The
thin space of print is U+202F, NARROW NO-BREAK SPACE, before ; ! ? and inside « »;
before a colon stands a whole one, U+00A0.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import yaml

THIN, WHOLE = "\u202f", "\u00a0"
_SPACE = f"[ {WHOLE}{THIN}]"


def _numbered() -> list[str]:
    """What a number after it belongs to."""
    found: list[str] = yaml.safe_load(Path(__file__).with_name("french.yaml").read_text("utf-8"))
    return found


_RULES: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = [
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(rf"{_SPACE}+(?=[;!?»](?:\W|$))"), THIN),
    (re.compile(rf"{_SPACE}+(?=:(?:\W|$))"), WHOLE),
    (re.compile(rf"(?<=«){_SPACE}*"), THIN),
    (re.compile(rf"(?<=[^\s{THIN}])(?=»)"), THIN),
    # Groups of digits, and a number with the unit or the sign that follows it.
    (re.compile(rf"(?<![\d,.])\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)"), lambda match: re.sub(_SPACE, THIN, match[0])),
    (re.compile(rf"(?<=\d){_SPACE}(?=(?:%|€|\$|M€|Md€|octets|ko|km|kg|g|h|ans|mots|min)(?!\w))"), WHOLE),
    (re.compile(rf"\b({'|'.join(map(re.escape, _numbered()))}){_SPACE}(?=\d)"), rf"\1{WHOLE}"),
]

_TAG = re.compile(r"(<[^>]*>)")


@lru_cache(maxsize=20_000)
def french(text: str) -> str:
    """`text` with French no-break spaces and apostrophes; already right text is unchanged."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def untyped(text: str) -> str:
    """`text` with plain spaces where `french` puts the others, so that whoever edits it sees those they typed."""
    typed = french(text)
    for match in reversed(list(re.finditer(f"[{WHOLE}{THIN}]", text))):
        plain = f"{text[: match.start()]} {text[match.end() :]}"
        text = plain if french(plain) == typed else text
    return text


def french_html(html: str) -> str:
    """`french` on the text of an HTML fragment, but not in tags, nor in code."""
    pieces = _TAG.split(html)
    code = 0
    for index, piece in enumerate(pieces):
        if index % 2:
            name = piece[1:].lower()
            code += name.startswith(("code", "pre")) - name.startswith(("/code", "/pre"))
        elif not code and piece:
            pieces[index] = french(piece)
    return "".join(pieces)
