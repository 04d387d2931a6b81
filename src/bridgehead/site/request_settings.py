"""Every request follows the settings of the workspace: its time zone and language; they are read once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from bridgehead.kit.clock import workspace_zone
from bridgehead.settings.queries import language, read_once


class RequestSettings:
    """Has days, times and words of a page follow the settings."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer by the settings as they are now."""
        with read_once(), timezone.override(workspace_zone()), translation.override(language()):
            return self.get_response(request)
