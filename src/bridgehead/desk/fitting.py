"""What a member may answer: the opportunities that its own organisation is eligible for, with the reasons."""

from dataclasses import dataclass

from bridgehead.ecosystem.models import Actor
from bridgehead.match.queries import dismissed_for
from bridgehead.opportunities import queries as opportunities
from bridgehead.opportunities.core.eligibility import Verdict, judge
from bridgehead.opportunities.models import Opportunity

LOOKED_AT = 200


@dataclass(frozen=True)
class Fitting:
    """An opportunity with the verdict on one organisation."""

    opportunity: Opportunity
    verdict: Verdict


def fitting(actor: Actor, today: str, limit: int) -> list[Fitting]:
    """Opportunities that an organisation may answer: the sure ones first, then the nearest deadline.

    Looks at the `LOOKED_AT` that end next and at as many that are open without a deadline; its own calls
    are left out, and so is what it said no to or is not for it.
    """
    left_out = dismissed_for(actor.pk)
    urgent = [*opportunities.nearest(today, LOOKED_AT), *opportunities.undated(LOOKED_AT)]
    judged = [
        Fitting(o, judge(o.eligibility, kind=actor.kind, size=actor.size, country=actor.country))
        for o in urgent
        if o.buyer != actor.pk and o.pk not in left_out
    ]
    possible = [f for f in judged if f.verdict.eligible is not False]
    return sorted(possible, key=lambda f: f.verdict.eligible is None)[:limit]
