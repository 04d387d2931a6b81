"""Feeds: addresses by which a calendar program reads what an account may see."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.model_fields import LineField


class CalendarFeed(models.Model):
    """A subscription of an account; no record of the case, since it belongs to whoever signs in.

    Attributes
    ----------
    digest
        Of the secret in its address: the address itself is shown once and stored nowhere.
    kinds
        What it holds, of `core.month_view.KINDS`; of a trip its meetings.
    mine
        Whether it keeps to what concerns the account's own organisation, tasks and members.
    activity, actor
        Ids of the trip whose meetings it holds, and of the participant whose they are; blank for all.
    read_at
        When a calendar program asked for it last.
    """

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds")
    name = LineField(blank=False, max_length=200, verbose_name=_("Name"))
    digest = models.CharField(max_length=64, unique=True)
    kinds = models.JSONField(default=list)
    mine = models.BooleanField(default=False)
    activity = models.CharField(max_length=100, default="", blank=True)
    actor = models.CharField(max_length=100, default="", blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
