"""Reads of opportunities."""

from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Case, IntegerField, Q, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext

from bridgehead.kit import partial_dates
from bridgehead.kit.errors import NotFound
from bridgehead.kit.field_limits import is_storable
from bridgehead.kit.word_filter import called, with_words
from bridgehead.opportunities.models import Opportunity, OpportunityComponent

CURRENT, CLOSED = "current", "closed"
MOST_ALIKE = 5


def opportunities(
    *,
    words: str = "",
    kind: str = "",
    status: str = "",
    country: str = "",
    deadline_from: str = "",
    deadline_to: str = "",
) -> QuerySet[Opportunity]:
    """Opportunities, the nearest deadline last known first, filtered; a blank filter lets everything through.

    Parameters
    ----------
    country
        One of the opportunity's countries; opportunities without countries are open to all and stay in.
    deadline_from
        A partial date; opportunities whose deadline is earlier are left out.
    deadline_to
        A partial date; opportunities whose deadline is later, or not known, are left out.
    status
        `current` stands for all that are not closed.
    """
    found = Opportunity.objects.order_by("-deadline", "id")
    if country:
        found = found.filter(Q(countries__icontains=f'"{country}"') | Q(countries=[]))
    if deadline_from:
        found = found.filter(deadline__gte=deadline_from)
    if deadline_to:
        found = found.filter(deadline__lte=deadline_to).exclude(deadline="")
    if status == CURRENT:
        found, status = found.exclude(status=CLOSED), ""
    found = found.filter(**{name: value for name, value in (("kind", kind), ("status", status)) if value})
    return with_words(found, words, ("title", "description"), whole=("pk",))


def opportunity(id_: str) -> Opportunity:
    """One opportunity.

    Raises
    ------
    NotFound
        If there is none of that id.
    """
    found = Opportunity.objects.filter(pk=id_).first()
    if found is None:
        raise NotFound(
            gettext("Opportunity “{id}” does not exist.").format(id=id_),
            hint=gettext("List opportunities with `bridgehead opportunities`."),
        )
    return found


def is_over(about: Opportunity, day: date) -> bool:
    """Whether nobody can go for an opportunity any more on a day: it is closed, or its deadline is past.

    Of a past day the status is not kept: an opportunity that is closed now was open until its deadline.
    """
    text = day.isoformat()
    was_open = day < timezone.localdate() and bool(about.deadline)
    return partial_dates.is_before(about.deadline, text) or (about.status == CLOSED and not was_open)


def open_on(day: date) -> list[Opportunity]:
    """What somebody could go for on a day; on a past day without what opened later."""
    past = day < timezone.localdate()
    found = opportunities().filter(opens__lte=day.isoformat()) if past else opportunities(status=CURRENT)
    return [about for about in found if not is_over(about, day)]


def by_standing(found: QuerySet[Opportunity], today: str) -> QuerySet[Opportunity]:
    """Opportunities with what an order of urgency needs.

    `standing` puts what is open first, then what is to come, what says nothing, what has passed its
    deadline, and what is closed; `undated` puts those without a deadline last.
    """
    passed = When(deadline__gt="", deadline__lt=today, then=3)
    places = [When(status=status, then=place) for place, status in enumerate(("open", "forthcoming", ""))]
    return found.annotate(
        standing=Case(When(status=CLOSED, then=4), passed, *places, default=2, output_field=IntegerField()),
        undated=Q(deadline=""),
    )


def nearest(today: str, limit: int) -> QuerySet[Opportunity]:
    """What is not closed and ends next, from a day on."""
    return opportunities(status=CURRENT, deadline_from=today).order_by("deadline", "pk")[:limit]


def undated(limit: int) -> QuerySet[Opportunity]:
    """What is open and has no deadline, by title."""
    return opportunities(status="open").filter(deadline="").order_by("title", "pk")[:limit]


def components(id_: str) -> list[OpportunityComponent]:
    """What an opportunity raises in a member and needs of one, what weighs most first."""
    found = OpportunityComponent.objects.filter(opportunity=id_)
    return sorted(found, key=lambda c: (-(c.weight or 0), -(c.raises or 0), c.component))


def countries_of_opportunities() -> list[str]:
    """Codes of the countries that opportunities are in."""
    lists = Opportunity.objects.exclude(countries=[]).order_by().values_list("countries", flat=True).distinct()
    return sorted({code for codes in lists for code in codes})


def alike(*, title: str = "", external_id: str = "", url: str = "") -> list[Opportunity]:
    """Opportunities that have the same reference, address or title, whatever the case; a blank one says nothing."""
    given = {"title": title, "external_id": external_id, "url": url}
    asked = {name: text for name, text in given.items() if text and is_storable(text)}
    alike = [called(Opportunity.objects.all(), text, (name,)) for name, text in asked.items()]
    return list(reduce(or_, alike).order_by("pk")[:MOST_ALIKE]) if alike else []


def bought_by(actor_id: str) -> QuerySet[Opportunity]:
    """The opportunities whose buyer an actor is."""
    return Opportunity.objects.filter(buyer=actor_id).order_by("-deadline", "pk")
