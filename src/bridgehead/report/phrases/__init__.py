"""Sentences of the reports: what the templates print beside figures."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.framework.loader import load_framework
from bridgehead.influence.core.need_and_use import NeedAndUse
from bridgehead.influence.phrases import need_and_use, need_and_use_reading
from bridgehead.kit.phrases import and_list, running
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
    return _("Barriers shown by the evidence: {barriers}.").format(barriers=and_list(map(running, labels)))


def activities_shown(shown: int, every: int) -> str:
    """How many of the activities are listed."""
    return _("{shown} of {every} activities, furthest first.").format(shown=shown, every=every)


def markets_shown(shown: int, every: int) -> str:
    """How many of the markets are listed."""
    return _("{shown} of {every} markets shown.").format(shown=shown, every=every)


def unchanged_years(first: int, last: int) -> str:
    """The years in which no figure changed any more."""
    if first == last:
        return _("No change in {year}.").format(year=last)
    return _("No change from {first} to {last}.").format(first=first, last=last)


def sentence(text: str) -> str:
    """A list of answers as a sentence of its own."""
    return f"{text[:1].upper()}{text[1:]}." if text else ""


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


EXPECTED = {
    "member_option": gettext_lazy("the id of a member firm (--member ID)"),
    "workspace_with_cluster": gettext_lazy("a workspace with a cluster"),
}
"""What reports expect, by code (`kit.expectations`)."""


def _labels(codes: Iterable[str]) -> str:
    labels = load_framework().vocabularies["component"]
    return and_list(labels[code].lower() for code in codes)
