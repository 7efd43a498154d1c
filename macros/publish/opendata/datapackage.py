"""The descriptor of the tables in one language, by the Data Package standard 2 (datapackage.org)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from macros.publish.opendata.formats import format_of
from macros.publish.opendata.records.values import Record, TextState
from macros.publish.opendata.rows import cell, column_words, table_words
from macros.publish.opendata.tables import TABLES, Table, Whole
from macros.source.schema import Licence
from macros.words.language import Language


def package(
    licence: Licence,
    whole: Whole,
    name: str,
    language: Language,
    described: tuple[str, str],
    sizes: Mapping[str, int],
    tables: Iterable[Table] = TABLES,
) -> dict[str, Any]:
    """The descriptor of some tables of a strategy, in a language; `described`: its title and what it says of itself.

    `sizes`: the bytes of each table.
    """
    title, description = described
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name,
        "title": title,
        "description": description,
        "homepage": next(iter(whole["adresses"].values())),
        "version": whole["version"],
        **({"created": f"{whole['mise_a_jour']}T00:00:00Z"} if whole["mise_a_jour"] else {}),
        "licenses": [{"name": licence.spdx, "path": licence.url}],
        "sources": _sources(whole),
        "resources": [_resource(table, sizes[table.name], language) for table in tables],
    }


def _sources(whole: Whole) -> list[dict[str, str]]:
    document = whole["document"]
    pages = [source["url"] for source in whole["sources"] if source["id"] in document["liens"]]
    return [{"title": cell(document["titre"]), **({"path": pages[0]} if pages else {})}]


def _resource(table: Table, size: int, language: Language) -> dict[str, Any]:
    keys = [
        {"fields": [column], "reference": {"resource": referred, "fields": ["id"]}}
        for column, referred in table.references.items()
    ]
    required = {*table.key, *table.references}
    # Who wrote a thing's texts and who read them are columns of its table, and not its own.
    properties = {**_properties(TextState), **_properties(table.record)}
    fields = [
        _field(name, properties.get(name, {}), name in required, column_words(language, table, name).plain)
        for name in table.all_columns
    ]
    return {
        "name": table.name,
        "title": table_words(language, table).plain,
        "path": f"{table.name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": format_of(f"{table.name}.csv").media_type,
        "encoding": "utf-8",
        "bytes": size,
        "schema": {
            "fields": fields,
            "primaryKey": list(table.key),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


@cache
def _properties(record: type[Record]) -> Mapping[str, Any]:
    properties: Mapping[str, Any] = record.model_json_schema().get("properties", {})
    return properties


def _field(name: str, schema: Mapping[str, Any], required: bool, description: str) -> dict[str, Any]:
    """A column: its description, and what the JSON Schema of the field it holds says; the last one has no schema."""
    values = next((kind for kind in schema.get("anyOf", ()) if kind["type"] != "null"), schema)
    kind = values["type"] if values.get("type") in ("integer", "boolean") else "string"
    constraints = {key: values[key] for key in ("minimum", "pattern", "enum") if key in values}
    constraints |= {"required": True} if required else {}
    return {
        "name": name,
        "type": kind,
        **({"format": "uri"} if values.get("format") == "uri" else {}),
        "description": description,
        **({"constraints": constraints} if constraints else {}),
    }
