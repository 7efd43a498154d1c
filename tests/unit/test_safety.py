"""What SECURITY.md promises of data, and of how to report. Attacks through pages are in `tests/support/spoiled/`."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from macros.source.faults import Faults
from macros.source.schema.fields import Email, Telephone, WebAddress
from macros.source.text import read_text
from macros.source.yamlfile import parse_yaml
from tests.support.projects import ROOT
from tests.support.spoiled.spoiling import HIDDEN

YAML = {
    "a: !!python/object/apply:os.system [id]": "YAML tags",
    "a: !!python/name:os.system ''": "YAML tags",
    "a: !!binary aGVsbG8=": "YAML tags",
    "a: !!set {b, c}": "YAML tags",
    "a: !ENV HOME": "YAML tags",
    "a: ! b": "YAML tags",
    "a: &x [1]\nb: [*x, *x]": "YAML anchors",
    "lol: &l [a, a]\nm: &m [*l, *l]\nn: [*m, *m]": "YAML anchors",
    "? [a, b]\n: c\n? [a, b]\n: d": "written twice",
    "a: " + "9" * 5000: "number is too long",
    "a: 0x" + "F" * 5000: "number is too long",
    "a: 1" + "0" * 20 + ".0": "number is too long",
    "a: 0x_": "plain digits",
    "a: .inf": "plain digits",
    "a: [" + "b, " * 250_000 + "]": "more than 200000 values",
    'a: "\\u202e"': HIDDEN,
    'a: "\\u200b"': HIDDEN,
    '"\\xad": a': HIDDEN,
    'a: "\\0"': HIDDEN,
    'a: "\\U000E0041"': HIDDEN,
    'a: "\\ue000"': HIDDEN,
    'a: "\\ud800"': "that stands for nothing",
    "a: {" * 60 + "}" * 60: "nested too deep",
    "a: [" + "{" * 5: "is not closed",
    "--- a\n--- b": "ends what is read of this file",
    "%YAML 9.9\n---\na: b": "not written as the others are",
}

# User names, addresses of machines however they are spelled, names without a meaning of their own, other letters.
ADDRESSES = (
    "javascript:alert(1)", "ftp://example.org/", "//example.org/", "https://", "https:///a", "https://[evil/",
    "https://www.culture.gouv.fr@evil.example/", "https://a:b@example.org/", "https://example.org\\@evil.example/",
    "http://169.254.169.254/latest/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/",
    "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://１２７.0.0.1/", "http://127。0。0。1/", "http://%31.example.org/",
    "http://localhost/", "http://a.localhost/", "http://router.local/", "http://intranet/", "http://example.org./",
    "https://exаmple.org/", "https://exaſample.org/", "https://a..org/", "https://-a.org/", "https://example.org:x/",
)  # fmt: skip
# Headers, names that pass for a domain or name a relay, other letters, local domains; what is too long.
EMAILS = (
    "a", "@example.org", "a@", "a@b", "a@@example.org", "a@example.org?subject=x", "a@example.org&bcc=b@evil.example",
    "a%40example.org@evil.example", "a!b@evil.example", '"a b"@example.org', "<a@example.org>", "A <a@example.org>",
    "mailto:a@example.org", "a@example.org,b@evil.example", "a@example.org;b@evil.example",
    "a@example.org b@evil.example", "a@example.org\n", " a@example.org",
    "a..b@example.org", ".a@example.org", "a.@example.org", "é@example.org", "a@exаmple.org", "a@exämple.org",
    "a@[127.0.0.1]", "a@127.0.0.1", "a@localhost", "a@mail.local", "a@example.org.",
    "a" * 65 + "@example.org", "a@" + "b." * 126 + "org",
)  # fmt: skip
# ITU-T E.164: the code of a country, never 0 at first, and 15 digits at most.
TELEPHONES = (
    "33123456789", "0123456789", "0033123456789", "+0123456789", "+33 1 23 45 67 89", "+33(0)123456789", "+33-123",
    "+1234567890123456", "+", "+3", "tel:+33123456789", "+33123456789;ext=1", "+33123456789,,1", "+٣٣١٢٣",
    "+33123456789\n",
)  # fmt: skip
# What YAML 1.1 reads as numbers, and other programs otherwise.
NUMBERS = ("0x_", "0x1F", "017", "1_000", "190:20:30", "0b11", "+5", ".inf", "-.INF", ".nan", "1.5e+3", "5.")
# Each shows nothing. Joiners and marks of direction have their place in other scripts, and only there.
HIDDEN_CHARACTERS = (
    "\xad", "\u034f", "\u115f", "\u17b4", "\u180e", "\u200b", "\u200c", "\u200d", "\u200e\u200f", "\u2060", "\u2064",
    "\u2800", "\u3164", "\ufe0f", "\uffa0", "\U0001d173", "\U000e0101", "\U000e0fff", "\U0001bca0",
    "\U0001fffe", "\U000effff", "\U0001d159", "ی\u200c\u200d",
)  # fmt: skip
# What other scripts cannot be written without: joiners of Persian, Hindi and Sinhala; a mark in Arabic.
NEEDED = (
    "می\u200cخواهم",
    "ه\u200d",
    "क्\u200dष",
    "ශ්\u200dරී",
    "لغة C++\u200e",
    "\u061c٥-",
    "e\u0301",
    "כּ",
    "10\xa0%",
    "1\u202f000",
)


@pytest.mark.parametrize("text", YAML, ids=[text[:30] for text in YAML])
def test_yaml_holds_plain_values_only(text: str) -> None:
    started = time.process_time()
    with pytest.raises(Faults, match=YAML[text]) as told:
        parse_yaml(text, "data/x.yaml")
    assert all(fault.file == "data/x.yaml" and fault.line >= 1 for fault in told.value.faults)
    assert time.process_time() - started < 10


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_lead_to_the_public_web(address: str) -> None:
    adapter = TypeAdapter(WebAddress)
    with pytest.raises(ValidationError, match="not a web address"):
        adapter.validate_python(address)
    for sound in ("https://example.org", "http://a-b.example.org:8080/é?x=[1]#y", "https://xn--caf-dma.example/"):
        assert adapter.validate_python(sound) == sound


@pytest.mark.parametrize("address", EMAILS)
def test_emails_go_to_one_public_address(address: str) -> None:
    adapter = TypeAdapter(Email)
    with pytest.raises(ValidationError, match="not an e-mail address"):
        adapter.validate_python(address)
    for sound in ("a@example.org", "Ada.Lovelace+site@mail.xn--caf-dma.example", "a_b-c@example.museum"):
        assert adapter.validate_python(sound) == sound


@pytest.mark.parametrize("number", TELEPHONES)
def test_telephones_are_international(number: str) -> None:
    adapter = TypeAdapter(Telephone)
    with pytest.raises(ValidationError, match="not a telephone number"):
        adapter.validate_python(number)
    for sound in ("+33123456789", "+2904567", "+123456789012345"):
        assert adapter.validate_python(sound) == sound


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_are_in_plain_digits(number: str) -> None:
    with pytest.raises(Faults, match="plain digits"):
        parse_yaml(f"a: {number}", "data/x.yaml")


def test_nothing_is_hidden_in_a_text(tmp_path: Path) -> None:
    for number, character in enumerate(HIDDEN_CHARACTERS):
        path = tmp_path / f"{number}.md"
        path.write_text(f"word\nwo{character}rd", "utf-8")
        with pytest.raises(Faults, match=f"{number}.md:2: has a {HIDDEN}"):
            read_text(path, path.name)
    (tmp_path / "needed.md").write_text("\n".join(NEEDED), "utf-8")
    assert read_text(tmp_path / "needed.md", "needed.md") == "\n".join(NEEDED)


def test_policy_says_what_is_promised_and_how_to_report() -> None:
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    for named in ("docs/", "data/", "translations/", "overrides/", "macros/", "private vulnerability reporting"):
        assert named in text
    assert not re.search(r"[\w.]+@[\w.]+\.\w+", text), "an invented address"
