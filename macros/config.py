"""What the command line needs of `mkdocs.yml`: the languages, and which one is the default."""

from __future__ import annotations

from pathlib import Path

import yaml

from macros.faults import Fault, Faults


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader, reading MkDocs' own tags (`!ENV`, `!relative`) as nothing."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


def languages_of(root: Path) -> tuple[str, list[str]]:
    """The default language and every language that `mkdocs.yml` builds; `Faults` if it names none."""
    try:
        config = yaml.load((root / "mkdocs.yml").read_text("utf-8"), _Loader)  # noqa: S506
        plugins = [plugin for plugin in config["plugins"] if isinstance(plugin, dict) and "i18n" in plugin]
        languages = [language for language in plugins[0]["i18n"]["languages"] if language.get("build", True)]
        default = next(language["locale"] for language in languages if language.get("default"))
        return default, [language["locale"] for language in languages]
    except (OSError, yaml.YAMLError, KeyError, IndexError, TypeError, AttributeError, StopIteration):
        raise Faults([Fault("mkdocs.yml", 1, "", "config-languages", {})]) from None
