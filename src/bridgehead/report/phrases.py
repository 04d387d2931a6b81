"""Sentences of the reports: what the templates print beside figures."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.ecosystem.phrases import computed_by, practice_notice
from bridgehead.ecosystem.queries import is_practice
from bridgehead.framework.loader import load_framework
from bridgehead.influence.core.need_and_use import NeedAndUse
from bridgehead.influence.phrases import need_and_use, need_and_use_reading
from bridgehead.kit.phrases import and_list
from bridgehead.profile.core.internationalisation_pattern import InternationalisationPattern
from bridgehead.profile.phrases import declared_strategy, patterns_found
from bridgehead.report.core.member_report import StandingSummary


def research_title(cluster: str) -> str:
    """The title of the research report."""
    return _("What difference does {cluster} make?").format(cluster=cluster)


def member_title(cluster: str, member: str) -> str:
    """The title of a member's report."""
    return _("{cluster}'s influence on {member}").format(cluster=cluster, member=member)


def unknown_member_firm(id_: str) -> str:
    """No member firm has the id."""
    return _("Member firm “{id}” does not exist.").format(id=id_)


def founded(year: str) -> str:
    """When a firm was founded."""
    return _("Founded {year}").format(year=year)


def member_summary(name: str, cluster: str, found: StandingSummary) -> list[str]:
    """What the standings of a firm come to, a sentence each."""
    text = []
    if found.strong:
        text.append(_("{name} is strong in {advantages}.").format(name=name, advantages=_labels(found.strong)))
    if found.weak:
        text.append(_("{name} is weak in {advantages}.").format(name=name, advantages=_labels(found.weak)))
    if found.unknown:
        text.append(_("Not enough evidence on {advantages}.").format(advantages=_labels(found.unknown)))
    if found.through:
        text.append(
            _("At least half of the strength in {advantages} came through {cluster}.").format(
                advantages=_labels(found.through), cluster=cluster
            )
        )
    else:
        text.append(
            _("{cluster} contributed less than half of the strength in every advantage.").format(cluster=cluster)
        )
    return text


def path_abroad(pattern: InternationalisationPattern) -> list[str]:
    """What a firm's first entries show, and what it declares, a sentence each."""
    entries = len(pattern.first)
    if pattern.found:
        found = ngettext(
            "{n} first entry. Pattern: {patterns}.", "{n} first entries. Pattern: {patterns}.", entries
        ).format(n=entries, patterns=patterns_found(pattern.found))
    else:
        found = ngettext("No pattern in {n} first entry.", "No pattern in {n} first entries.", entries).format(
            n=entries
        )
    return [found, _("Declared strategy: {strategy}.").format(strategy=declared_strategy(pattern.declared))]


def network_loss(member: str, cluster: str, markets: int, farther: int) -> str:
    """What a firm's network would lose without the cluster."""
    text = ngettext(
        "Without {cluster}, {n} market abroad would be out of reach for {member}.",
        "Without {cluster}, {n} markets abroad would be out of reach for {member}.",
        markets,
    ).format(cluster=cluster, member=member, n=markets)
    if not farther:
        return text
    more = ngettext("{n} more would be further away.", "{n} more would be further away.", farther).format(n=farther)
    return f"{text} {more}"


def barriers_shown(labels: Iterable[str]) -> str:
    """The barriers that the evidence shows."""
    return _("Barriers shown by the evidence: {barriers}.").format(barriers=and_list(labels))


def activities_shown(shown: int, every: int) -> str:
    """How many of the activities are listed."""
    return _("{shown} of {every} activities, furthest first.").format(shown=shown, every=every)


def pieces_shown(shown: int, every: int) -> str:
    """How many of the pieces of evidence are listed."""
    return _("First {shown} of {every} pieces.").format(shown=shown, every=every)


def member_firms(names: list[str], most: int) -> str:
    """The member firms that a research report is of."""
    count = ngettext("{n} member firm", "{n} member firms", len(names)).format(n=len(names))
    if not names or len(names) > most:
        return count
    return _("{count}: {names}").format(count=count, names=and_list(names))


def need_and_use_text(found: NeedAndUse) -> str:
    """Whether firms use the cluster where they are weak, with the interval where there is one."""
    text = need_and_use(found)
    if found.interval is not None:
        interval = _("90 % interval over firms: {low:.2f} to {high:.2f}.").format(
            low=found.interval[0], high=found.interval[1]
        )
        text = f"{text} {interval}"
    return f"{text} {need_and_use_reading(found)}".strip()


def coder_agreement(alpha: float, interval: tuple[float, float] | None, units: int, coders: int) -> str:
    """How far the coders agree."""
    named = {"alpha": f"{alpha:.2f}", "units": units, "coders": coders}
    if interval is None:
        return _("Krippendorff's α {alpha} over {units} units and {coders} coders.").format(**named)
    return _("Krippendorff's α {alpha} (90 % interval {low} to {high}) over {units} units and {coders} coders.").format(
        low=f"{interval[0]:.2f}", high=f"{interval[1]:.2f}", **named
    )


def no_coder_agreement(reason: str) -> str:
    """Why there is no figure of how far the coders agree."""
    if not reason:
        return _("Not available: no coded sources.")
    return _("Not available: {reason}.").format(reason=reason.rstrip("."))


def general() -> str:
    """The heading of evidence that is of no organisation."""
    return _("General")


def preset_codebook() -> str:
    """The framework's codes."""
    return _("Preset codes of the framework")


def data_codebook(name: str) -> str:
    """The codes of a codebook."""
    return _("Codes from the data: {name}").format(name=name)


def answer(given: str) -> str:
    """An answer of a source's appraisal."""
    return load_framework().label("yes_no", given) if given else _("Not recorded")


def common_texts() -> dict[str, str]:
    """What both templates print: origins, levels, the table of sources."""
    return {
        "computed_by": computed_by(),
        "practice": practice_notice(is_practice()),
        "own": _("own"),
        "cluster": _("cluster"),
        "public": _("public"),
        "other": _("other"),
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
        "answers": _("Answers"),
        "deadweight": _("Deadweight"),
        "details": _("By how much, through whom"),
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


EXPECTED = {
    "member_option": gettext_lazy("the id of a member firm (--member ID)"),
    "workspace_with_cluster": gettext_lazy("a workspace with a cluster"),
}
"""What reports expect, by code (`kit.expectations`)."""


def _labels(codes: Iterable[str]) -> str:
    labels = load_framework().vocabularies["component"]
    return and_list(labels[code].lower() for code in codes)
