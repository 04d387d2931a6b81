"""Pages that bring stages together: home, a member, an opportunity."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from bridgehead.desk import search
from bridgehead.desk.network import web as network
from bridgehead.desk.sections import shown
from bridgehead.ecosystem import queries as ecosystem
from bridgehead.ecosystem.models import Actor
from bridgehead.intake.duplicates import how_many
from bridgehead.kit import log
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.pages import allow, page
from bridgehead.kit.workers import work_waits
from bridgehead.match.services.preparing import is_behind
from bridgehead.opportunities import queries as opportunities
from bridgehead.opportunities.core import eligibility

FEW = 8
BROKERS = ("cluster", "cluster_network")
"""Kinds that find opportunities for others."""


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("", home, name="home"),
        path("members/<id:id_>", member, name="member"),
        path("opportunities/<id:id_>", opportunity, name="opportunity"),
        *network.urls(),
        *search.urls(),
    ]


def home(request: HttpRequest) -> HttpResponse:
    """What needs you today: deadlines, what is open, who joined, what changed."""
    viewer = allow(request, Verb.VIEW, Kind.OPPORTUNITY)
    today = timezone.localdate().isoformat()
    own = Actor.objects.filter(pk=viewer.actor).first() if viewer.actor else None
    return page(
        request,
        "desk/home.html",
        today=today,
        nearest=opportunities.nearest(today, FEW),
        undated=opportunities.undated(FEW),
        members=ecosystem.newest_members(FEW),
        batches=log.batches()[:FEW] if viewer.may(Verb.VIEW, Kind.LOG) else None,
        own=own,
        reading_in=own is not None and is_behind(),
        waits=viewer.may(Verb.IMPORT, Kind.CASE) and work_waits(),
        twice=how_many() if viewer.may(Verb.CHANGE, Kind.ACTOR) else 0,
        empty=not Actor.objects.exists() and not opportunities.opportunities().exists(),
    )


def member(request: HttpRequest, id_: str) -> HttpResponse:
    """What we know of a member, section by section."""
    viewer = allow(request, Verb.VIEW, Kind.ACTOR)
    actor = ecosystem.actor(id_)
    sections, withheld = shown(actor, viewer)
    sees_fitting = actor.kind not in BROKERS and viewer.may(Verb.VIEW, Kind.MATCH, owner=id_)
    people = list(ecosystem.people(id_)) if viewer.may(Verb.VIEW, Kind.CONTACT, owner=id_) else []
    return page(
        request,
        "desk/member.html",
        actor=actor,
        sections=sections,
        withheld=withheld,
        memberships=ecosystem.memberships(id_),
        identifiers=ecosystem.identifiers(id_),
        people=people,
        named=any(person.name != person.role for person in people),
        own=viewer.actor == id_,
        sees_fitting=sees_fitting,
        reading_in=sees_fitting and is_behind(),
        imports=viewer.may(Verb.IMPORT, Kind.CASE),
        today=timezone.localdate().isoformat(),
    )


def opportunity(request: HttpRequest, id_: str) -> HttpResponse:
    """Who should answer this opportunity. The ranking itself comes from the match stage, by its address."""
    viewer = allow(request, Verb.VIEW, Kind.OPPORTUNITY)
    found = opportunities.opportunity(id_)
    return page(
        request,
        "desk/opportunity.html",
        opportunity=found,
        components=opportunities.components(id_),
        conditions=eligibility.in_words(found.eligibility),
        reading_in=is_behind(),
        sees_matches=viewer.may(Verb.VIEW, Kind.MATCH, owner=viewer.actor),
        sees_all_matches=viewer.may(Verb.VIEW, Kind.MATCH),
        buyer=ecosystem.names_of([found.buyer]).get(found.buyer),
        today=timezone.localdate().isoformat(),
    )
