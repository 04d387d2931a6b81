"""Parts of the desk in words and pictures: the year, and what wants attention."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.pages.queries.desk import YearCounts
from bridgehead.pages.services.desk import Attention
from bridgehead.pages.services.listed_memberships import RISK
from bridgehead.pages.web.month_bars_svg import month_bars


class YearBar(NamedTuple):
    """One thing that is counted in a year: its name, its sum, its months."""

    label: str
    total: int
    bars: SafeString


class AttentionLine(NamedTuple):
    """Something to look at: what it says, and where."""

    text: str
    path: str


def year_bars(year: YearCounts) -> list[YearBar]:
    """The year as bars; nothing where nothing happened."""
    counted = (
        (_("Activities"), year.activities),
        (_("Participants"), year.participants),
        (_("Meetings"), year.meetings),
        (_("Agreements"), year.agreements),
    )
    said = _("{label} by month of {year}")
    return [
        YearBar(label, sum(counts), month_bars(said.format(label=label, year=year.year), counts))
        for label, counts in counted
        if any(counts)
    ]


def attention_line(one: Attention) -> AttentionLine:
    """What wants attention, with where it is put right."""
    texts = {
        "at_risk": ngettext("{n} member at risk of leaving", "{n} members at risk of leaving", one.count),
        "duplicates": ngettext("{n} possible duplicate", "{n} possible duplicates", one.count),
        "requests": ngettext("{n} application for membership", "{n} applications for membership", one.count),
        "unassigned": ngettext(
            "{n} interaction assigned to no member", "{n} interactions assigned to no member", one.count
        ),
        "unsent": ngettext("{n} email not sent", "{n} emails not sent", one.count),
        "no_country": ngettext("{n} member without a country", "{n} members without a country", one.count),
    }
    paths = {
        "at_risk": f"{reverse('memberships')}?show={RISK}",
        "duplicates": reverse("duplicates"),
        "requests": f"{reverse('memberships')}#requests",
        "unassigned": f"{reverse('interactions')}?assigned=no",
        "unsent": reverse("outbox"),
        "no_country": f"{reverse('members')}?cluster={cluster_in_question()}&sort=country",
    }
    return AttentionLine(texts[one.kind].format(n=one.count), paths[one.kind])
