"""A member: what is on record, section by section."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.match.services.index_update import is_index_stale
from bridgehead.pages.web.member_sections import visible_sections

BROKERS = ("cluster", "cluster_network")
"""Kinds that find opportunities for others."""


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("members/<id:id_>", member, name="member"),
    ]


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
