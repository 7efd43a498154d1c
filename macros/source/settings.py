"""What the command line needs of `mkdocs.yml`: the languages, the site's name and its address."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from macros.source.faults import Fault, Faults


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader, reading `!ENV` as MkDocs does, and its other tags as nothing."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)
_Loader.add_constructor("!ENV", construct_env_tag)


@dataclass(frozen=True)
class Site:
    """The site as `mkdocs.yml` names it. `url` ends with `/`; `folder` is where it is built."""

    name: str
    url: str
    folder: str


def languages_of(root: Path) -> tuple[str, list[str]]:
    """The default language and every language that `mkdocs.yml` builds; `Faults` if it names none."""
    try:
        config = _read(root)
        plugins = [plugin for plugin in config["plugins"] if isinstance(plugin, dict) and "i18n" in plugin]
        languages = [language for language in plugins[0]["i18n"]["languages"] if language.get("build", True)]
        default = next(language["locale"] for language in languages if language.get("default"))
        return default, [language["locale"] for language in languages]
    except (OSError, yaml.YAMLError, KeyError, IndexError, TypeError, AttributeError, StopIteration):
        raise Faults([Fault("mkdocs.yml", 1, "", "config-languages", {})]) from None


def site_of(root: Path) -> Site:
    """The site's name, address and folder. Only for a file that `languages_of` has read."""
    config = _read(root)
    url = str(config.get("site_url") or "")
    return Site(str(config.get("site_name") or ""), url.rstrip("/") + "/", str(config.get("site_dir") or "site"))


def _read(root: Path) -> Any:
    return yaml.load((root / "mkdocs.yml").read_text("utf-8"), _Loader)  # noqa: S506
