"""Sentences on standings: their labels, shares and origins, and what is stated."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.utils.translation import pgettext as context

from bridgehead.framework.loader import load_framework
from bridgehead.kit.phrases import and_list, running_list, share
from bridgehead.profile.core.ambidexterity import EXPLOITATION, EXPLORATION, Ambidexterity
from bridgehead.profile.core.standing import Standing, WeightShare
from bridgehead.profile.core.statements import CONTESTED, DENIED, STATED, Statement
from bridgehead.profile.phrases.paths_abroad import reason_text


def standing_word(label: str) -> str:
    """A standing in one word."""
    return {
        "strong": context("standing", "strong"),
        "adequate": context("standing", "adequate"),
        "weak": context("standing", "weak"),
    }.get(label, context("standing", "unknown"))


def standing_label(standing: Standing) -> str:
    """A standing with its number of pieces of evidence: `strong, 3 pieces`."""
    return label_with_pieces(standing.label, standing.evidence)


def label_with_pieces(label: str, pieces: int) -> str:
    """A standing's word with its number of pieces of evidence, if there is any."""
    if not pieces:
        return standing_word(label)
    return ngettext("{label}, {n} piece", "{label}, {n} pieces", pieces).format(label=standing_word(label), n=pieces)


def statement_words(found: Statement) -> str:
    """A statement with its voices: `stated, 2 voices`, `contested, 2 voices for and 1 against`."""
    if not found.is_known:
        return _("unknown")
    if found.status == CONTESTED:
        return _("contested, {n} for and {m} against").format(n=found.voices_for, m=found.voices_against)
    n = found.voices_for + found.voices_against
    if found.triangulated:
        said = {STATED: _("stated by {n} voices of several kinds"), DENIED: _("denied by {n} voices of several kinds")}
        return said[found.status].format(n=n)
    if found.status == STATED:
        return ngettext("stated by {n} voice", "stated by {n} voices", n).format(n=n)
    return ngettext("denied by {n} voice", "denied by {n} voices", n).format(n=n)


def ambidexterity_rows(found: Ambidexterity) -> list[tuple[str, str]]:
    """Exploration, exploitation and their product, each with its interval, or why there is none."""
    codes = load_framework().codes
    rows = [
        (codes[code], value_with_interval(part.standing, part.interval) if part.known else standing_label(part))
        for code, part in ((EXPLORATION, found.exploration), (EXPLOITATION, found.exploitation))
    ]
    if found.product is not None and found.interval is not None:
        return [*rows, (_("Product of the two"), value_with_interval(found.product, found.interval))]
    return [*rows, (_("Product of the two"), reason_text(found.reason) if found.reason else "")]


def value_with_interval(value: float, interval: tuple[float, float]) -> str:
    """A figure between 0 and 1 with its interval: `0.62 (0.41–0.80)`."""
    low, high = interval
    return _("{value} ({low}–{high})").format(value=f"{value:.2f}", low=f"{low:.2f}", high=f"{high:.2f}")


def class_label(id_: str, vocabulary: Mapping[str, str]) -> str:
    """An origin or a mechanism in words."""
    return vocabulary.get(id_, id_) if id_ else _("Not recorded")


def share_with_interval(name: str, found: WeightShare) -> str:
    """A share with its interval: `The cluster 80 % (57–94 %)`."""
    low, high = found.interval
    return _("{name} {share} ({low:.0f}–{high})").format(
        name=name, share=share(found.share), low=100 * low, high=share(high)
    )


def shares_with_intervals(shares: Mapping[str, WeightShare], vocabulary: Mapping[str, str]) -> str:
    """All shares of a standing's strengths, the largest first."""
    return running_list(share_with_interval(class_label(id_, vocabulary), found) for id_, found in shares.items())


def plain_shares(shares: Mapping[str, WeightShare], vocabulary: Mapping[str, str]) -> str:
    """All shares of a standing's strengths without their intervals."""
    parts = (
        _("{name} {share}").format(name=class_label(id_, vocabulary), share=share(found.share))
        for id_, found in shares.items()
    )
    return running_list(parts)


def short_standing(standing: Standing, origins: Mapping[str, str]) -> str:
    """A standing in a cell: its value, the own standing, its label, and where most of its strength came from."""
    if not standing.known:
        return standing_label(standing)
    values = {"value": f"{standing.standing:.2f}", "own": f"{standing.own.standing:.2f}"}
    text = _("{value}, own {own} ({label})").format(label=standing_label(standing), **values)
    mostly = main_origins(standing, origins)
    return _("{text}. {origins}").format(text=text, origins=mostly) if mostly else text


def main_origins(standing: Standing, origins: Mapping[str, str]) -> str:
    """Where most of a standing's strength came from: every origin that ties, with the share; blank without strength."""
    names = [class_label(id_, origins) for id_ in standing.main_origins]
    if not names:
        return ""
    part = share(standing.origins[standing.main_origins[0]].share)
    if len(names) == 1:
        return _("{origin}: {share}").format(origin=names[0], share=part)
    return _("{origins}: {share} each").format(origins=running_list(names), share=part)


def cluster_part(standing: Standing, mechanisms: Mapping[str, str]) -> str:
    """How the cluster contributed: mechanisms as shares of its part; blank where it has no part."""
    if not standing.cluster_mechanisms:
        return ""
    return _("By way of the cluster: {mechanisms}").format(
        mechanisms=plain_shares(standing.cluster_mechanisms, mechanisms)
    )


def statements_text(said: Mapping[str, Statement]) -> str:
    """Statements by name with their voices: `Market seeking: stated by 2 voices`."""
    codes = load_framework().codes
    return and_list(
        _("{name} ({said})").format(name=codes.get(code, code), said=statement_words(found))
        for code, found in said.items()
    )
