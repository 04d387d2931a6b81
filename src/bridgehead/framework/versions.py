"""Versions of what a figure was computed by: the framework's rules, a cluster's own additions, a trained model."""

import hashlib
import os
from functools import cache
from pathlib import Path

from pydantic import BaseModel, Field

from bridgehead.framework.loader import PACKAGED
from bridgehead.framework.toml_files import read_toml

OWN = ("framework", "rules")
"""Folders of the workspace in which a cluster adds to the framework."""
DIGITS = 8


class Versions(BaseModel):
    """By what a figure was computed.

    Attributes
    ----------
    rules
        The version of the framework's rules.
    own
        A digest of what the cluster added to them; null where it added nothing.
    model
        The ranker, where a ranking is part of the answer: `fusion` or the day on which it was trained; else null.
    """

    rules: int
    own: str | None
    model: str | None = None


def versions(model: str | None = None) -> Versions:
    """The versions that hold now in this workspace."""
    return Versions(rules=rules(), own=own_digest(), model=model)


class VersionedAnswer(BaseModel):
    """An answer with figures, and by what they were computed."""

    versions: Versions = Field(default_factory=versions)


@cache
def rules() -> int:
    """The version of the framework's rules."""
    return int(read_toml(PACKAGED / "version.toml")["rules"])


def own_digest() -> str | None:
    """A digest of the names and contents of the files that a cluster added; None without any."""
    workspace = Path(os.environ.get("BRIDGEHEAD_HOME", "bridgehead-data"))
    files = sorted(path for folder in OWN for path in (workspace / folder).glob("*.toml"))
    if not files:
        return None
    content = hashlib.sha256()
    for path in files:
        content.update(f"{path.parent.name}/{path.name}\0".encode() + path.read_bytes() + b"\0")
    return content.hexdigest()[:DIGITS]
