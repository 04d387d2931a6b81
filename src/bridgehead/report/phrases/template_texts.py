"""What the templates of the reports print: headings, columns, notes."""

from django.utils.translation import gettext as _

from bridgehead.ecosystem.phrases import computed_by, practice_notice
from bridgehead.ecosystem.queries import is_practice


def common_texts() -> dict[str, str]:
    """What both templates print: origins, levels, the table of sources."""
    return {
        "computed_by": computed_by(),
        "practice": practice_notice(is_practice()),
        "own": _("own"),
        "cluster": _("cluster"),
        "public": _("public"),
        "other": _("other"),
        "hoped_for": _("hoped for"),
        "unsaid": _("not recorded"),
        "number": _("No."),
        "source": _("Source"),
        "kind": _("Kind"),
        "date": _("Date"),
        "appraisal": _("Purpose · current · trust"),
        "market": _("Market"),
        "steps": _("Steps"),
        "without": _("Without"),
        "reach": _("Reach"),
        "reached": _("Reached"),
        "method": _("Method"),
        "sources": _("Sources"),
    }


def member_texts(cluster: str) -> dict[str, str]:
    """What the template of a member's report prints."""
    return common_texts() | {
        "standings": _("Advantages and their origin"),
        "advantage": _("Advantage"),
        "standing": _("Standing, 90 % interval"),
        "origin": _("Origin of the strength"),
        "standings_note": _(
            "Dot: standing from 0 to 1. Small ring: own standing, without what clusters brought about. "
            "Open ring: unknown. Bar: weight of evidence for the strength, by origin."
        ),
        "path": _("Path abroad"),
        "contributions": _("Contributions of {cluster}").format(cluster=cluster),
        "network": _("Network with and without {cluster}").format(cluster=cluster),
        "not_reached": _("not reached"),
        "markets_note": _(
            "1 step: connected; 2 steps: one introduction away. Reach: partners that introductions can open in the "
            "market. Markets that would be lost come first."
        ),
        "no_markets": _("No markets abroad reached yet."),
        "results": _("Results of activities with {cluster}").format(cluster=cluster),
        "activity": _("Activity"),
        "no_activities": _("No activities with the cluster recorded."),
        "method_note": _(
            "Each figure is weighted evidence: the salience of a piece times the appraisal of its source, at most 3 "
            "for one source. A standing is the mean of a Beta distribution; its interval is the middle 90 %. “Without "
            "{cluster}” removes the cluster, its memberships, the ties it brought about and the joint activities it "
            "organised. None of this is an estimate of an effect."
        ).format(cluster=cluster),
    }


def research_texts(cluster: str) -> dict[str, str]:
    """What the template of the research report prints."""
    return common_texts() | {
        "findings": _("Findings"),
        "for": _("For:"),
        "against": _("Against:"),
        "explanations": _("Possible explanations:"),
        "no_support": _("No supporting evidence"),
        "no_findings": _("No findings recorded."),
        "findings_note": _(
            "A claim is supported if the lower bound of Beta(1 + weight for, 1 + weight against) is above one half and "
            "two independent sources support it; refuted if the upper bound is below one half; contested if both "
            "sides have evidence; else inconclusive. Sources of one speaker are one independent source. A claim of "
            "absence is refuted by one piece of evidence; else the number of organisations asked gives an upper bound. "
            "A recommendation has no such status."
        ),
        "levels": _("Influence between levels"),
        "levels_note": _(
            "Thickness: strength. Dashes: indirect. Two arrows: direct and indirect evidence apart. Small figures: "
            "90 % interval over sources, from three sources on."
        ),
        "from_to": _("From → to"),
        "strength": _("Strength"),
        "interval": _("90 % interval"),
        "direct": _("Direct"),
        "origins": _("Origin of advantages"),
        "need": _("Need and use"),
        "networks": _("Network contribution"),
        "firm": _("Firm"),
        "markets_lost": _("Markets no longer reached"),
        "farther": _("More steps away"),
        "reach_lost": _("Reach lost"),
        "years_note": _(
            "By year, the mean over the member firms at its end, with and without {cluster}, by what has a date: "
            "markets abroad that are reached, and Burt's effective size: contacts, less those that the others make "
            "redundant."
        ).format(cluster=cluster),
        "year": _("Year"),
        "markets_abroad": _("Markets abroad"),
        "size": _("Effective size"),
        "funnel": _("From activity to result"),
        "step": _("Step"),
        "recorded": _("Recorded"),
        "inferred": _("Inferred"),
        "of_previous": _("Of the previous step"),
        "no_activities": _("No activities with the cluster recorded."),
        "without_title": _("Without {cluster}, in participants' words").format(cluster=cluster),
        "no_answers": _("No answers recorded."),
        "answers": _("Number"),
        "deadweight": _("Deadweight"),
        "details": _("Answers given, by how much, through whom"),
        "codebook": _("Codebook"),
        "code": _("Code"),
        "name": _("Name"),
        "definition": _("Definition"),
        "agreement": _("Coder agreement"),
        "matrix": _("Framework matrix"),
        "evidence": _("Evidence"),
        "shows": _("What it shows"),
        "origin": _("Origin"),
        "no_sources": _("No sources cited."),
    }
