"""Whose workspace it is, for every page: the cluster's name, and whom to write to."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from bridgehead.ecosystem import phrases, queries
from bridgehead.kit.middleware import contact


def whose_workspace(request: HttpRequest) -> dict[str, object]:
    """What the frame of every page says of the workspace.

    `our_cluster`, the cluster's name; `practice`, that all of it is invented; `beside`, the address of a second
    workspace; `contact`, whom to write to; `computed_by`, the rules of its figures.
    """
    return {
        "practice": SimpleLazyObject(lambda: phrases.practice_notice(queries.is_practice())),
        "beside": settings.BESIDE,
        "our_cluster": SimpleLazyObject(_cluster_name),
        "contact": contact(),
        "computed_by": SimpleLazyObject(phrases.computed_by),
    }


def _cluster_name() -> str:
    of = queries.cluster_in_question()
    return queries.names_of([of]).get(of, "Bridgehead") if of else "Bridgehead"
