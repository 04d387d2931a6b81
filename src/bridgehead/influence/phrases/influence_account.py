"""Sentences on the account of a cluster's influence: results, networks, need and use."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.framework.loader import load_framework
from bridgehead.influence.core.need_and_use import CodingBasis, NeedAndUse
from bridgehead.influence.phrases.reason_texts import reason_text
from bridgehead.kit.phrases import and_list, probability, running_list, share, signed
from bridgehead.profile.phrases import class_label

Interval = tuple[float, float]


def share_interval(interval: Interval) -> str:
    """An interval of shares: `57–94 %`."""
    return _("{low:.0f}–{high}").format(low=100 * interval[0], high=share(interval[1]))


def need_and_use(found: NeedAndUse) -> str:
    """Whether firms use the cluster where they are weak."""
    if found.tau is None:
        return _("Need and use: not enough data. {reason}").format(reason=reason_text(found.reasons["tau"]))
    if found.p is None:
        return ngettext(
            "Use of the cluster against a firm's own standing: Kendall's τ {tau}, over {pairs} pair of firm and "
            "advantage. No p-value and no interval. {reason}",
            "Use of the cluster against a firm's own standing: Kendall's τ {tau}, over {pairs} pairs of firm and "
            "advantage. No p-value and no interval. {reason}",
            found.pairs,
        ).format(tau=signed(found.tau), pairs=found.pairs, reason=reason_text(found.reasons["p"]))
    return ngettext(
        "Use of the cluster against a firm's own standing: Kendall's τ {tau}, p {p}, over {pairs} pair of firm and "
        "advantage.",
        "Use of the cluster against a firm's own standing: Kendall's τ {tau}, p {p}, over {pairs} pairs of firm and "
        "advantage.",
        found.pairs,
    ).format(tau=signed(found.tau), p=probability(found.p), pairs=found.pairs)


def need_and_use_reading(found: NeedAndUse) -> str:
    """How the sign of need and use is to be read."""
    if found.tau is None:
        return ""
    if found.tau < 0:
        return _("Negative: firms use the cluster where they are weak.")
    return _("Not negative: no sign that firms use the cluster where they are weak.")


def coding_basis(found: CodingBasis) -> str:
    """Who coded the evidence behind need and use, and from what."""
    if not found.firms:
        return ""
    kinds = (
        _("{kind} {n}").format(kind=_source_kind(kind), n=n)
        for kind, n in sorted(found.sources.items(), key=lambda part: (-part[1], part[0]))
    )
    total = sum(found.sources.values())
    firms = ngettext("{n} firm", "{n} firms", found.firms).format(n=found.firms)
    sources = ngettext("{n} source", "{n} sources", total).format(n=total)
    said = _("{firms}, coded from {sources} ({kinds}).").format(firms=firms, sources=sources, kinds=and_list(kinds))
    if not total:
        said = _("{firms}, coded without a source.").format(firms=firms)
    elif found.unsourced:
        rest = ngettext("{n} piece names no source.", "{n} pieces name no source.", found.unsourced)
        said = f"{said} {rest.format(n=found.unsourced)}"
    return f"{said} {_coders(found)}".strip()


def _source_kind(kind: str) -> str:
    return load_framework().label("source_kind", kind).lower() if kind else _("kind not recorded")


def _coders(found: CodingBasis) -> str:
    names = [name or _("coder not named") for name in found.coders]
    if not names:
        return ""
    if names == [_("coder not named")]:
        return _("Coder not named.")
    return ngettext("{n} coder: {names}.", "{n} coders: {names}.", len(names)).format(
        n=len(names), names=and_list(names)
    )


def unknown_cluster(id_: str, known: Iterable[str]) -> str:
    """No cluster has the id."""
    listed = and_list(known)
    if not listed:
        return _("Cluster “{id}” does not exist. Add an organisation of kind cluster first.").format(id=id_)
    return _("Cluster “{id}” does not exist. Choose one of {known}.").format(id=id_, known=listed)


def no_member_firm(name: str) -> str:
    """An organisation that no account of influence can be given of."""
    return _("{name} is not a member firm of a cluster.").format(name=name)


def weights_text(weights: Mapping[str, float], origins: Mapping[str, str]) -> str:
    """Origins with their shares of the strengths, the largest first."""
    total = sum(weights.values())
    ordered = sorted(weights.items(), key=lambda part: (-part[1], part[0]))
    parts = (
        _("{name} {share}").format(name=class_label(id_, origins), share=share(weight / total))
        for id_, weight in ordered
        if weight
    )
    return running_list(parts)


def entries_of_status(status: str, count: int) -> str:
    """How many entries have a status."""
    return _("{status}: {n}").format(status=status, n=count)
