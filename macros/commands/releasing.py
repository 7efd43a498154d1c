"""The command that says whether a version may be released."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros.building import site_of
from macros.site.site import Site
from macros.source import fingerprint, settings
from macros.source.faults import Fault, Phrase, raise_if_any


def ready(root: Path) -> None:
    """Say that the project may be released as it is; `Faults` names what stops it.

    Somebody has to answer for the site, and the checks that are recorded have to be of the pages that the project now
    makes, all of them, without a fault.
    """
    read = settings.read(root)
    site = site_of(read)
    raise_if_any([*_unanswered(site), *_unchecked(site, fingerprint.of(root, read.docs))])
    print("ready to be released / prêt à être publié")


def _unanswered(site: Site) -> Iterator[Fault]:
    """What is not said of who answers for the site."""
    data = site.project.data
    wanted = {
        "editeur": Phrase("notice-editeur"),
        "directeur": Phrase("notice-directeur"),
        "hebergeur": Phrase("notice-hebergeur"),
        "contact": Phrase("notice-contact"),
    }
    file = data.files.get("reglages")
    line = file.line(("mentions",)) if file else 1
    for name in data.settings.mentions.missing:
        yield Fault(
            "data/reglages.yaml", line, f"mentions.{name}", "notice-missing", {"name": name, "wanted": wanted[name]}
        )


def _unchecked(site: Site, made_of: str) -> Iterator[Fault]:
    """Recorded checks that found faults, or looked at other pages than those made of the sources of this hash."""
    data = site.project.data
    count = len(list(site.addresses(site.paths)))
    for index, check in enumerate(data.checks):
        line = data.files["controles"].line(("controles", index))
        if check.empreinte != made_of:
            yield Fault(fingerprint.RECORDED, line, check.id, "check-stale", {"check": check.titre})
        elif check.pages < count:
            values = {"check": check.titre, "pages": check.pages, "count": count}
            yield Fault(fingerprint.RECORDED, line, check.id, "check-partial", values)
        if check.defauts:
            values = {"check": check.titre, "faults": check.defauts}
            yield Fault(fingerprint.RECORDED, line, check.id, "check-failed", values)
