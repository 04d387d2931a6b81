"""Pages that bring stages together: home, a member, an opportunity."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.ecosystem.models import Actor
from bridgehead.importers.queries.duplicates import count_duplicates
from bridgehead.kit import change_log
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.kit.workers import work_waits
from bridgehead.match.services.index_update import is_index_stale
from bridgehead.opportunities import queries as opportunities
from bridgehead.opportunities.core import eligibility
from bridgehead.pages.web.member_sections import visible_sections

FEW = 8
BROKERS = ("cluster", "cluster_network")
"""Kinds that find opportunities for others."""


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("", home, name="home"),
        path("members/<id:id_>", member, name="member"),
        path("opportunities/<id:id_>", opportunity, name="opportunity"),
    ]


def home(request: HttpRequest) -> HttpResponse:
    """What needs you today: deadlines, what is open, who joined, what changed."""
    viewer = require_viewer(request, Verb.VIEW, Resource.OPPORTUNITY)
    today = timezone.localdate().isoformat()
    own = Actor.objects.filter(pk=viewer.actor).first() if viewer.actor else None
    return render_page(
        request,
        "pages/home.html",
        today=today,
        nearest=opportunities.nearest(today, FEW),
        undated=opportunities.undated(FEW),
        members=ecosystem.newest_members(FEW),
        batches=change_log.batches()[:FEW] if viewer.may(Verb.VIEW, Resource.LOG) else None,
        own=own,
        reading_in=own is not None and is_index_stale(),
        waits=viewer.may(Verb.IMPORT, Resource.CASE) and work_waits(),
        twice=count_duplicates() if viewer.may(Verb.CHANGE, Resource.ACTOR) else 0,
        empty=not Actor.objects.exists() and not opportunities.opportunities().exists(),
    )


def member(request: HttpRequest, id_: str) -> HttpResponse:
    """What we know of a member, section by section."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTOR)
    actor = ecosystem.actor(id_)
    sections, withheld = visible_sections(actor, viewer)
    sees_fitting = actor.kind not in BROKERS and viewer.may(Verb.VIEW, Resource.MATCH, owner=id_)
    people = list(ecosystem.people(id_)) if viewer.may(Verb.VIEW, Resource.CONTACT, owner=id_) else []
    return render_page(
        request,
        "pages/member.html",
        actor=actor,
        sections=sections,
        withheld=withheld,
        memberships=ecosystem.memberships(id_),
        identifiers=ecosystem.identifiers(id_),
        people=people,
        named=any(person.name != person.role for person in people),
        own=viewer.actor == id_,
        sees_fitting=sees_fitting,
        reading_in=sees_fitting and is_index_stale(),
        imports=viewer.may(Verb.IMPORT, Resource.CASE),
        today=timezone.localdate().isoformat(),
    )


def opportunity(request: HttpRequest, id_: str) -> HttpResponse:
    """Who should answer this opportunity. The ranking itself comes from the match stage, by its address."""
    viewer = require_viewer(request, Verb.VIEW, Resource.OPPORTUNITY)
    found = opportunities.opportunity(id_)
    return render_page(
        request,
        "pages/opportunity.html",
        opportunity=found,
        components=opportunities.components(id_),
        conditions=eligibility.in_words(found.eligibility),
        reading_in=is_index_stale(),
        sees_matches=viewer.may(Verb.VIEW, Resource.MATCH, owner=viewer.actor),
        sees_all_matches=viewer.may(Verb.VIEW, Resource.MATCH),
        buyer=ecosystem.names_of([found.buyer]).get(found.buyer),
        today=timezone.localdate().isoformat(),
    )
