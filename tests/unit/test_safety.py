"""What SECURITY.md promises of data, and of how to report. Attacks through pages are in `tests/support/spoiled/`."""

from __future__ import annotations

import re
import time

import pytest

from macros.source.faults import Faults
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
    'a: "\\u202e"': HIDDEN,
    'a: "\\0"': HIDDEN,
    'a: "\\U000E0041"': HIDDEN,
    'a: "\\ue000"': HIDDEN,
    'a: "\\ud800"': "not sound YAML",
    "a: {" * 60 + "}" * 60: "nested too deep",
    "a: [" + "{" * 5: "not sound YAML",
    "--- a\n--- b": "not sound YAML",
    "%YAML 9.9\n---\na: b": "not sound YAML",
}


@pytest.mark.parametrize("text", YAML, ids=[text[:30] for text in YAML])
def test_yaml_holds_plain_values_only(text: str) -> None:
    started = time.monotonic()
    with pytest.raises(Faults, match=YAML[text]) as told:
        parse_yaml(text, "data/x.yaml")
    assert all(fault.file == "data/x.yaml" and fault.line >= 1 for fault in told.value.faults)
    assert time.monotonic() - started < 5


def test_policy_says_what_is_promised_and_how_to_report() -> None:
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    for named in ("docs/", "data/", "translations/", "overrides/", "macros/", "private vulnerability reporting"):
        assert named in text
    assert not re.search(r"[\w.]+@[\w.]+\.\w+", text), "an invented address"
