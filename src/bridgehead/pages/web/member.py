"""A member: what is on record, section by section."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.ecosystem.core.consent import agrees
from bridgehead.ecosystem.models import Person
from bridgehead.ecosystem.phrases.memberships import risk_reason
from bridgehead.ecosystem.queries.colleagues import colleague_names
from bridgehead.kit.permissions import OF_MEMBERS, Resource, Verb, Viewer
from bridgehead.kit.record_kinds import record_kind
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.match.services.index_update import is_index_stale
from bridgehead.match.services.member_opportunities import has_opportunities
from bridgehead.pages.services.membership_watch import reasons_of
from bridgehead.pages.web.member_sections import visible_sections

ADDED = (
    ("person", "actor"),
    ("membership", "member"),
    ("identifier", "actor"),
    ("entry", "firm"),
    ("tie", "a"),
    ("participation", "actor"),
    ("outcome", "actor"),
    ("evidence", "actor"),
    ("indicator", "subject"),
    ("support", "actor"),
)
"""What is added on a member's page: kind of record, and the column that names the member."""


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("members/<id:id_>", member, name="member"),
    ]


def member(request: HttpRequest, id_: str) -> HttpResponse:
    """A member: its facts, then section by section."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTOR)
    actor = ecosystem.actor(id_)
    sections, withheld = visible_sections(actor, viewer)
    sees_fitting = has_opportunities(actor) and viewer.may(Verb.VIEW, Resource.MATCH, owner=id_)
    memberships = list(ecosystem.memberships(id_))
    people = _people(id_, viewer)
    return render_page(
        request,
        "pages/member.html",
        actor=actor,
        sections=sections,
        tables=[shown.data["table"] for shown in sections if "table" in shown.data],
        may_compare=viewer.may(Verb.VIEW, Resource.EVIDENCE, owner=id_),
        withheld=withheld,
        sees_money=viewer.may(Verb.VIEW, Resource.MONEY, owner=id_),
        memberships=memberships,
        concerns=_concerns(id_, viewer),
        identifiers=ecosystem.identifiers(id_),
        people=people,
        named=any(person.name != person.role for person in people),
        own=viewer.actor == id_,
        owner_name=colleague_names([actor.owner]).get(actor.owner) if viewer.may(Verb.VIEW, Resource.TASK) else "",
        sees_fitting=sees_fitting,
        reading_in=sees_fitting and is_index_stale(),
        may_add=[(kind, heading) for kind, heading in ADDED if _may_add(viewer, kind, id_)],
        today=timezone.localdate().isoformat(),
    )


def _people(id_: str, viewer: Viewer) -> list[Person]:
    """The contact persons of a member; members see of others those who agreed to be in the directory."""
    people = list(ecosystem.people(id_))
    if viewer.may(Verb.VIEW, Resource.CONTACT, owner=id_):
        return people
    in_directory = viewer.role in OF_MEMBERS
    return [person for person in people if in_directory and agrees(person.consent, "directory")]


def _concerns(id_: str, viewer: Viewer) -> list[str]:
    """Why a member may leave, for the staff."""
    if not viewer.may(Verb.VIEW, Resource.TIE):
        return []
    return [risk_reason(reason) for reason in reasons_of(id_, timezone.localdate())]


def _may_add(viewer: Viewer, kind: str, actor: str) -> bool:
    file = record_kind(kind)
    return viewer.may(Verb.CHANGE, file.resource, owner=actor if file.owner else None)
