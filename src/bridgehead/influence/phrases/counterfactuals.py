"""Sentences on what participants say would have happened without the cluster."""

from django.utils.translation import gettext as _

from bridgehead.framework.loader import load_framework
from bridgehead.influence.core.counterfactuals import AnswerShare, AnswerShares
from bridgehead.influence.phrases.influence_account import share_interval
from bridgehead.kit.phrases import and_list, share


def counterfactual_answer(answer: str) -> str:
    """An answer to what would have happened."""
    return load_framework().label("counterfactual_answer", answer)


def answer_wave(months: int | None) -> str:
    """When was asked; None for each participation's latest answer."""
    return _("Latest answers") if months is None else load_framework().label("wave", str(months))


def answer_share(found: AnswerShare) -> str:
    """A share of answers with its interval: `40 % (12–74 %)`."""
    return _("{rate} ({interval})").format(rate=share(found.share), interval=share_interval(found.interval))


def answer_given(answer: str, found: AnswerShare) -> str:
    """An answer with how many gave it and their share: `elsewhere 2 (50 %)`."""
    return _("{answer} {n} ({rate})").format(
        answer=counterfactual_answer(answer).lower(), n=found.count, rate=share(found.share)
    )


def answers_given(found: AnswerShares) -> str:
    """Every answer that somebody gave: `later 1 (50 %) and not at all 1 (50 %)`."""
    return and_list(answer_given(answer, given) for answer, given in found.shares.items() if given.count)


def answer_details(found: AnswerShares) -> str:
    """By how much later or smaller, and through whom elsewhere."""
    said = []
    if found.months is not None:
        said.append(_("Later by {months:g} months (median).").format(months=found.months))
    if found.smaller_by is not None:
        said.append(_("Smaller by {share} (median).").format(share=share(found.smaller_by)))
    if found.through:
        said.append(_("Elsewhere through {names}.").format(names=and_list(found.through)))
    return " ".join(said)


def deadweight_note() -> str:
    """What deadweight is."""
    return _(
        "Deadweight: the same would have happened, or it would have happened elsewhere. One answer counts for each "
        "participation, its latest."
    )
