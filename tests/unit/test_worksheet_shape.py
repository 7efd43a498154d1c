"""The format of the worksheet's files is written once: the pages' scripts are given it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from macros.publish.worksheet import model

SCRIPTS = Path(__file__).parent.parent.parent / "overrides" / "scripts"


def test_shape_is_what_the_published_schema_says() -> None:
    schema = model.json_schema(model.StrategyFile)
    answer = schema["$defs"]["Answer"]["properties"]
    shape = json.loads(json.dumps(model.SHAPE))
    assert schema["properties"]["format"]["const"] == shape["format"]
    assert schema["properties"]["version"]["maximum"] == shape["version"]
    assert list(schema["properties"]["reponses"]["patternProperties"]) == [shape["id"]]
    assert list(answer["questions"]["patternProperties"]) == [shape["question"]]
    assert list(answer) == [*shape["fields"], "questions", "autres"]
    for field, key in {"choix": "choices", "niveau": "levels", "cible": "levels", "cout": "costs"}.items():
        kinds = answer[field].get("anyOf", [answer[field]])
        assert [value for kind in kinds for value in kind.get("enum", [kind.get("const")])] == ["", *shape[key]]
    assert set(shape["plan"]) | set(shape["optional"]) < set(answer)
    assert model.json_schema(model.SetFile)["properties"]["format"]["const"] == shape["set"]


def test_scripts_take_of_the_shape_what_it_holds_and_repeat_none_of_it() -> None:
    text = "\n".join(path.read_text("utf-8") for path in sorted(SCRIPTS.rglob("*.js")))
    assert set(re.findall(r"\bshape\.(\w+)", text)) == {*model.SHAPE}
    for value in (model.FORMAT, model.SET_FORMAT, model.SCHEMA, model.DEFI_ID.strip("^$")):
        assert value not in text
