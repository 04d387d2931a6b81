"""Reads of the audit log."""

from django.db.models import QuerySet

from bridgehead.kit.models import AuditEntry
from bridgehead.kit.word_filter import with_words


def audit_entries(*, event: str = "", words: str = "") -> QuerySet[AuditEntry]:
    """Events, the latest first; a blank filter lets everything through."""
    found = AuditEntry.objects.select_related("who").order_by("-pk")
    if event:
        found = found.filter(event=event)
    return with_words(found, words, ("who__username", "what"))
