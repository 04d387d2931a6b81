"""The page of a team's question: what is asked for, saved teams, invitations."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse

from bridgehead.consortium import phrases, queries, services, tables
from bridgehead.consortium.core.problem import TermWeights
from bridgehead.consortium.forms import AnswerForm, TeamForm
from bridgehead.consortium.models import Invitation, TeamSeat
from bridgehead.consortium.web.url_state import (
    changed_weights,
    entered_shares,
    parse_request,
    with_team,
    without_role,
)
from bridgehead.ecosystem.queries import clusters, names_of
from bridgehead.kit import change_log
from bridgehead.kit.field_limits import is_id
from bridgehead.kit.forms import ids_of
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page
from bridgehead.opportunities.queries import opportunity as find


def question_page(request: HttpRequest, id_: str, viewer: Viewer, asked: QueryDict, **more: Any) -> HttpResponse:
    """The page of a question.

    Parameters
    ----------
    more
        `team` or `answer` (of the actor `answered`) is a form that was refused: it stands there as it was sent.
    """
    ask = parse_request(asked)
    names = names_of({*ask.wanted, *ask.without})
    invitations = list(queries.invitations(id_))
    said, again = _invitation_counts(invitations, asked)
    sent, answered = more.get("answer"), more.get("answered", "")
    may_change = viewer.may(Verb.CHANGE, Resource.MATCH)
    forms = _answers(invitations, asked, answered, sent) if may_change else {}

    def answer(invitation: Invitation) -> str:
        if not may_change:
            return invitation.note
        drawn = {"id_": id_, "invitation": invitation, "form": forms[invitation.actor_id]}
        return render_to_string("consortium/invitation_answer.html", drawn, request)

    def apply(team: tables.SavedTeam) -> str:
        drawn = {"id_": id_, "name": team[0], "team": team[3], "query": asked.urlencode()}
        return render_to_string("consortium/start_application.html", drawn, request)

    return render_page(
        request,
        "consortium/consortium.html",
        id_=id_,
        opportunity=find(id_),
        ask=ask,
        query=asked.urlencode(),
        pins=[(a, names.get(a, a), without_role(asked, "pin", a)) for a in ask.pinned],
        left=[(a, names.get(a, a), without_role(asked, "without", a)) for a in ask.without],
        lead=(ask.lead, names.get(ask.lead, ask.lead), without_role(asked, "lead", ask.lead)) if ask.lead else None,
        rules=services.available_rules(),
        weights=[(name, phrases.TERMS[name], getattr(ask.weights, name)) for name in TermWeights.names()],
        clusters=clusters(),
        own_weights=changed_weights(ask),
        own_shares=entered_shares(ask),
        saved=tables.saved_teams(_saved(id_, asked), apply if may_change else None),
        invitations=tables.invitations(invitations, answer),
        said=said,
        again=again,
        problem=sent.problem if sent and answered not in {i.actor_id for i in invitations} else "",
        may_change=may_change,
        base=reverse("consortium", args=[id_]),
        **more,
    )


def _answers(
    invitations: Sequence[Invitation], asked: QueryDict, answered: str, sent: AnswerForm | None
) -> dict[str, AnswerForm]:
    """The form that notes the answer of each who was invited; the one that was sent is as it was sent."""
    seen = change_log.positions_of(Invitation, [i.pk for i in invitations])
    query = asked.urlencode()
    return {
        i.actor_id: sent
        if sent and i.actor_id == answered
        else AnswerForm(initial={"seen": seen.get(i.pk, 0), "note": i.note, "query": query}, auto_id=ids_of(i.actor_id))
        for i in invitations
    }


def member_names(form: TeamForm) -> list[str]:
    """The members of a team that was sent, by name."""
    sent = [actor for actor in form["actor"].value() or () if is_id(actor)]
    names = names_of(sent)
    return [names.get(actor, actor) for actor in sent]


def _saved(opportunity: str, asked: QueryDict) -> list[tables.SavedTeam]:
    """Teams that are kept: name, members, the question that has them together again, and the id."""
    found: dict[str, list[TeamSeat]] = {}
    for seat in queries.seats(opportunity):
        found.setdefault(seat.team, []).append(seat)
    return [
        (
            seats[0].name,
            [seat.actor.name for seat in seats],
            with_team(
                asked,
                next((seat.actor_id for seat in seats if seat.role == "lead"), ""),
                [seat.actor_id for seat in seats],
            ),
            team,
        )
        for team, seats in found.items()
    ]


def _invitation_counts(invitations: Sequence[Invitation], asked: QueryDict) -> tuple[str, str]:
    """How the invitations stand in words, and the question that keeps whoever has not declined."""
    count = Counter(i.status for i in invitations)
    text = phrases.invitation_counts(count["accepted"], count["declined"], count["invited"])
    staying = [i.actor_id for i in invitations if i.status != queries.DECLINED]
    lead = parse_request(asked).lead
    return text, with_team(asked, lead if lead in staying else "", staying)
