"""Reads of what participants say would have happened without the cluster."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.queries.record_scope import counterfactuals_in, participations_in
from bridgehead.kit import vocabularies
from bridgehead.profile.core.counterfactual_answers import CounterfactualAnswer

COLUMNS = (
    "actor_id",
    "activity_id",
    "activity__name",
    "activity__kind",
    "activity__opportunity__kind",
    "wave",
    "answer",
    "months",
    "share",
    "through",
)


def counterfactual_answers(
    scope: RecordScope, actors: Collection[str] | None = None, *, cluster: str = ""
) -> list[CounterfactualAnswer]:
    """Answers of some participants or of all; one without a participation on record is nobody's.

    Parameters
    ----------
    cluster
        Leaves out what another cluster organised: there the answers are about that one. Blank leaves out nothing.
    """
    took_part = participations_in(scope).filter(activity=OuterRef("activity"), actor=OuterRef("actor"))
    waves = list(vocabularies.terms("wave"))
    found = counterfactuals_in(scope).filter(Exists(took_part), wave__in=waves).order_by("id")
    if actors is not None:
        found = found.filter(actor__in=list(actors))
    if cluster:
        found = found.exclude(Q(activity__organiser__kind="cluster") & ~Q(activity__organiser=cluster))
    return [
        CounterfactualAnswer(actor, activity, name, kind, went_for or "", int(wave), *rest)
        for actor, activity, name, kind, went_for, wave, *rest in found.values_list(*COLUMNS)
    ]
