"""Reads of mails to a group: who is in it, which templates there are."""

from collections.abc import Collection

from django.db.models import QuerySet

from bridgehead.ecosystem.core.consent import plain_address
from bridgehead.ecosystem.models import Activity, Actor, Participation, Person
from bridgehead.kit.permissions import Viewer
from bridgehead.kit.saved_lists import saved_list
from bridgehead.mail.models import FAILED, GROUP, OutboxMail
from bridgehead.mailings.models import MailTemplate
from bridgehead.views.queries import given_of, offered_view

KINDS = ("actor", "person", "activity", "participation")
"""The kinds of record whose people can be written to."""


def people_of(kind: str, keys: Collection[str]) -> QuerySet[Person]:
    """The contact persons of some records: of organisations, of who took part in activities, or these persons."""
    if kind == "person":
        found = Person.objects.filter(pk__in=keys)
    elif kind == "participation":
        found = Person.objects.filter(actor__in=Participation.objects.filter(pk__in=keys).values("actor"))
    elif kind == "activity":
        found = Person.objects.filter(actor__in=Participation.objects.filter(activity__in=keys).values("actor"))
    else:
        found = Person.objects.filter(actor__in=keys)
    return _in_order(found)


def people_of_view(id_: str, viewer: Viewer) -> QuerySet[Person] | None:
    """The contact persons of what a view shows; None where its list has none.

    Raises
    ------
    NotFound
        If there is no such view, or it is somebody else's alone.
    """
    found = offered_view(id_, viewer)
    known = saved_list(found.page)
    if known is None:
        return None
    rows = known.finds(known.asks(given_of(found), viewer), viewer).order_by().values("pk")
    if known.model is Actor:
        return _in_order(Person.objects.filter(actor__in=rows))
    if known.model is Person:
        return _in_order(Person.objects.filter(pk__in=rows))
    if known.model is Activity:
        parts = Participation.objects.filter(activity__in=rows).values("actor")
        return _in_order(Person.objects.filter(actor__in=parts))
    return None


def template_names() -> list[str]:
    """The templates, each once, by name."""
    return list(MailTemplate.objects.order_by("name").values_list("name", flat=True).distinct())


def variants_of(name: str) -> dict[str, MailTemplate]:
    """A template in each language that it has; blank for the one that names none."""
    return {each.language: each for each in MailTemplate.objects.filter(name=name).order_by("language")}


def addresses_with(digest: str) -> set[str]:
    """To whom a mail went, or waits to go, by what tells its text from others; compared as `plain_address` has them."""
    found = OutboxMail.objects.filter(kind=GROUP, about__digest=digest).exclude(state=FAILED)
    return {plain_address(to) for to in found.values_list("to", flat=True)}


def _in_order(found: QuerySet[Person]) -> QuerySet[Person]:
    return found.select_related("actor").order_by("actor__name", "actor_id", "name", "pk")
