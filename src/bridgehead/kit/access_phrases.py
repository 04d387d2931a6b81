"""The words of the access table: what roles and objects are called, and who can do what was refused."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.access_table import GrantScope, Resource, Role, Verb
from bridgehead.kit.permissions import granted_to
from bridgehead.kit.phrases import and_list

ROLES: Mapping[str, Promise] = MappingProxyType(
    {
        Role.ADMIN: _("Administrator"),
        Role.MANAGER: _("Manager"),
        Role.ANALYST: _("Analyst"),
        Role.INTERVIEWER: _("Interviewer"),
        Role.CODER: _("Coder, blind"),
        Role.EVALUATOR: _("Evaluator, without names"),
        Role.READER: _("Reader: reports and figures"),
        Role.MEMBER_OWNER: _("Member: main contact"),
        Role.MEMBER_COLLEAGUE: _("Member: colleague"),
    }
)
"""What a page calls a role."""
SEVERAL: Mapping[str, Promise] = MappingProxyType(
    {
        Role.ADMIN: _("administrators"),
        Role.MANAGER: _("managers"),
        Role.ANALYST: _("analysts"),
        Role.INTERVIEWER: _("interviewers"),
        Role.CODER: _("coders"),
        Role.EVALUATOR: _("evaluators"),
        Role.READER: _("readers"),
        Role.MEMBER_OWNER: _("members’ main contacts"),
        Role.MEMBER_COLLEAGUE: _("members’ colleagues"),
    }
)
"""What a sentence calls those who have it."""
OBJECTS: Mapping[str, Promise] = MappingProxyType(
    {
        Resource.ACTOR: _("organisations"),
        Resource.CONTACT: _("contact persons"),
        Resource.TIE: _("ties"),
        Resource.ENTRY: _("market entries"),
        Resource.ACTIVITY: _("activities"),
        Resource.REGISTRATION: _("registrations for events"),
        Resource.ROLE: _("roles in activities"),
        Resource.MONEY: _("amounts of money"),
        Resource.OUTCOME: _("outcomes"),
        Resource.OPPORTUNITY: _("opportunities"),
        Resource.EVIDENCE: _("evidence"),
        Resource.SOURCE: _("sources"),
        Resource.CODING: _("codings"),
        Resource.MATCH: _("rankings"),
        Resource.MARK: _("feedback"),
        Resource.ANSWER: _("answers to opportunities"),
        Resource.FIGURE: _("figures"),
        Resource.REPORT: _("reports"),
        Resource.PANEL: _("data without names"),
        Resource.CASE: _("all data"),
        Resource.LOG: _("changes"),
        Resource.USER: _("accounts"),
        Resource.SETTING: _("settings"),
        Resource.MAIL: _("the outbox"),
        Resource.NOTE: _("notes, interactions and documents"),
        Resource.TASK: _("tasks"),
        Resource.HOURS: _("staff hours"),
        Resource.SAVED_VIEW: _("saved views"),
    }
)
VERBS: Mapping[str, Promise] = MappingProxyType(
    {
        Verb.VIEW: _("see"),
        Verb.CHANGE: _("edit"),
        Verb.REMOVE: _("remove"),
        Verb.IMPORT: _("import"),
        Verb.EXPORT: _("export"),
        Verb.UNDO: _("undo"),
    }
)
DENIED: Mapping[str, Promise] = MappingProxyType(
    {
        Verb.VIEW: _("Only {who} can see {objects}."),
        Verb.CHANGE: _("Only {who} can edit {objects}."),
        Verb.REMOVE: _("Only {who} can remove {objects}."),
        Verb.IMPORT: _("Only {who} can import {objects}."),
        Verb.EXPORT: _("Only {who} can export {objects}."),
        Verb.UNDO: _("Only {who} can undo {objects}."),
    }
)
DENIED_OF_OTHERS: Mapping[str, Promise] = MappingProxyType(
    {
        Verb.VIEW: _("Only {who} can see {objects} of other organisations."),
        Verb.CHANGE: _("Only {who} can edit {objects} of other organisations."),
        Verb.REMOVE: _("Only {who} can remove {objects} of other organisations."),
    }
)
DENIED_OF_COLLEAGUES: Mapping[str, Promise] = MappingProxyType(
    {
        Verb.VIEW: _("Only {who} can see {objects} that somebody else entered."),
        Verb.CHANGE: _("Only {who} can edit {objects} that somebody else entered."),
        Verb.REMOVE: _("Only {who} can remove {objects} that somebody else entered."),
        Verb.IMPORT: _("Only {who} can import {objects} that somebody else entered."),
        Verb.UNDO: _("Only {who} can undo {objects} of somebody else."),
    }
)


def denied(verb: str, kind: str, *, whose: str = "") -> str:
    """Who can do what was refused.

    Parameters
    ----------
    whose
        Whose objects are granted, a `GrantScope`, where only others' are refused.
    """
    said = {GrantScope.OWN.value: DENIED_OF_OTHERS, GrantScope.ENTERED.value: DENIED_OF_COLLEAGUES}.get(whose, DENIED)
    return str(said[verb]).format(who=whoever(Verb(verb), Resource(kind)), objects=OBJECTS[kind])


def whoever(verb: Verb, kind: Resource) -> str:
    """Those who may do this to every object of a kind: “administrators, managers and analysts”."""
    return and_list(SEVERAL[role] for role in granted_to(verb, kind))


def denied_column(kind: Resource, column: str) -> str:
    """Who can set a column that its organisation's own people may not."""
    return gettext("Only {who} can change the field “{field}”.").format(who=whoever(Verb.CHANGE, kind), field=column)
