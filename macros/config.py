"""What the command line needs of `mkdocs.yml`: the languages, and which one is the default."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from macros.faults import Fault, Faults


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader, reading MkDocs' own tags (`!ENV`, `!relative`) as nothing."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


def languages_of(root: Path) -> tuple[str, list[str]]:
    """The default language and every language that `mkdocs.yml` builds; `Faults` if it names none."""
    try:
        plugins = [plugin for plugin in _read(root)["plugins"] if isinstance(plugin, dict) and "i18n" in plugin]
        languages = [language for language in plugins[0]["i18n"]["languages"] if language.get("build", True)]
        default = next(language["locale"] for language in languages if language.get("default"))
        return default, [language["locale"] for language in languages]
    except (OSError, yaml.YAMLError, KeyError, IndexError, TypeError, AttributeError, StopIteration):
        raise Faults([Fault("mkdocs.yml", 1, "", "config-languages", {})]) from None


def site_name_of(root: Path) -> str:
    """The site's name in `mkdocs.yml`, which must be sound: see `languages_of`."""
    return _read(root)["site_name"]


def _read(root: Path) -> Any:
    return yaml.load((root / "mkdocs.yml").read_text("utf-8"), _Loader)  # noqa: S506
