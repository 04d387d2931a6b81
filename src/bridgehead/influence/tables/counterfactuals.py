"""The list of what participants say would have happened without the cluster."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext as _

from bridgehead.ecosystem.phrases import computed_by
from bridgehead.framework.template_tags import term
from bridgehead.influence import phrases
from bridgehead.influence.core.counterfactuals import ANSWERS, AnswerShare, AnswerShares, KindCounterfactuals
from bridgehead.influence.tables.cells import rate_bar
from bridgehead.kit.list_tables import ListColumn, ListTable

DEADWEIGHT = "deadweight"


@dataclass(frozen=True)
class CounterfactualRow:
    """Answers on a kind of activity: the latest (`wave` is None), or those of one wave."""

    kind: str
    wave: int | None
    found: AnswerShares

    def share(self, answer: str) -> AnswerShare | None:
        """The share of an answer, or of those that are deadweight; None of an answer that nobody gave or can give."""
        return self.found.deadweight if answer == DEADWEIGHT else self.found.shares.get(answer)


def counterfactual_table(found: Mapping[str, KindCounterfactuals]) -> ListTable[CounterfactualRow]:
    """The latest answers by kind of activity, with each wave's beneath."""
    rows = []
    for kind, one in found.items():
        rows.append(CounterfactualRow(kind, None, one.latest))
        rows += [CounterfactualRow(kind, months, wave) for months, wave in one.waves.items()]
    return _table("counterfactuals", rows)


def latest_answers(found: Mapping[str, KindCounterfactuals]) -> ListTable[CounterfactualRow]:
    """The latest answers by kind of activity."""
    return _table("counterfactuals-latest", [CounterfactualRow(kind, None, one.latest) for kind, one in found.items()])


def _table(name: str, rows: Sequence[CounterfactualRow]) -> ListTable[CounterfactualRow]:
    columns = [
        ListColumn[CounterfactualRow](
            "kind", _("Activity"), lambda row: term(row.kind, "activity_kind"), _kind, "lead"
        ),
        ListColumn[CounterfactualRow]("wave", _("Asked"), lambda row: phrases.answer_wave(row.wave), on_page=False),
        ListColumn[CounterfactualRow]("answers", _("Number"), lambda row: row.found.answers, style="number"),
        *_share_columns(DEADWEIGHT, _("Deadweight")),
    ]
    columns.append(
        ListColumn[CounterfactualRow](
            "given", _("Answers given"), lambda row: phrases.answers_given(row.found), style="full", in_file=False
        )
    )
    for answer in ANSWERS:
        columns += _share_columns(answer, phrases.counterfactual_answer(answer))
    columns.append(
        ListColumn[CounterfactualRow](
            "details", _("By how much, through whom"), lambda row: phrases.answer_details(row.found), style="full"
        )
    )
    return ListTable(name, _("Without the cluster, in participants' words"), columns, rows, computed_by=computed_by())


def _kind(row: CounterfactualRow) -> str:
    if row.wave is None:
        return term(row.kind, "activity_kind")
    return format_html('<span class="quiet">{}</span>', phrases.answer_wave(row.wave))


def _share_columns(answer: str, label: str) -> list[ListColumn[CounterfactualRow]]:
    """A share with its count and bounds in a file; a page draws what is deadweight, and names the answers given."""

    def part(row: CounterfactualRow) -> AnswerShare | None:
        return row.share(answer)

    def drawn(row: CounterfactualRow) -> str:
        found = part(row)
        return "" if found is None else rate_bar(phrases.answer_share(found), found.share, found.interval)

    def number(name: str) -> ListColumn[CounterfactualRow]:
        heading = {"count": _("{answer}: number"), "low": _("{answer}: low"), "high": _("{answer}: high")}[name]

        def figure(row: CounterfactualRow) -> float | None:
            found = part(row)
            if found is None:
                return None
            return {"count": found.count, "low": found.interval[0], "high": found.interval[1]}[name]

        return ListColumn(f"{answer}_{name}", heading.format(answer=label), figure, on_page=False)

    def value(row: CounterfactualRow) -> float | None:
        found = part(row)
        return None if found is None else found.share

    shown = ListColumn(answer, label, value, drawn, "wide labelled", on_page=answer == DEADWEIGHT)
    return [shown, *map(number, ("count", "low", "high"))]
