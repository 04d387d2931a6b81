"""GUIDs and ids: which one stands for which.

What came from a research project has its GUID as id; what was born here has a readable id, and a GUID
made from it (RFC 4122, version 5), so that it is the same in every export.
"""

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import PurePosixPath
from uuid import UUID, uuid5

NAMESPACE = UUID("7d9a4d57-4c5e-4e0b-8e5c-0f6a3b1d2c90")
NAME_BYTES = 255
"""The longest part of a path that every disk takes."""
SHAPE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
Ids = Mapping[str, str]


def normalise_guid(guid: str) -> str:
    """A GUID in lower case without braces."""
    return guid.strip().strip("{}").lower()


def guid_of(kind: str, id_: str) -> str:
    """The GUID of a record: its id if that is one, else one made from kind and id."""
    return id_ if SHAPE.fullmatch(id_) else str(uuid5(NAMESPACE, f"{kind}/{id_}"))


def ids_of(kind: str, ids: Iterable[str]) -> dict[str, str]:
    """GUID to id for records whose id is no GUID; `kind` tells codes from sources."""
    return {guid_of(kind, id_): id_ for id_ in ids if not SHAPE.fullmatch(id_)}


def slug(text: str, limit: int = 60) -> str:
    """Text as an id: lower case, letters and digits joined by `-`."""
    return re.sub(r"[^\w.]+", "-", text.lower()).strip("-_.")[:limit].rstrip("-_.") or "untitled"


def file_of(id_: str, ending: str = "") -> str:
    """The name of a record's file: its id with the ending, cut where that is too long for a disk.

    What is cut has a digest behind a `~`, which no id has, so that no two records share a file.
    """
    if len((id_ + ending).encode()) <= NAME_BYTES:
        return id_ + ending
    mark = f"~{blake2b(id_.encode(), digest_size=8).hexdigest()}"
    return id_.encode()[: NAME_BYTES - len((mark + ending).encode())].decode("utf-8", "ignore") + mark + ending


def project_id(name: str, creator: str, created: str) -> str:
    """The id of a research project, from what does not change when a tool exports it again."""
    return f"{slug(name, 40)}-{str(uuid5(NAMESPACE, f'project/{name}/{normalise_guid(creator)}/{created}'))[:8]}"


def file_name(guid: str, path: str) -> str:
    """The name of a file inside a project: the GUID of what it belongs to, with the ending it had."""
    ending = PurePosixPath(path.replace("\\", "/")).suffix.lower()
    return normalise_guid(guid) + (ending if re.fullmatch(r"\.[a-z0-9]{1,8}", ending) else "")
