"""The JSON Schemas of the data files: what editors' programs complete and check them by."""

from __future__ import annotations

from typing import Any

from macros.source.schema import FILES, Range, SiteSettings


def json_schema(name: str, settings: SiteSettings) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one data file, for editors' completion and for reuse.

    `settings` say how many questions the strategy of a site has, and which parts.
    """
    schema = FILES[name].model_json_schema()
    for kind in ("Defi", "Action") if name == "defis" else ():
        _as_settings_ask(schema["$defs"][kind], settings)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"data/{name}.yaml", **schema}


def _as_settings_ask(entry: dict[str, Any], settings: SiteSettings) -> None:
    """Write into the schema of an entry what the settings ask of its fields."""
    fields, required = entry["properties"], {*entry["required"], *settings.obligatoires}
    for name in ("questions", "ecologie"):
        if name in fields:
            wanted: Range = getattr(settings, name)
            del fields[name]["default"]
            fields[name] |= {"minItems": wanted.moins, "maxItems": wanted.plus}
            required |= {name} if wanted.moins else set()
    for name in {*settings.obligatoires} & {*fields}:
        written = fields[name].pop("anyOf", [{}])[0]
        fields[name] |= written | ({"minItems": 1} if fields[name].get("type") == "array" else {})
        del fields[name]["default"]
    entry["required"] = [name for name in fields if name in required]
