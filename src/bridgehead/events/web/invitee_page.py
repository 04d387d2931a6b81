"""Choosing whom to invite to an event: contact persons by filter, by saved view, by ticks."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.ecosystem.models import Membership, Person
from bridgehead.events import phrases, queries
from bridgehead.events.forms.invitee_forms import InviteContacts
from bridgehead.events.phrases import invitees
from bridgehead.events.services.event_invitations import can_be_invited, invite_contacts
from bridgehead.events.tables import invitee_table
from bridgehead.kit.errors import NotFound
from bridgehead.kit.forms import with_status
from bridgehead.kit.list_page import ListFilter, ListPage, choices
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.kit.tags import TAG, tag_filter, tagged
from bridgehead.kit.word_filter import with_words
from bridgehead.mail.tasks import deliver_outbox
from bridgehead.mailings.queries import people_of_view
from bridgehead.views.queries import views_of

SORTS = {"name": ("name",), "organisation": ("actor__name", "name")}
VIEWED = ("members", "people", "activities")
"""The lists whose saved views have people."""


def urls() -> list[URLPattern]:
    """Where the page stands."""
    return [path("activities/<id:id_>/registration/choose", choose, name="registration-choose")]


def choose(request: HttpRequest, id_: str) -> HttpResponse:
    """Contact persons, to be ticked and invited."""
    who = require_viewer(request, Verb.CHANGE, Resource.REGISTRATION)
    who.require(Verb.VIEW, Resource.CONTACT)
    if queries.event_form(id_) is None:
        raise NotFound(phrases.no_such_event())
    if request.method != "POST":
        return _page(request, id_, who, request.GET)
    form = InviteContacts(request.POST)
    done = form.carry_out(invite_contacts, id_, _chosen(form, who), viewer=who) if form.is_valid() else None
    if done is None:
        return _page(request, id_, who, form.address, form)
    deliver_outbox.enqueue()
    show_done(request, phrases.invited(*(done.result or (0, 0, 0))), done.batch)
    return redirect("registration", id_)


def _chosen(form: InviteContacts, who: Viewer) -> QuerySet[Person]:
    if form.cleaned_data["everybody"]:
        return _found(invitee_list(form.address, who), who)
    return Person.objects.filter(pk__in=form.cleaned_data["keys"]).order_by("pk")


def invitee_list(given: QueryDict, who: Viewer) -> ListPage[Person]:
    """What an address asks of the contact persons."""
    views = [(view.pk, view.name) for page in VIEWED for view in views_of(page, who)]
    saved = [ListFilter("from_view", _("Saved view"), choices(views))] if views else []
    return ListPage(
        given,
        filters=(
            ListFilter("words", _("Words"), hint=_("Name, role, email, organisation")),
            ListFilter("cluster", _("Members of"), choices(ecosystem.clusters())),
            *saved,
            *tag_filter(Person, given, who, Resource.CONTACT),
        ),
        sorts=SORTS,
        order="organisation",
    )


def _found(listing: ListPage[Person], who: Viewer) -> QuerySet[Person]:
    values = listing.values
    found = tagged(Person.objects.select_related("actor").order_by("actor__name", "pk"), values.get(TAG, ""))
    if values["cluster"]:
        present = Membership.objects.filter(cluster=values["cluster"], until="")
        found = found.filter(actor__in=present.values("member"))
    if values.get("from_view"):
        of_view = people_of_view(values["from_view"], who)
        found = found.filter(pk__in=of_view.order_by().values("pk")) if of_view is not None else found.none()
    return with_words(found, values["words"], ("name", "role", "email", "actor__name"))


def _page(
    request: HttpRequest, id_: str, who: Viewer, given: QueryDict, sent: InviteContacts | None = None
) -> HttpResponse:
    listing = invitee_list(given, who)
    listing.show(_found(listing, who))
    listed = {email.casefold() for email in queries.registrations(id_).values_list("email", flat=True)}

    def standing(person: Person) -> str:
        email = person.email.strip()
        if not email:
            return "no_email"
        if email.casefold() in listed:
            return "listed"
        return "none" if can_be_invited(person) else "no_consent"

    more: dict[str, Any] = {"form": sent or InviteContacts(initial={"asked": given.urlencode()})}
    page = render_page(
        request,
        "events/invitees.html",
        activity=ecosystem.activity(id_),
        listing=listing,
        table=invitee_table(listing, standing),
        all_text=invitees.invite_all(listing.count),
        **more,
    )
    return with_status(page, sent)
