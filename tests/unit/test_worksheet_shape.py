"""The format of the worksheet's files is written once: the pages' scripts are given it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from macros.publish import worksheet

SCRIPTS = Path(__file__).parent.parent.parent / "overrides" / "scripts"


def test_shape_is_what_the_published_schema_says() -> None:
    schema = worksheet.json_schema()
    answer = schema["$defs"]["Answer"]["properties"]
    shape = json.loads(json.dumps(worksheet.SHAPE))
    assert schema["properties"]["format"]["const"] == shape["format"]
    assert schema["properties"]["version"]["maximum"] == shape["version"]
    assert list(schema["properties"]["reponses"]["patternProperties"]) == [shape["id"]]
    assert list(answer) == shape["fields"]
    assert answer["choix"]["enum"] == ["", *shape["choices"]]
    assert set(shape["plan"]) < set(answer)


def test_scripts_take_of_the_shape_what_it_holds_and_repeat_none_of_it() -> None:
    text = "\n".join(path.read_text("utf-8") for path in sorted(SCRIPTS.rglob("*.js")))
    assert set(re.findall(r"\bshape\.(\w+)", text)) | set(re.findall(r"\{ (\w+) \} = shape", text)) == {
        *worksheet.SHAPE
    }
    for value in (worksheet.FORMAT, worksheet.SCHEMA, worksheet.DEFI_ID.strip("^$")):
        assert value not in text
