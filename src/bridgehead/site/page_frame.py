"""Whose workspace it is, for every page: the cluster's name, and whom to write to."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from bridgehead.ecosystem import queries


def whose_workspace(request: HttpRequest) -> dict[str, object]:
    """`our_cluster`, the name of the cluster in question, and `contact`, an address or whom to ask."""
    return {"our_cluster": SimpleLazyObject(_cluster_name), "contact": settings.CONTACT or _("the cluster's staff")}


def _cluster_name() -> str:
    of = queries.cluster_in_question()
    return queries.names_of([of]).get(of, "Bridgehead") if of else "Bridgehead"
