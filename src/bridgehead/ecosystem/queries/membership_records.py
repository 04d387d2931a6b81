"""Reads of memberships: who belongs now, what it costs, who asked to join."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Max, QuerySet
from django.utils import timezone

from bridgehead.ecosystem.core.consent import refuses
from bridgehead.ecosystem.core.membership_terms import FeeFact
from bridgehead.ecosystem.models import Membership, MembershipFee, MembershipRequest, Person
from bridgehead.ecosystem.phrases.memberships import no_such_request
from bridgehead.kit import partial_dates
from bridgehead.kit.errors import NotFound
from bridgehead.kit.models import Change
from bridgehead.kit.partial_dates import is_current

WAITING = "waiting"


def current_memberships(cluster: str, day: date, *, member: str = "") -> list[Membership]:
    """The memberships of a cluster on a day, by name, or of one member; of several of one member the latest."""
    found: dict[str, Membership] = {}
    rows = Membership.objects.filter(cluster=cluster).select_related("member", "cluster").order_by("since", "pk")
    for row in rows.filter(member=member) if member else rows:
        if is_current(row.since, row.until, day):
            found[row.member_id] = row
    return sorted(found.values(), key=lambda row: (row.member.name, row.pk))


def all_memberships(cluster: str) -> QuerySet[Membership]:
    """The memberships of a cluster, past ones too, by name."""
    found = Membership.objects.filter(cluster=cluster).select_related("member", "cluster")
    return found.order_by("member__name", "since", "pk")


def fee_facts() -> list[FeeFact]:
    """What memberships cost, as the workspace has it."""
    rows = MembershipFee.objects.order_by("pk").values_list("kind", "size", "amount", "from_year")
    return [FeeFact(kind, size, amount, year) for kind, size, amount, year in rows if amount is not None]


def fees() -> QuerySet[MembershipFee]:
    """The fees, by kind, size and year."""
    return MembershipFee.objects.order_by("kind", "size", "from_year")


def is_member_from(member: str, cluster: str, day: date) -> bool:
    """Whether an organisation is a member on a day, or becomes one after it."""
    ends = Membership.objects.filter(member=member, cluster=cluster).values_list("until", flat=True)
    return any(is_current("", until, day) for until in ends)


def membership_requests(status: str = "") -> QuerySet[MembershipRequest]:
    """Those who asked to join, the latest first."""
    found = MembershipRequest.objects.select_related("actor").order_by("-date", "name", "pk")
    return found.filter(status=status) if status else found


def membership_request(id_: str) -> MembershipRequest:
    """One who asked to join.

    Raises
    ------
    NotFound
        If there is none of that id.
    """
    found = MembershipRequest.objects.select_related("actor").filter(pk=id_).first()
    if found is None:
        raise NotFound(no_such_request(id_))
    return found


def requests_of_last_hour() -> int:
    """How many asked to join within the last hour."""
    since = timezone.now() - timedelta(hours=1)
    lines = Change.objects.filter(table=MembershipRequest.__name__.lower(), action=Change.Action.ADD)
    return lines.filter(batch__at__gte=since, batch__at__lte=timezone.now()).count()


def requests_due(since: date) -> list[str]:
    """Requests that were decided before a day, as the change log has it, and nothing changed in them since."""
    decided = MembershipRequest.objects.exclude(status=WAITING).order_by("pk")
    lines = Change.objects.filter(table=MembershipRequest.__name__.lower()).order_by().values_list("key")
    last = dict(lines.annotate(last=Max("batch__at")))
    return [
        id_
        for id_, day in decided.values_list("pk", "date")
        if (timezone.localdate(last[id_]) if id_ in last else partial_dates.ends(day) if day else date.max) < since
    ]


def first_contacts(members: Iterable[str]) -> dict[str, Person]:
    """The first contact with an address of each of these organisations, who has not refused."""
    rows = Person.objects.filter(actor__in=list(members)).exclude(email="").order_by("-pk")
    return {person.actor_id: person for person in rows if not refuses(person.consent)}


def members_without_contact(keys: Iterable[str]) -> list[str]:
    """The names of the members of these memberships that have nobody to write to (`first_contacts`)."""
    rows = Membership.objects.filter(pk__in=list(keys)).order_by("member__name").values_list("member", "member__name")
    reached = first_contacts([member for member, _name in rows])
    return [name for member, name in rows if member not in reached]
