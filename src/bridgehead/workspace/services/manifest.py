"""What an export of the case folder says of itself, so that an import knows whether it is whole.

`manifest.json` names every file with its length, its checksum and, of a table, its number of rows.
"""

import csv
import hashlib
import io
from collections.abc import Mapping
from importlib import metadata
from typing import Literal

from pydantic import BaseModel, Field, ValidationError

from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import FoundInput, expects, finds
from bridgehead.kit.filenames import printable

NAME = "manifest.json"
FORMAT = 1
WHOLE: Literal["whole"] = "whole"
UNFINISHED: Literal["being written"] = "being written"


class File(BaseModel):
    """A file as it was written; `rows` of a table, without its heading."""

    bytes: int = Field(ge=0)
    sha256: str
    rows: int | None = None


class Manifest(BaseModel):
    """What is in a case folder; keys that a later version adds are passed over."""

    format: int = Field(ge=1)
    product: str = ""
    state: Literal["whole", "being written"]
    files: dict[str, File] = {}


def file(content: bytes, rows: int | None = None) -> File:
    """What the manifest says of a file."""
    return File(bytes=len(content), sha256=hashlib.sha256(content).hexdigest(), rows=rows)


def render(files: Mapping[str, File], *, state: Literal["whole", "being written"] = WHOLE) -> str:
    """The text of a manifest; equal files give equal bytes."""
    made = Manifest(format=FORMAT, product=f"bridgehead {_version()}", state=state, files=dict(sorted(files.items())))
    return made.model_dump_json(indent=1, exclude_none=True) + "\n"


def read(content: bytes, where: str) -> Manifest:
    """The manifest of a folder that was written to its end.

    Raises
    ------
    InputError
        If it is no manifest, one of a later format, or says that the export did not finish.
    """
    try:
        found = Manifest.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        said = " ".join(filter(None, (".".join(map(str, first["loc"])), first["msg"])))
        raise InputError(expects("manifest_as_written", manifest=NAME), file=where, found=said) from error
    if found.state != WHOLE:
        raise InputError(expects("finished_export"), file=where, found=found.state)
    if found.format > FORMAT:
        expected = expects("case_format", format=FORMAT)
        raise InputError(expected, file=where, found=finds("format", format=str(found.format)))
    return found


def edited(manifest: Manifest, contents: Mapping[str, bytes], where: str) -> tuple[str, ...]:
    """The files that are other than they were written, or were not there then.

    Raises
    ------
    InputError
        If a file is missing or cut off.
    """
    changed = []
    for name, told in manifest.files.items():
        content = contents.get(name)
        if content is None:
            raise _refusal(where, name, told, finds("no_such_file"))
        if hashlib.sha256(content).hexdigest() != told.sha256:
            if (cut := _cut_off(content, told)) is not None:
                raise _refusal(where, name, told, cut)
            changed.append(name)
    return tuple(sorted([*changed, *(contents.keys() - manifest.files.keys())]))


def _refusal(where: str, name: str, told: File, found: FoundInput) -> InputError:
    expected = (
        expects("bytes_of_manifest", bytes=told.bytes, manifest=NAME)
        if told.rows is None
        else expects("rows_of_manifest", rows=told.rows, bytes=told.bytes, manifest=NAME)
    )
    return InputError(expected, file=f"{where}: {printable(name)}", found=found)


def _cut_off(content: bytes, told: File) -> FoundInput | None:
    """How a file that changed lacks its end; None where it was only edited."""
    shorter = len(content) < told.bytes
    if told.rows is None:
        return finds("bytes", size=len(content)) if shorter else None
    rows = _count_rows(content)
    if rows is None:
        return finds("open_quote", size=len(content))
    if rows < told.rows:
        return finds("rows_in_bytes", rows=rows, size=len(content))
    return finds("open_last_line") if shorter and not content.endswith((b"\n", b"\r")) else None


def _count_rows(content: bytes) -> int | None:
    """Rows below the heading; None where a quote does not end."""
    text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", errors="replace", newline="")
    try:
        return max(sum(1 for row in csv.reader(text, strict=True) if row) - 1, 0)
    except csv.Error:
        return None


def _version() -> str:
    try:
        return metadata.version("bridgehead")
    except metadata.PackageNotFoundError:
        return "from its source"
