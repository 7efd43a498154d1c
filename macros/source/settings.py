"""What the command line needs of `mkdocs.yml`, the site's name, address and languages, and those chosen of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from macros.source import languages as codes
from macros.source.faults import Fault, Faults
from macros.source.recovery import broken
from macros.source.yamlfile import mended

CONFIGURATION = "mkdocs.yml"
# An address, from behind its scheme, that no other machine can reach, or none of another network (RFC 6761, RFC 6762).
THIS_MACHINE = re.compile(
    r"//(?:[^\s/@\"'<>]*@)?(?:(?:[\w-]+\.)*localhost|(?:[\w-]+\.)+local|127(?:\.\d+){0,3}|0(?:\.0){0,3}|\[::1?\])"
    r"(?!\.?[\w-])",
    re.IGNORECASE,
)

# Where a site may be: on the web, under a path or not. Its own addresses are written behind this one.
_ADDRESS = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~%-]+)*/?")


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader, reading `!ENV` as MkDocs does, and its other tags as nothing."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)
_Loader.add_constructor("!ENV", construct_env_tag)


@dataclass(frozen=True)
class Settings:
    """What `mkdocs.yml` says of a site.

    `names` are the languages to build, with each one's own name; `default`, the one at the site's
    root; `url` ends with `/`; `repository` is the address of the project's home; `folder`, where the
    site is published; `docs`, the name of the folder of its pages; `serving`, whether the site is only
    for a look while writing.
    """

    root: Path
    names: Mapping[str, str]
    default: str
    name: str
    url: str
    folder: Path
    repository: str = ""
    docs: str = "docs"
    serving: bool = False


def read(root: Path) -> Settings:
    """The settings of the project at `root`, in every language; `Faults` where its configuration cannot be read."""
    config = _read(root)
    try:
        languages = [language for language in _languages(config) if language.get("build", True)]
        default = next(language["locale"] for language in languages if language.get("default"))
        names = {language["locale"]: str(language.get("name") or language["locale"]) for language in languages}
    except (KeyError, TypeError, AttributeError, StopIteration):
        raise Faults([Fault(CONFIGURATION, 1, "", "config-languages")]) from None
    return Settings(
        root=root,
        names=names,
        default=default,
        name=str(config.get("site_name") or ""),
        url=checked_address(str(config.get("site_url") or "")),
        folder=root / str(config.get("site_dir") or "site"),
        repository=str(config.get("repo_url") or ""),
        docs=str(config.get("docs_dir") or "docs"),
    )


def listed(root: Path) -> list[str]:
    """The code of each language that `mkdocs.yml` lists, those that are not built too; `Faults` where it lists none."""
    return [str(language["locale"]) for language in _languages(_read(root))]


def _languages(config: Any) -> list[Any]:
    try:
        plugins = [plugin for plugin in config["plugins"] if isinstance(plugin, dict) and "i18n" in plugin]
        languages: list[Any] = [language for language in plugins[0]["i18n"]["languages"] if language["locale"]]
        return languages
    except (KeyError, IndexError, TypeError):
        raise Faults([Fault(CONFIGURATION, 1, "", "config-languages")]) from None


def _read(root: Path) -> Any:
    text = ""
    try:
        text = _text(root)
        return yaml.load(text, _Loader)  # noqa: S506 (a safe loader)
    except FileNotFoundError:
        raise Faults([Fault(CONFIGURATION, 1, "", "data-missing")]) from None
    except yaml.MarkedYAMLError as error:
        raise Faults(mended(text, CONFIGURATION).faults or [broken(CONFIGURATION, error, text)]) from None
    except (OSError, ValueError, yaml.YAMLError):
        raise Faults([Fault(CONFIGURATION, 1, "", "config-languages")]) from None


def _text(root: Path) -> str:
    # With the mark that Notepad puts first, or without.
    return (root / CONFIGURATION).read_text("utf-8-sig")


def checked_address(url: str) -> str:
    """The address of a site (`https://example.org/defis/`), ending with `/`; `Faults` where it is none."""
    if not _ADDRESS.fullmatch(url):
        raise Faults([Fault(CONFIGURATION, 1, "site_url", "site-url", {"url": url})])
    return url.rstrip("/") + "/"


def is_of_this_machine(url: str) -> bool:
    """Whether a site's address is one that this machine alone can reach."""
    return THIS_MACHINE.match(url.partition(":")[2]) is not None


def refuse_this_machine(settings: Settings) -> None:
    """Raise `Faults` for a site whose address no reader can reach, before something of it is given away."""
    if is_of_this_machine(settings.url):
        raise Faults([Fault(CONFIGURATION, 1, "site_url", "site-address", {"url": settings.url})])


def chosen_languages(text: str, known: Sequence[str], default: str) -> list[str]:
    """The languages that LANGS names, and the default one, in the order of `known`.

    `text` is LANGS: `fr,ar`, `fr ar`, or `all`. Raises `Faults` for a language that is not known.
    """
    wanted = known if text == "all" else [code for code in re.split(r"[\s,]+", text) if code]
    refuse_unknown(wanted, known, "LANGS")
    return [code for code in known if code in wanted or code == default]


def refuse_unknown(wanted: Iterable[str], known: Sequence[str], option: str) -> None:
    """Raise `Faults` if a language that an option asks for is not one of the site's."""
    codes = ", ".join(sorted(set(wanted) - set(known)))
    if codes:
        values = {"codes": codes, "known": ", ".join(known)}
        raise Faults([Fault(CONFIGURATION, 1, option, "language-unknown", values)])


def unknown_locales(root: Path, languages: Iterable[str]) -> Iterator[Fault]:
    """Languages of `mkdocs.yml` whose code is badly written, or of no known language."""
    for code in languages:
        if not isinstance(code, str) or not codes.is_known(code):
            yield Fault(CONFIGURATION, _line_of(root, code), "", "config-locale", {"code": str(code)})


def unspaced(root: Path, languages: Iterable[str]) -> Iterator[Fault]:
    """A note on each language that is written without spaces: what does not work for it yet."""
    for code in languages:
        if not codes.is_spaced(code):
            yield Fault(CONFIGURATION, _line_of(root, code), "", "language-unspaced", {"code": code})


def _line_of(root: Path, code: object) -> int:
    """The line of the configuration that lists a language."""
    match = re.search(rf"\blocale: *[\"']?{re.escape(str(code))}\b", text := _text(root))
    return text.count("\n", 0, match.start()) + 1 if match else 1
