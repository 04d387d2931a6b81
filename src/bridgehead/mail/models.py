"""The outbox: a row for every mail that the product writes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.model_fields import LineField
from bridgehead.kit.setting_fields import OptionField

DIGEST, ACCOUNT, EVENT, TEST, VIEW, GROUP, OTHER = "digest", "account", "event", "test", "view", "group", "other"
MEMBERSHIP = "membership"
KINDS = (DIGEST, ACCOUNT, EVENT, TEST, VIEW, GROUP, MEMBERSHIP, OTHER)
WAITING, SENDING, SENT, FAILED = "waiting", "sending", "sent", "failed"
STATES = (WAITING, SENDING, SENT, FAILED)


class OutboxMail(models.Model):
    """A mail, whole, with what became of it.

    Attributes
    ----------
    kind
        A weekly mail, a mail of accounts (its links open an account: only who may change accounts reads it), one to
        those who registered for an event, a test, what is new or due in a saved view, one to a group, one on a
        membership.
    attachments
        Of each file its `name`, `type` and `content` in base64.
    about
        What it was made of, for whoever made it: ids, no names.
    reason, answer
        Why the last attempt failed (`core.failures`), and what the mail server said.
    owner
        The process that sends it (`kit.processes`), while it does.
    next_at
        When it is tried again; none for at once.
    """

    id = models.BigAutoField(primary_key=True)
    kind = OptionField(options=KINDS, default=OTHER, blank=False)
    to = LineField(blank=False, max_length=320, verbose_name=_("To"))
    subject = LineField(max_length=1_000, verbose_name=_("Subject"))
    body = models.TextField(default="", blank=True)
    html = models.TextField(default="", blank=True)
    headers = models.JSONField(default=dict)
    attachments = models.JSONField(default=list)
    about = models.JSONField(default=dict)
    state = OptionField(options=STATES, default=WAITING, blank=False, db_index=True)
    reason = LineField(max_length=40)
    answer = LineField(max_length=400)
    attempts = models.PositiveIntegerField(default=0)
    owner = LineField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.subject
