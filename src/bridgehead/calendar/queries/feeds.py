"""Reads of subscriptions."""

from django.db.models import QuerySet

from bridgehead.calendar.models import CalendarFeed
from bridgehead.kit.permissions import Viewer


def feeds_of(viewer: Viewer) -> QuerySet[CalendarFeed]:
    """The subscriptions of whoever has signed in, the latest first."""
    return CalendarFeed.objects.filter(user=viewer.id).order_by("-pk")


def feed_by_digest(digest: str) -> CalendarFeed | None:
    """The subscription with this digest, if its account can sign in."""
    found = CalendarFeed.objects.select_related("user").filter(digest=digest, user__is_active=True)
    return found.first()
