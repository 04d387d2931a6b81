"""Profile: a member's strengths and weaknesses, and the correction of the evidence behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgehead.ecosystem.phrases import not_a_day
from bridgehead.ecosystem.queries import actor
from bridgehead.ecosystem.services.scope_control import scope_control
from bridgehead.evidence.models import Evidence
from bridgehead.evidence.queries import codes, evidence
from bridgehead.framework.loader import load_framework
from bridgehead.kit import change_log, partial_dates
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.forms import ids_of_inputs, with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer, viewer
from bridgehead.profile import phrases
from bridgehead.profile.core.advantage_profile import STATED
from bridgehead.profile.core.statements import Statement
from bridgehead.profile.forms import CorrectEvidence
from bridgehead.profile.queries import evidence as records
from bridgehead.profile.services import evidence_correction, profile
from bridgehead.profile.tables.profile import ComponentRow, change_table, component_table
from bridgehead.profile.web.origin_shares import all_strengths


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("members/<id:id_>/profile", profile_view, name="profile"),
        path("evidence/<id:id_>/correct", correct, name="evidence-correct"),
    ]


@dataclass(frozen=True)
class StatementRow:
    """A statement on a page, with its evidence; `sent` is the piece whose correction was refused."""

    code: str
    label: str
    statement: Statement
    pieces: list[records.EvidenceRow]
    sent: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the evidence is shown at once."""
        return any(piece.id == self.sent for piece in self.pieces)


def profile_view(request: HttpRequest, id_: str) -> HttpResponse:
    """Where a member is strong, where weak, and where that came from."""
    require_viewer(request, Verb.VIEW, Resource.EVIDENCE, owner=id_)
    return _profile(request, id_)


def _profile(request: HttpRequest, id_: str, sent: tuple[str, CorrectEvidence] | None = None) -> HttpResponse:
    """The page, with the correction of a piece of evidence that was refused."""
    who = viewer(request)
    firm = actor(id_)
    since, control = request.GET.get("since", ""), scope_control(request.GET, who, actor=id_)
    scope = control.scope
    found = profile.profile(id_, scope, since=_day(since))
    pieces, labels = records.pieces(id_, scope, coder=who.name), load_framework().codes

    corrected = sent[0] if sent else ""
    components = [
        ComponentRow(code, labels[code], s, pieces.get(code, []), corrected) for code, s in found.components.items()
    ]
    groups = [
        (
            load_framework().groups[group],
            [
                StatementRow(code, labels[code], said, pieces[code], corrected)
                for code, said in found.stated(group).items()
                if pieces.get(code)
            ],
        )
        for group in STATED
    ]
    may_correct = who.may(Verb.CHANGE, Resource.EVIDENCE, owner=id_)
    heaviest = max((row.standing.strength for row in components), default=0.0) or 1.0
    response = render_page(
        request,
        "profile/profile.html",
        actor=firm,
        components=components,
        ambidexterity=phrases.ambidexterity_rows(found.ambidexterity) if found.ambidexterity.has_evidence else [],
        table=component_table(components, heaviest),
        groups=groups,
        whole=all_strengths(found.components.values()),
        heaviest=heaviest,
        changed=change_table([(labels.get(c.code) or codes.label_of(c.code), c) for c in found.changed]),
        scope_control=control,
        since=since,
        undated=not_a_day(since) if since and not partial_dates.is_date(since) else "",
        known=any(row.standing.known for row in components),
        recorded=any(row.pieces for row in components),
        corrections=_corrections(piece for some in pieces.values() for piece in some) | dict([sent] if sent else [])
        if may_correct
        else {},
    )
    return with_status(response, sent[1] if sent else None)


def _corrections(pieces: Iterable[records.EvidenceRow]) -> dict[str, CorrectEvidence]:
    """The form of each piece of evidence that can be corrected."""
    coded = {piece.id: piece for piece in pieces if piece.coded}
    seen = change_log.positions_of(Evidence, coded)
    return {
        id_: CorrectEvidence(
            auto_id=ids_of_inputs(id_),
            initial={"origin": piece.origin, "direction": piece.direction, "seen": seen.get(id_, 0)},
        )
        for id_, piece in coded.items()
    }


@require_POST
def correct(request: HttpRequest, id_: str) -> HttpResponse:
    """Correct where an advantage came from, or which way a piece of evidence points."""
    piece = evidence.piece(id_, coder=viewer(request).name)
    who = require_viewer(request, Verb.CHANGE, Resource.EVIDENCE, owner=piece.actor_id)
    form = CorrectEvidence(request.POST, auto_id=ids_of_inputs(id_))
    if form.is_valid() and (
        done := form.carry_out(evidence_correction.correct_evidence, id_, viewer=who, **form.values)
    ):
        show_done(request, _("Evidence corrected and profile updated."), done.batch)
        if piece.actor_id is None:
            return redirect("evidence", id_)
        place = load_framework().parts.get(piece.code, piece.code)
        return redirect(f"{reverse('profile', args=[piece.actor_id])}#{quote(place)}")
    if piece.actor_id is None or piece.code not in load_framework().codes:
        raise InputError(expects("origin_and_direction"), found=form.problem)
    return _profile(request, piece.actor_id, (id_, form))


def _day(text: str) -> date | None:
    """The last day of a partial date; None for what is blank or no date."""
    return partial_dates.ends(text) if partial_dates.is_date(text) else None
