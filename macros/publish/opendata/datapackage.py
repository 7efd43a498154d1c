"""The descriptor of the tables in one language, by the Data Package standard 2 (datapackage.org)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from macros.publish.opendata.formats import format_of
from macros.publish.opendata.records.values import Record
from macros.publish.opendata.tables import TABLES, UNTRANSLATED, Table, Whole, cell, translated_columns
from macros.source.schema import Licence

_UNTRANSLATED = {
    "name": UNTRANSLATED,
    "type": "string",
    "description": "The columns of the row that are not translated yet, their names separated by a space.",
}


def package(
    licence: Licence,
    whole: Whole,
    name: str,
    title: str,
    description: str,
    sizes: Mapping[str, int],
    tables: Iterable[Table] = TABLES,
) -> dict[str, Any]:
    """The descriptor of some tables of a strategy, those of one language or others; `sizes`: the bytes of each."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name,
        "title": title,
        "description": description,
        "homepage": next(iter(whole["adresses"].values())),
        "version": whole["version"],
        "licenses": [{"name": licence.spdx, "path": licence.url}],
        "sources": _sources(whole),
        "resources": [_resource(table, sizes[table.name]) for table in tables],
    }


def _sources(whole: Whole) -> list[dict[str, str]]:
    document = whole["document"]
    pages = [source["url"] for source in whole["sources"] if source["id"] in document["liens"]]
    return [{"title": cell(document["titre"]), **({"path": pages[0]} if pages else {})}]


def _resource(table: Table, size: int) -> dict[str, Any]:
    keys = [
        {"fields": [column], "reference": {"resource": referred, "fields": ["id"]}}
        for column, referred in table.references.items()
    ]
    required = {*table.key, *table.references}
    properties = _properties(table.record)
    fields = [_field(name, properties[name], name in required) for name in table.columns]
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": format_of(f"{table.name}.csv").media_type,
        "encoding": "utf-8",
        "bytes": size,
        "schema": {
            "fields": [*fields, *([_UNTRANSLATED] if translated_columns(table) else [])],
            "primaryKey": list(table.key),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


@cache
def _properties(record: type[Record]) -> Mapping[str, Any]:
    properties: Mapping[str, Any] = record.model_json_schema()["properties"]
    return properties


def _field(name: str, schema: Mapping[str, Any], required: bool) -> dict[str, Any]:
    """A column's description, from the JSON Schema of the field it holds."""
    description = schema.get("description", "")
    values = next((kind for kind in schema.get("anyOf", ()) if kind["type"] != "null"), schema)
    kind = values["type"] if values.get("type") in ("integer", "boolean") else "string"
    constraints = {key: values[key] for key in ("minimum", "pattern", "enum") if key in values}
    constraints |= {"required": True} if required else {}
    return {
        "name": name,
        "type": kind,
        **({"format": "uri"} if values.get("format") == "uri" else {}),
        **({"description": description} if description else {}),
        **({"constraints": constraints} if constraints else {}),
    }
