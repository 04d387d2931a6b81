"""The study's tables and figures, each with the place where it is drawn from the workspace's records."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.pages.queries import StudyCounts, firms_with_evidence, study_counts
from bridgehead.profile.core.firm_comparison import MOST_FIRMS

PAGE = "study"


@dataclass(frozen=True)
class StudyItem:
    """A table or figure of the study.

    Attributes
    ----------
    number
        As the study counts it: `Table 1`, `Figure 3a`.
    records
        How many records it is drawn from.
    address
        Where it is drawn; blank where there are no records, or for whoever may not see them.
    """

    number: str | Promise
    title: str | Promise
    records: int
    address: str


@dataclass(frozen=True)
class StudyPlan:
    """Where a table or figure is drawn, and what it needs.

    Attributes
    ----------
    counted
        The field of `StudyCounts` that holds its records.
    kind
        What one must be allowed to view.
    route, anchor, asked
        The page, the place on it, and what its address asks; a blank route is the cluster's own page, `compare` is
        asked of the member firms with most evidence.
    """

    number: str | Promise
    title: str | Promise
    counted: str
    kind: Resource
    route: str
    anchor: str = ""
    asked: tuple[tuple[str, str], ...] = ()


TABLES = (
    StudyPlan(_("Table 1"), _("Cluster dynamics by advantage"), "through_clusters", Resource.FIGURE, PAGE, "dynamics"),
    StudyPlan(_("Table 2"), _("Interviews and observations"), "spoken", Resource.SOURCE, PAGE, "spoken"),
    StudyPlan(_("Table 3"), _("Documents and records"), "written", Resource.SOURCE, PAGE, "written"),
    StudyPlan(
        _("Table 4"),
        _("Activity abroad, strategy and motives of firms"),
        "evidence",
        Resource.EVIDENCE,
        "compare",
        "table-4",
    ),
    StudyPlan(_("Table 5"), _("Asset advantages (Oa)"), "evidence", Resource.EVIDENCE, "compare", "table-5"),
    StudyPlan(_("Table 6"), _("Transaction advantages (Ot)"), "evidence", Resource.EVIDENCE, "compare", "table-6"),
    StudyPlan(_("Table 7"), _("Institutional advantages (Oi)"), "evidence", Resource.EVIDENCE, "compare", "table-7"),
    StudyPlan(_("Table 8"), _("Ownership advantages together"), "evidence", Resource.EVIDENCE, "compare", "table-8"),
)
FIGURES = (
    StudyPlan(_("Figure 1"), _("Levels of analysis"), "relations", Resource.EVIDENCE, "influence", "levels"),
    StudyPlan(_("Figure 2"), _("Entry modes, by what they tie up"), "moded_entries", Resource.FIGURE, PAGE, "modes"),
    StudyPlan(_("Figure 3"), _("How levels act on each other"), "relations", Resource.EVIDENCE, "influence", "levels"),
    StudyPlan(
        _("Figure 3a"),
        _("Macro level: state and industry"),
        "relations",
        Resource.EVIDENCE,
        "influence",
        "levels",
        (("arrow", "macro-micro"),),
    ),
    StudyPlan(
        _("Figure 3b"),
        _("Meso level: the cluster"),
        "relations",
        Resource.EVIDENCE,
        "influence",
        "levels",
        (("arrow", "macro-meso"),),
    ),
    StudyPlan(
        _("Figure 3c"),
        _("Micro level: the firms"),
        "relations",
        Resource.EVIDENCE,
        "influence",
        "levels",
        (("arrow", "meso-micro"),),
    ),
    StudyPlan(_("Figure 3d"), _("Strength of each influence"), "relations", Resource.EVIDENCE, "influence", "levels"),
    StudyPlan(_("Figure 4"), _("How the study was done"), "spoken", Resource.FIGURE, PAGE, "method"),
    StudyPlan(_("Figure 5"), _("Coding sheet of the interviews"), "evidence", Resource.EVIDENCE, "matrix"),
    StudyPlan(_("Figure 6"), _("Codes, given before and found on the way"), "codes", Resource.SOURCE, "codebooks"),
    StudyPlan(_("Figure 7"), _("The cluster in figures"), "cluster_figures", Resource.ACTOR, "", "indicators"),
    StudyPlan(_("Figure 8"), _("Innovation of countries"), "country_figures", Resource.FIGURE, PAGE, "countries"),
    StudyPlan(_("Figure 9"), _("Cleantech innovation index"), "country_figures", Resource.FIGURE, PAGE, "countries"),
    StudyPlan(_("Figure 10"), _("Drivers of cleantech"), "country_figures", Resource.FIGURE, PAGE, "countries"),
    StudyPlan(_("Figure 11"), _("Advantages of a firm by group"), "evidence", Resource.EVIDENCE, "profile"),
)


def study_items(viewer: Viewer) -> tuple[list[StudyItem], list[StudyItem]]:
    """The tables, then the figures, for whoever looks."""
    cluster = cluster_in_question()
    counts, firms = study_counts(cluster), firms_with_evidence(cluster, MOST_FIRMS)
    tables = [_item(plan, viewer, counts, cluster, firms) for plan in TABLES]
    return tables, [_item(plan, viewer, counts, cluster, firms) for plan in FIGURES]


def _item(plan: StudyPlan, viewer: Viewer, counts: StudyCounts, cluster: str, firms: Sequence[str]) -> StudyItem:
    records = getattr(counts, plan.counted)
    seen = records and viewer.may(Verb.VIEW, plan.kind)
    return StudyItem(plan.number, plan.title, records, _address(plan, cluster, firms) if seen else "")


def _address(plan: StudyPlan, cluster: str, firms: Sequence[str]) -> str:
    """Where a table or figure is drawn; blank where it is of firms and there are none."""
    anchor = f"#{plan.anchor}" if plan.anchor else ""
    if plan.route == PAGE:
        return anchor
    if plan.route == "compare":
        return f"{reverse('compare')}?{urlencode([('firm', firm) for firm in firms])}{anchor}" if firms else ""
    if plan.route == "profile":
        return reverse("profile", args=[firms[0]]) if firms else ""
    if not plan.route:
        return f"{reverse('member', args=[cluster])}{anchor}"
    asked = f"?{urlencode(plan.asked)}" if plan.asked else ""
    return f"{reverse(plan.route)}{asked}{anchor}"
