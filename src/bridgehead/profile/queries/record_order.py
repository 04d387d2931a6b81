"""Reads of the columns `after`: what came before a record, where dates do not say it."""

from collections.abc import Iterable

from bridgehead.ecosystem.models import Activity, Entry, Tie
from bridgehead.evidence.models import Evidence


def chains(named: Iterable[str]) -> dict[str, list[str]]:
    """Id of an entry, tie, activity or piece of evidence to what its `after` names, as far as these ids lead."""
    found: dict[str, list[str]] = {}
    waiting = set(named)
    while waiting:
        steps: dict[str, list[str]] = {id_: [] for id_ in waiting}
        for model in (Entry, Tie, Activity, Evidence):
            steps |= dict(model.objects.filter(pk__in=waiting).values_list("pk", "after"))
        found |= steps
        waiting = {id_ for after in steps.values() for id_ in after} - found.keys()
    return found
