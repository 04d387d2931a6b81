"""What somebody may see of others' parts in an activity: that they took part; the rest as the access table says."""

from collections.abc import Iterable

from bridgehead.ecosystem.models import Participation
from bridgehead.kit.permissions import Resource, Verb, Viewer


def parts_seen(found: Iterable[Participation], viewer: Viewer) -> list[Participation]:
    """Participations to show, not to save: role, money and outcome are blank where the viewer may not see them."""
    shown = []
    for part in found:
        if not viewer.may(Verb.VIEW, Resource.ROLE, owner=part.actor_id):
            part.role = ""
        if not viewer.may(Verb.VIEW, Resource.MONEY, owner=part.actor_id):
            part.contribution = None
        if not viewer.may(Verb.VIEW, Resource.OUTCOME, owner=part.actor_id):
            part.outcome = ""
        shown.append(part)
    return shown
