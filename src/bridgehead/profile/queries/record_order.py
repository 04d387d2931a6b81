"""Reads of the columns `after`: what came before a record, where dates do not say it."""

from collections.abc import Iterable

from bridgehead.ecosystem.models import Activity, Entry, Tie
from bridgehead.evidence.models import Evidence
from bridgehead.profile.core.record_order import Dated


def chains(*records: Iterable[Dated]) -> dict[str, list[str]]:
    """What records came after, and what that came after: id to the ids that its `after` names, as far as they lead."""
    found: dict[str, list[str]] = {}
    waiting = {id_ for some in records for record in some for id_ in record.after}
    while waiting:
        steps: dict[str, list[str]] = {id_: [] for id_ in waiting}
        for model in (Entry, Tie, Activity, Evidence):
            steps |= dict(model.objects.filter(pk__in=waiting).values_list("pk", "after"))
        found |= steps
        waiting = {id_ for after in steps.values() for id_ in after} - found.keys()
    return found
