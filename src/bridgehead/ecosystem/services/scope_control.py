"""The scope of records on a page: what its address asks for, in words, and what the form that changes it offers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from bridgehead.ecosystem import phrases
from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.queries import activities, activity_names
from bridgehead.ecosystem.queries.record_scope import asked_scope
from bridgehead.ecosystem.services.record_scope import scope_text
from bridgehead.kit import partial_dates
from bridgehead.kit.permissions import Resource, Verb, Viewer

AS_OF, LEAVE_OUT = "as_of", "leave_out"
NOT_KEPT = (AS_OF, LEAVE_OUT, "page", "list", "format")
"""Parameters that another scope does not take along."""
CHOICES = 200
"""How many activities are offered, the latest; an address can name any."""


@dataclass(frozen=True)
class ScopeControl:
    """The scope of a page's figures, and the form for another one.

    Attributes
    ----------
    scope
        Which records the figures rest on; of today where the day asked for is none.
    as_of
        The day as it was asked for.
    problem
        What is wrong with the day; blank where nothing is.
    left_out
        Activity that is left out to its name.
    choices
        Activities that can be left out besides, with a name and a year for each; none where `offered` is False.
    kept
        The other parameters of the address, which another scope keeps.
    offered
        Whether the viewer is offered another scope: whoever sees the evidence of all.
    """

    scope: RecordScope
    as_of: str
    problem: str
    left_out: Mapping[str, str]
    choices: Sequence[tuple[str, str]]
    kept: Sequence[tuple[str, str]]
    offered: bool

    @property
    def text(self) -> str:
        """What the figures leave out; blank where they rest on all records of today."""
        return scope_text(self.scope)

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """The scope as an address has it, name and value: what other forms and links of the page send along."""
        day = [] if self.problem or not self.as_of else [(AS_OF, self.as_of)]
        return [*day, *((LEAVE_OUT, id_) for id_ in self.left_out)]

    @property
    def query(self) -> str:
        """The scope as the end of an address that has parameters before it; blank where it is the usual one."""
        return f"&{urlencode(self.parameters)}" if self.parameters else ""

    @property
    def without(self) -> str:
        """The page's parameters without a scope."""
        return f"?{urlencode(self.kept)}"


def scope_control(asked: QueryDict, viewer: Viewer, *, actor: str = "") -> ScopeControl:
    """What an address asks for by `as_of`, a partial date that means its last day, and `leave_out`, repeatable.

    Parameters
    ----------
    actor
        Offer only activities that it took part in or organised; blank for the latest of all.

    Raises
    ------
    NotFound
        If there is no such activity.
    """
    day = asked.get(AS_OF, "").strip()
    wrong = bool(day) and not partial_dates.is_date(day)
    scope = asked_scope("" if wrong else day, asked.getlist(LEAVE_OUT))
    offered = viewer.may(Verb.VIEW, Resource.EVIDENCE)
    found = activities(actor=actor).exclude(pk__in=scope.left_out).values_list("pk", "name", "start")
    return ScopeControl(
        scope=scope,
        as_of=day,
        problem=phrases.not_a_day(day) if wrong else "",
        left_out=activity_names(scope.left_out) if scope.left_out else {},
        choices=[(id_, phrases.dated_activity(name, start)) for id_, name, start in found[:CHOICES]] if offered else [],
        kept=[(name, value) for name, values in asked.lists() if name not in NOT_KEPT for value in values],
        offered=offered,
    )
