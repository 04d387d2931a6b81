"""Reads of opportunities."""

from django.db.models import Q, QuerySet

from bridgehead.kit.errors import NotFound
from bridgehead.opportunities.models import Opportunity


def opportunities(
    *, words: str = "", kind: str = "", status: str = "", country: str = "", deadline_from: str = ""
) -> QuerySet[Opportunity]:
    """Opportunities, the nearest deadline last known first, filtered; a blank filter lets everything through.

    Parameters
    ----------
    country
        One of the opportunity's countries; opportunities without countries are open to all and stay in.
    deadline_from
        A partial date; opportunities whose deadline is earlier are left out.
    """
    found = Opportunity.objects.order_by("-deadline", "id")
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(description__icontains=word) | Q(id__iexact=word))
    if country:
        found = found.filter(Q(countries__icontains=f'"{country}"') | Q(countries=[]))
    if deadline_from:
        found = found.filter(deadline__gte=deadline_from)
    return found.filter(**{name: value for name, value in (("kind", kind), ("status", status)) if value})


def opportunity(id_: str) -> Opportunity:
    """One opportunity.

    Raises
    ------
    NotFound
        If there is none of that id.
    """
    found = Opportunity.objects.filter(pk=id_).first()
    if found is None:
        raise NotFound(f"there is no opportunity {id_!r}: `bridgehead opportunities` lists them")
    return found
