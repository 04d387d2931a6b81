"""The memberships of the cluster, narrowed: present, due, overdue, at risk, new or past."""

from datetime import date, timedelta

from django.db.models import QuerySet

from bridgehead.ecosystem.core.membership_terms import is_due
from bridgehead.ecosystem.models import Membership
from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.ecosystem.queries.membership_records import all_memberships, current_memberships
from bridgehead.kit.word_filter import with_words
from bridgehead.pages.services.membership_watch import WatchedMembers

PRESENT, DUE, OVERDUE, RISK, NEW, PAST = "present", "due", "overdue", "risk", "new", "past"
SHOWS = (PRESENT, DUE, OVERDUE, RISK, NEW, PAST)
DUE_DAYS = 60
"""A renewal is due within so many days."""


def listed_memberships(
    today: date, watched: WatchedMembers, *, show: str = PRESENT, kind: str = "", words: str = ""
) -> QuerySet[Membership]:
    """The memberships of the cluster in question, by name; a blank filter lets everything through.

    Parameters
    ----------
    watched
        What the rules say of its members.
    show
        One of `SHOWS`.
    """
    cluster = cluster_in_question()
    present, found = current_memberships(cluster, today), all_memberships(cluster)
    if show == PAST:
        found = found.exclude(pk__in=[one.pk for one in present]).exclude(until="")
    else:
        last = today + timedelta(days=DUE_DAYS)
        members = {OVERDUE: watched.overdue, RISK: watched.at_risk, NEW: {one.id for one in watched.newcomers}}.get(
            show
        )
        wanted = [one for one in present if members is None or one.member_id in members]
        found = found.filter(pk__in=[one.pk for one in wanted if show != DUE or is_due(one.renews, last)])
    found = found.filter(kind=kind) if kind else found
    return with_words(found, words, ("member__name",), whole=("member_id",))
