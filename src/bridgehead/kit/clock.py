"""The time zone of the workspace: what day it is, and how a time is shown.

`django.utils.timezone.localdate` is the one way to ask for today; it and every time on a page follow the zone that is
in use here. A page has it for its request, a command and a task of the worker from their start.
"""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

_providers: list[Callable[[], str]] = []


def provide(source: Callable[[], str]) -> None:
    """Say where the name of the zone comes from; the latest word counts."""
    _providers[:] = [source]


def workspace_zone() -> ZoneInfo:
    """The zone of the workspace."""
    return ZoneInfo(_providers[0]() if _providers else settings.TIME_ZONE)


def use_workspace_zone() -> None:
    """Have what this thread does from now on follow the zone of the workspace."""
    timezone.activate(workspace_zone())
