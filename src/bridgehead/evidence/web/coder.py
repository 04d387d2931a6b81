"""Who codes: the viewer's name as a coder, and their latest step."""

from typing import Any

from django.http import HttpRequest

from bridgehead.evidence import phrases
from bridgehead.evidence.queries import codings
from bridgehead.kit.request_context import viewer


def name_of(request: HttpRequest) -> str:
    """The name under which somebody codes."""
    return viewer(request).name


def undo_of(request: HttpRequest) -> dict[str, Any]:
    """What `evidence/undo.html` needs: the viewer's latest step in coding that can be undone; an import is none."""
    latest = codings.latest_step(viewer(request).id)
    return {"latest": latest, "undo": phrases.undo_label(latest.what) if latest else ""}
