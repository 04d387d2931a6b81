"""Pages on a member's advantages, how it went abroad, its markets, and members side by side."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.queries import actor, actors
from bridgehead.evidence.models import Evidence
from bridgehead.evidence.queries import codes, evidence
from bridgehead.framework import distances
from bridgehead.framework.loader import load_framework
from bridgehead.framework.template_tags import shares
from bridgehead.kit import change_log, countries, number_format, partial_dates, table_export
from bridgehead.kit.errors import InputError, NotFound, shorten
from bridgehead.kit.forms import ids_of_inputs, with_status
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, require_viewer, viewer
from bridgehead.kit.svg import StripPart
from bridgehead.kit.table_export import ExportTable
from bridgehead.profile.core import firm_comparison
from bridgehead.profile.core.advantage_profile import GROUPS
from bridgehead.profile.core.entry_mode_advice import CAVEAT
from bridgehead.profile.core.firm_comparison import MOST_FIRMS
from bridgehead.profile.core.internationalisation_pattern import DatedEntry
from bridgehead.profile.core.market_shortlist import LENSES, disagreement
from bridgehead.profile.core.standing import Standing
from bridgehead.profile.forms import CorrectEvidence
from bridgehead.profile.queries import evidence as records
from bridgehead.profile.services import profile
from bridgehead.profile.web import timeline_svg

FEW = 25


@dataclass(frozen=True)
class Download:
    """A form in which tables leave the workbench."""

    label: str
    ending: str
    content_type: str
    write: Callable[[Sequence[ExportTable]], str | bytes]


DOWNLOADS = {
    "xlsx": Download("XLSX", "xlsx", table_export.XLSX, table_export.xlsx),
    "markdown": Download("Markdown", "md", "text/markdown; charset=utf-8", table_export.markdown),
    "latex": Download("LaTeX", "tex", "application/x-tex; charset=utf-8", table_export.latex),
}


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("members/<id:id_>/profile", profile_view, name="profile"),
        path("members/<id:id_>/pattern", pattern, name="pattern"),
        path("members/<id:id_>/markets", shortlist, name="shortlist"),
        path("members/<id:id_>/reach", reach, name="reach"),
        path("compare", compare, name="compare"),
        path("markets/<id:id_>", market, name="market"),
        path("evidence/<id:id_>/correct", correct, name="evidence-correct"),
    ]


@dataclass(frozen=True)
class ComponentRow:
    """A code on a page: its label, its standing, where its strengths come from and the evidence.

    `sent` is the piece whose correction was refused.
    """

    code: str
    label: str
    standing: Standing
    pieces: list[records.EvidenceRow]
    sent: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the evidence is shown at once."""
        return any(piece.id == self.sent for piece in self.pieces)

    @property
    def shares(self) -> list[StripPart]:
        """The strengths' weight by origin, in the fixed colours."""
        return shares({name: share.weight for name, share in self.standing.origins.items()})


@dataclass(frozen=True)
class FirstEntryRow:
    """A first entry on a page: when, and how far from home."""

    entry: DatedEntry
    moment: SafeString
    kilometres: float | None
    far: float


def profile_view(request: HttpRequest, id_: str) -> HttpResponse:
    """Where a member is strong, where weak, and where that came from."""
    require_viewer(request, Verb.VIEW, Resource.EVIDENCE, owner=id_)
    return _profile(request, id_)


def _profile(request: HttpRequest, id_: str, sent: tuple[str, CorrectEvidence] | None = None) -> HttpResponse:
    """The page, with the correction of a piece of evidence that was refused."""
    who = viewer(request)
    firm = actor(id_)
    as_of, since = (request.GET.get(name, "") for name in ("as_of", "since"))
    found = profile.profile(id_, as_of=_day(as_of), since=_day(since))
    pieces, labels = records.pieces(id_, coder=who.name, as_of=_day(as_of)), load_framework().codes

    def rows(standings: Mapping[str, Standing]) -> list[ComponentRow]:
        corrected = sent[0] if sent else ""
        return [ComponentRow(code, labels[code], s, pieces.get(code, []), corrected) for code, s in standings.items()]

    components = rows(found.components)
    groups = [(load_framework().groups[key], rows(found.groups[name])) for name, key in GROUPS.items()]
    may_correct = who.may(Verb.CHANGE, Resource.EVIDENCE, owner=id_)
    response = render_page(
        request,
        "profile/profile.html",
        actor=firm,
        components=components,
        groups=[(label, [row for row in some if row.pieces]) for label, some in groups],
        whole=_together(found.components.values()),
        heaviest=max((row.standing.strength for row in components), default=0.0) or 1.0,
        changed=[(labels.get(c.code) or codes.label_of(c.code), c) for c in found.changed],
        as_of=as_of,
        since=since,
        undated=[text for text in (as_of, since) if text and not partial_dates.is_date(text)],
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
    if form.is_valid() and form.carry_out(profile.correct_evidence, id_, who=who.id, **form.values):
        messages.success(request, _("Corrected. The profile below follows it; the change can be undone under Changes."))
        if piece.actor_id is None:
            return redirect("evidence", id_)
        return redirect(f"{reverse('profile', args=[piece.actor_id])}#{quote(piece.code)}")
    if piece.actor_id is None or piece.code not in load_framework().codes:
        raise InputError(_("an origin and a direction of the framework"), found=form.problem)
    return _profile(request, piece.actor_id, (id_, form))


def pattern(request: HttpRequest, id_: str) -> HttpResponse:
    """How a member went abroad: its entries in time and by distance, and what they show."""
    require_viewer(request, Verb.VIEW, Resource.EVIDENCE, owner=id_)
    firm = actor(id_)
    found = profile.profile(id_)
    far = distances.load_distances().from_home(firm.country)["geographic"]
    line = timeline_svg.years([entry.date for entry in found.pattern.first])
    farthest = max((far.get(entry.market) or 0.0 for entry in found.pattern.first), default=0.0) or 1.0
    steps = [
        FirstEntryRow(
            entry,
            timeline_svg.moment(entry.date, line) if line else SafeString(""),
            far.get(entry.market),
            (far.get(entry.market) or 0.0) / farthest,
        )
        for entry in found.pattern.first
    ]
    measures = distances.load_distances().measures
    return render_page(
        request,
        "profile/pattern.html",
        actor=firm,
        pattern=found.pattern,
        steps=steps,
        line=line,
        tests=[
            (measures[name], tau, found.pattern.reasons.get(f"tau.{name}")) for name, tau in found.pattern.tau.items()
        ],
        advice=profile.advice(found),
        caveat=CAVEAT,
    )


def shortlist(request: HttpRequest, id_: str) -> HttpResponse:
    """Which markets a member might go for, under three lenses."""
    require_viewer(request, Verb.VIEW, Resource.TIE, owner=id_)
    firm = actor(id_)
    lens = request.GET.get("lens", "")
    lens = lens if lens in LENSES else LENSES[0]
    weights = _weights_of(request)
    placed = profile.shortlist(id_, day=timezone.localdate(), lens=lens, weights=weights)
    measures = distances.load_distances().measures
    labels = {"nearest": _("Nearest first"), "network": _("Through the network"), "best": _("Largest market")}
    return render_page(
        request,
        "profile/shortlist.html",
        actor=firm,
        lens=lens,
        lenses=[(name, labels[name]) for name in LENSES],
        placed=placed[:FEW],
        considered=len(placed),
        weights=weights,
        measures=[(measure, weights.get(name)) for name, measure in measures.items()],
        measures_agree=[
            (measures[one].label, measures[other].label, tau) for (one, other), tau in profile.measures_of(id_).items()
        ],
        agreement=[(labels[one], labels[other], tau) for (one, other), tau in disagreement(placed).items()],
    )


def reach(request: HttpRequest, id_: str) -> HttpResponse:
    """What each activity of the cluster adds to a member's reach: a part of the page on its markets."""
    require_viewer(request, Verb.VIEW, Resource.TIE, owner=id_)
    cluster = queries.cluster_of(actor(id_).id)
    parts = profile.by_activity(id_, cluster=cluster, day=timezone.localdate())[:FEW] if cluster else []
    names = records.activity_names({part.activity for part in parts})
    return render_page(request, "profile/activity_reach.html", cluster=cluster, parts=parts, names=names)


def compare(request: HttpRequest) -> HttpResponse:
    """Up to six firms side by side."""
    wanted_firms = [id_ for id_ in dict.fromkeys(request.GET.getlist("firm")) if id_][:MOST_FIRMS]
    who = viewer(request)
    owners: list[str | None] = [*wanted_firms] or [who.actor]
    for owner in owners:
        who.require(Verb.VIEW, Resource.EVIDENCE, owner=owner)
    known = {firm.pk: firm for firm in actors().filter(pk__in=wanted_firms)}
    asked = [id_ for id_ in wanted_firms if id_ in known]
    firms = [known[id_] for id_ in asked]
    tables = profile.compare(asked) if asked else ()
    if tables and (wanted := DOWNLOADS.get(request.GET.get("format", ""))):
        return _download(firm_comparison.sheets(tables, profile.comparison_labels(asked)), wanted)
    labels, names = load_framework().vocabularies["component"], {firm.pk: firm.name for firm in firms}
    return render_page(
        request,
        "profile/compare.html",
        firms=firms,
        unknown=[shorten(id_) for id_ in wanted_firms if id_ not in known],
        choices=_comparable(who),
        downloads=DOWNLOADS.items(),
        query=urlencode([("firm", id_) for id_ in asked]),
        seats=[*asked, *[""] * (MOST_FIRMS - len(asked))],
        whole=_together(s for table in tables[:-1] for row in table.cells.values() for s in row.values()),
        tables=[
            (
                table,
                [
                    (labels[code], [(names[firm], s, shares(_weights(s))) for firm, s in row.items()])
                    for code, row in table.cells.items()
                ],
            )
            for table in tables[:-1]
        ],
    )


def market(request: HttpRequest, id_: str) -> HttpResponse:
    """What a market offers, how far it is, and who of ours is inside."""
    who = require_viewer(request, Verb.VIEW, Resource.OPPORTUNITY)
    if id_ not in countries.names():
        raise NotFound(_("there is no country with that code"))
    found = profile.market(id_, day=timezone.localdate())
    return render_page(
        request,
        "profile/market.html",
        market=id_,
        found=found,
        inside=[seat for seat in found.inside if who.may(Verb.VIEW, Resource.TIE, owner=seat.firm)],
        sees_all=who.may(Verb.VIEW, Resource.TIE),
    )


def _weights_of(request: HttpRequest) -> dict[str, float]:
    """The user's weights of distances in the address; what is no number above 0 counts as none."""
    found = {}
    for name in distances.load_distances().measures:
        try:
            weight = number_format.parse(request.GET.get(name, ""))
        except ValueError:
            continue
        if weight > 0:
            found[name] = weight
    return found


def _together(standings: Iterable[Standing]) -> list[StripPart]:
    """The strengths' weight of several standings by origin, which also names the colours."""
    total: dict[str, float] = defaultdict(float)
    for standing in standings:
        for name, share in standing.origins.items():
            total[name] += share.weight
    return shares({name: round(weight, 1) for name, weight in total.items()})


def _weights(standing: Standing) -> dict[str, float]:
    return {name: share.share for name, share in standing.origins.items()}


def _download(sheets: Sequence[ExportTable], wanted: Download) -> HttpResponse:
    """The tables as a file."""
    headers = {"Content-Disposition": f'attachment; filename="comparison.{wanted.ending}"'}
    return HttpResponse(wanted.write(sheets), content_type=wanted.content_type, headers=headers)


def _comparable(who: Viewer) -> list[tuple[str, str]]:
    """Members whose evidence the viewer may see."""
    members = actors(kind="firm").filter(memberships__isnull=False).distinct().values_list("pk", "name")
    return [(id_, name) for id_, name in members if who.may(Verb.VIEW, Resource.EVIDENCE, owner=id_)]


def _day(text: str) -> date | None:
    """The last day of a partial date; None for what is blank or no date."""
    return partial_dates.ends(text) if partial_dates.is_date(text) else None
