"""Path abroad: a member's first entries in time and by distance, and what they show."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bridgehead.ecosystem.queries import actor
from bridgehead.ecosystem.services.scope_control import scope_control
from bridgehead.framework import distances
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.profile import phrases
from bridgehead.profile.core.internationalisation_pattern import InternationalisationPattern
from bridgehead.profile.services import profile
from bridgehead.profile.tables.pattern import DistanceTest, FirstEntryRow, distance_table, entry_table, mode_table
from bridgehead.profile.web import timeline_svg


def urls() -> list[URLPattern]:
    """Where the page stands."""
    return [path("members/<id:id_>/pattern", pattern, name="pattern")]


def pattern(request: HttpRequest, id_: str) -> HttpResponse:
    """How a member went abroad: its entries in time and by distance, and what they show."""
    who = require_viewer(request, Verb.VIEW, Resource.EVIDENCE, owner=id_)
    firm, control = actor(id_), scope_control(request.GET, who, actor=id_)
    found = profile.profile(id_, control.scope)
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
    tests = [
        DistanceTest(measures[name], tau, _reason(found.pattern, f"tau.{name}"))
        for name, tau in found.pattern.tau.items()
    ]
    return render_page(
        request,
        "profile/pattern.html",
        actor=firm,
        scope_control=control,
        pattern=found.pattern,
        entries=entry_table(steps, f"{line.first}–{line.last}" if line else _("Date")),
        tests=distance_table(tests),
        refused=_refused(tests),
        declared=phrases.declared_strategy(found.pattern.declared),
        found=phrases.patterns_found(found.pattern.found),
        facts=_facts(found.pattern),
        advice=mode_table(profile.advice(found)),
        caveat=phrases.advice_caveat(),
    )


def _refused(tests: list[DistanceTest]) -> str:
    """Why no measure has a figure, where all have the same reason; blank where any has one."""
    reasons = {test.reason for test in tests}
    return reasons.pop() if len(reasons) == 1 and all(test.found.tau is None for test in tests) else ""


def _facts(found: InternationalisationPattern) -> list[tuple[str, str, bool]]:
    """What the first entries say in a number, or why they do not; and whether they do."""
    shares = (
        (_("Entries after a prior tie"), "prior_tie_share", found.prior_tie_share),
        (_("Entries through a network"), "network_origin_share", found.network_origin_share),
    )
    rows = [
        (label, _reason(found, name) if value is None else phrases.share_of_first_entries(value), value is not None)
        for label, name, value in shares
    ]
    return [*rows, (_("Born global"), phrases.born_global(found), found.born_global is not None)]


def _reason(found: InternationalisationPattern, name: str) -> str:
    reason = found.reasons.get(name)
    return "" if reason is None else phrases.reason_text(reason)
