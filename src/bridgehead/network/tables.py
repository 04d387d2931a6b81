"""Declared lists of the network: actors by their ties, the steps of an introduction."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy

from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.phrases import and_list
from bridgehead.kit.template_tags import date_text
from bridgehead.network import phrases
from bridgehead.network.core.graph_layout import ActorRow
from bridgehead.network.queries.step_evidence import StepEvidence


def actor_table(rows: Sequence[ActorRow]) -> ListTable[ActorRow]:
    """Actors, the best connected first."""
    return ListTable("network", gettext_lazy("Organisations by number of ties"), ACTOR_COLUMNS, rows)


def step_table(name: str, caption: str, rows: Sequence[StepEvidence]) -> ListTable[StepEvidence]:
    """The steps of an introduction."""
    return ListTable(name, caption, STEP_COLUMNS, rows)


def _others(row: ActorRow) -> str:
    return format_html_join(", ", "{}", ((link("member", other.id, other.name),) for other in row.others))


def _links(row: StepEvidence) -> str:
    if row.activity is None:
        return phrases.links(row.step.what)
    return phrases.links_through(row.activity.name, row.step.what)


def _links_on_page(row: StepEvidence) -> str:
    if row.activity is None:
        return phrases.links(row.step.what)
    activity = link("activity", row.activity.pk, row.activity.name)
    if not row.activity.start:
        return format_html('{} <span class="second">{}</span>', activity, phrases.links(row.step.what))
    date, links = date_text(row.activity.start), phrases.links(row.step.what)
    return format_html('{} <span class="second">{} · {}</span>', activity, date, links)


def _people(row: StepEvidence) -> str:
    return and_list(phrases.person_to_ask(person.name, person.role) for person in row.people)


ACTOR_COLUMNS = (
    ListColumn[ActorRow](
        "name",
        gettext_lazy("Organisation"),
        lambda row: row.point.name,
        html=lambda row: link("member", row.point.id, row.point.name),
        style="lead",
    ),
    ListColumn[ActorRow]("ties", gettext_lazy("Ties"), lambda row: row.ties, style="number"),
    ListColumn[ActorRow]("activities", gettext_lazy("Activities"), lambda row: row.activities, style="number"),
    ListColumn[ActorRow](
        "tied_to",
        gettext_lazy("Connected to"),
        lambda row: ", ".join(other.name for other in row.others),
        html=_others,
        style="full small",
    ),
)
STEP_COLUMNS = (
    ListColumn[StepEvidence](
        "from",
        gettext_lazy("From"),
        lambda row: row.step.start.name,
        html=lambda row: link("member", row.step.start.id, row.step.start.name),
        style="lead",
    ),
    ListColumn[StepEvidence](
        "to",
        gettext_lazy("To"),
        lambda row: row.step.end.name,
        html=lambda row: link("member", row.step.end.id, row.step.end.name),
    ),
    ListColumn[StepEvidence]("through", gettext_lazy("Through"), _links, html=_links_on_page, style="full"),
    ListColumn[StepEvidence]("ask", gettext_lazy("Ask"), _people),
)
