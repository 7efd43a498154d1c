"""Everything, to be kept: a BagIt bag (RFC 8493) of the site, of the books, and of what they are made from.

`bag-info.txt` says what it is; the manifests have the SHA-256 and SHA-512 of every
file, so that anybody can tell, in thirty years, whether one has changed.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections.abc import Mapping
from pathlib import Path

from macros.publish.downloads import offered, write_zip
from macros.publish.takeaway import Takeaway
from macros.source import git, history
from macros.source.faults import Fault, Faults, raise_if_any

ALGORITHMS = ("sha256", "sha512")


def make(takeaway: Takeaway) -> list[Path]:
    """Write the bag, zipped, into `dist/`; `Faults` outside a git repository. The paths written."""
    books = {file.path.name: file.path.read_bytes() for file in offered(takeaway.root) if file.language}
    payload = {
        **{f"data/books/{name}": content for name, content in books.items()},
        **{f"data/site/{name}": content for name, content in takeaway.pages.items()},
        **{f"data/source/{name}": content for name, content in _source(takeaway.root).items()},
    }
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": _information(takeaway, payload).encode(),
        **_manifests("manifest", payload),
    }
    bag = tags | _manifests("tagmanifest", tags) | payload
    name = f"{takeaway.slug}-archive"
    return [write_zip(takeaway.target("-archive.zip"), {f"{name}/{path}": content for path, content in bag.items()})]


def _source(root: Path) -> dict[str, bytes]:
    """The files of the last commit."""
    raise_if_any(history.unread(root))
    tar = git.ask(root, "archive", "--format=tar", "HEAD")
    if not tar:
        raise Faults([Fault(".git", 1, "", "takeaway-git")])
    with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
        files = {member.name: archive.extractfile(member) for member in archive if member.isfile()}
        return {name: file.read() for name, file in sorted(files.items()) if file}


def _information(takeaway: Takeaway, payload: Mapping[str, bytes]) -> str:
    """What the bag is: RFC 8493, section 2.2.2; the oxum is the payload's bytes, then its number of files."""
    project = takeaway.site.project
    words = project.languages[project.default]
    values = {
        "Source-Organization": takeaway.site.name,
        "External-Identifier": takeaway.site.url,
        "External-Description": takeaway.description(project.default),
        "Internal-Sender-Description": str(words.w("archive-holds")),
        "Internal-Sender-Identifier": git.ask(takeaway.root, "rev-parse", "HEAD").decode().strip(),
        "Bagging-Date": takeaway.date.date().isoformat(),
        "Payload-Oxum": f"{sum(map(len, payload.values()))}.{len(payload)}",
    }
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in values.items() if value)


def _manifests(kind: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The checksums of files, a manifest for each algorithm. In names, `%` and ends of lines are escaped."""
    manifests = {}
    for algorithm in ALGORITHMS:
        lines = [
            f"{hashlib.new(algorithm, content).hexdigest()}  {_escaped(name)}\n" for name, content in files.items()
        ]
        manifests[f"{kind}-{algorithm}.txt"] = "".join(lines).encode()
    return manifests


def _escaped(name: str) -> str:
    return name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
