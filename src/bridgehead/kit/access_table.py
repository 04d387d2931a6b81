"""The access table: which role may do what to which kind of object, and whose; each line with its reason.

`kit.permissions` asks it, `docs/reference/access.md` is written from it. Whatever no line grants is refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What somebody is to the cluster; its words stand in `kit.access_phrases`."""

    ADMIN = "admin"
    MANAGER = "manager"
    ANALYST = "analyst"
    INTERVIEWER = "interviewer"
    CODER = "coder"
    EVALUATOR = "evaluator"
    READER = "reader"
    MEMBER_OWNER = "member_owner"
    MEMBER_COLLEAGUE = "member_colleague"


OF_MEMBERS = frozenset({Role.MEMBER_OWNER, Role.MEMBER_COLLEAGUE})
"""Roles of people at a member organisation, to which their account belongs."""


class Verb(StrEnum):
    """What somebody does to an object."""

    VIEW = "view"
    CHANGE = "change"
    REMOVE = "remove"
    IMPORT = "import"
    EXPORT = "export"
    UNDO = "undo"


class Resource(StrEnum):
    """What it is done to.

    `ROLE` and `MONEY` are what an organisation is and gets in an activity; `FIGURE` is what is counted over many
    organisations, `REPORT` the same as a file to hand on, `PANEL` the records with numbers in place of names; `NOTE`
    is what staff write down of people, interactions and documents among it; `HOURS` what they worked.
    """

    ACTOR = "actor"
    CONTACT = "contact"
    TIE = "tie"
    ENTRY = "entry"
    ACTIVITY = "activity"
    REGISTRATION = "registration"
    ROLE = "role"
    MONEY = "money"
    OUTCOME = "outcome"
    OPPORTUNITY = "opportunity"
    EVIDENCE = "evidence"
    SOURCE = "source"
    CODING = "coding"
    MATCH = "match"
    MARK = "mark"
    ANSWER = "answer"
    FIGURE = "figure"
    REPORT = "report"
    PANEL = "panel"
    CASE = "case"
    LOG = "log"
    USER = "user"
    SETTING = "setting"
    MAIL = "mail"
    NOTE = "note"
    TASK = "task"
    HOURS = "hours"
    SAVED_VIEW = "saved_view"


class GrantScope(Enum):
    """Whose objects a grant covers."""

    OWN = "own"
    """Those of the organisation to which the account belongs."""
    ENTERED = "entered"
    """Those that the account itself entered."""
    ALL = "all"


@dataclass(frozen=True)
class Grant:
    """A line of the table."""

    role: Role
    verbs: frozenset[Verb]
    kinds: frozenset[Resource]
    scope: GrantScope
    why: str


def _grant(role: Role, verbs: str, kinds: str, scope: GrantScope, why: str) -> Grant:
    return Grant(
        role, frozenset(Verb(v) for v in verbs.split()), frozenset(Resource(k) for k in kinds.split()), scope, why
    )


ALL, OWN, ENTERED = GrantScope.ALL, GrantScope.OWN, GrantScope.ENTERED
_EVERY_VERB = " ".join(Verb)
_DAILY = " ".join(kind for kind in Resource if kind not in {Resource.USER, Resource.SETTING})
_KEPT_FROM_READERS = {Resource.MAIL, Resource.NOTE, Resource.TASK, Resource.REGISTRATION}
_READ = " ".join(kind for kind in _DAILY.split() if kind not in _KEPT_FROM_READERS)
_SHOWN = "actor activity opportunity"
_OWN_RECORDS = "contact tie entry registration role money outcome evidence match answer"

_SAVES_VIEWS = "Keeps the lists that they look at."

TABLE: tuple[Grant, ...] = (
    _grant(Role.ADMIN, _EVERY_VERB, " ".join(Resource), ALL, "Runs the workspace."),
    _grant(Role.MANAGER, _EVERY_VERB, _DAILY, ALL, "Does the cluster's daily work."),
    _grant(Role.MANAGER, "view", "user setting", ALL, "Knows whom to ask and what is set; an administrator sets it."),
    _grant(Role.ANALYST, "view export", _READ, ALL, "Reads everything that a figure may rest on."),
    _grant(
        Role.ANALYST,
        "change remove import",
        "evidence source coding figure",
        ALL,
        "Answers for evidence, codes and estimates, not for organisations and their contacts.",
    ),
    _grant(Role.ANALYST, "undo", "log", ENTERED, "Takes back their own work."),
    _grant(Role.ANALYST, "change remove", "saved_view", ENTERED, _SAVES_VIEWS),
    _grant(Role.INTERVIEWER, "view", _SHOWN, ALL, "Prepares the talk."),
    _grant(
        Role.INTERVIEWER,
        "view change remove import",
        "source evidence",
        ENTERED,
        "Interviews are confidential: each keeps to those that they entered.",
    ),
    _grant(Role.INTERVIEWER, "undo", "log", ENTERED, "Takes back their own work."),
    _grant(Role.INTERVIEWER, "view change remove", "saved_view", ENTERED, _SAVES_VIEWS),
    _grant(Role.CODER, "view", "source", ALL, "Reads the texts that are to be coded."),
    _grant(
        Role.CODER,
        "view change remove",
        "coding",
        ENTERED,
        "Codes blind: what others coded, and what came of it, would lead them.",
    ),
    _grant(Role.CODER, "undo", "log", ENTERED, "Takes back their own work."),
    _grant(Role.CODER, "view change remove", "saved_view", ENTERED, _SAVES_VIEWS),
    _grant(Role.EVALUATOR, "view export", "figure", ALL, "Judges effects over all organisations."),
    _grant(Role.EVALUATOR, "view export", "panel", ALL, "Computes anew, without knowing who is who."),
    _grant(Role.READER, "view", _SHOWN, ALL, "A board or funder knows whom and what it pays for."),
    _grant(Role.READER, "view export", "figure report", ALL, "Reads results; what was said in confidence stays out."),
    _grant(Role.READER, "view change remove", "saved_view", ENTERED, _SAVES_VIEWS),
    _grant(Role.MEMBER_OWNER, "view", _SHOWN, ALL, "Members know each other and what is out there."),
    _grant(Role.MEMBER_OWNER, "view", _OWN_RECORDS, OWN, "Sees what the cluster keeps of their organisation."),
    _grant(Role.MEMBER_OWNER, "change remove", "contact answer", OWN, "Says who to write to, and what they want."),
    _grant(Role.MEMBER_OWNER, "change", "actor", OWN, "Describes their organisation as it is."),
    _grant(Role.MEMBER_OWNER, "view", "user", OWN, "Knows which colleagues can sign in."),
    _grant(Role.MEMBER_OWNER, "view change remove", "saved_view", ENTERED, _SAVES_VIEWS),
    _grant(Role.MEMBER_COLLEAGUE, "view", _SHOWN, ALL, "Members know each other and what is out there."),
    _grant(Role.MEMBER_COLLEAGUE, "view", _OWN_RECORDS, OWN, "Sees what the cluster keeps of their organisation."),
    _grant(Role.MEMBER_COLLEAGUE, "change remove", "contact answer", OWN, "Says who to write to, and what they want."),
    _grant(Role.MEMBER_COLLEAGUE, "view change remove", "saved_view", ENTERED, _SAVES_VIEWS),
)

SHARED_BETWEEN_MEMBERS: Mapping[str, Resource] = MappingProxyType(
    {
        "entries": Resource.ENTRY,
        "partners": Resource.TIE,
        "open_deals": Resource.ANSWER,
        "outcomes": Resource.OUTCOME,
        "roles": Resource.ROLE,
        "money": Resource.MONEY,
    }
)
"""What members see of each other only where the workspace's setting says so, by what the setting
is called after `members_see_`."""

FOR_STAFF: Mapping[Resource, frozenset[str]] = MappingProxyType(
    {
        Resource.ACTOR: frozenset({"kind", "placeholder", "invented", "emergence", "tags", "owner"}),
        Resource.CONTACT: frozenset({"tags"}),
        Resource.SAVED_VIEW: frozenset({"shared", "owner"}),
    }
)
"""Columns that a grant over one's own objects leaves to those who may change everybody's: they say what an
organisation or a person counts as to the cluster, not what they are like, or reach everybody."""


def _by_cell() -> Iterator[tuple[tuple[Role, Verb, Resource], GrantScope]]:
    for line in TABLE:
        for verb in line.verbs:
            for kind in line.kinds:
                yield (line.role, verb, kind), line.scope


GRANTS: Mapping[tuple[Role, Verb, Resource], GrantScope] = MappingProxyType(dict(_by_cell()))
"""The scope of each granted cell; a cell that is not in it is refused."""
