"""Bridgehead: the open workbench of cluster organisations."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bridgehead.workspace.python_api import Workspace

__all__ = ["open_workspace"]


def open_workspace(folder: str | Path | None = None) -> "Workspace":
    """Open a workspace from a notebook or a script; its tables and figures are Polars frames.

    Parameters
    ----------
    folder
        The workspace; by default `$BRIDGEHEAD_HOME`, else `./bridgehead-data`.

    Raises
    ------
    InputError
        If there is no workspace.
    """
    from bridgehead.workspace.python_api import Workspace  # noqa: PLC0415 importing bridgehead loads nothing

    return Workspace(folder)
