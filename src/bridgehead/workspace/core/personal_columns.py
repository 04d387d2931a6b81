"""Where personal data is: every column of the store that holds text, and what of a person it holds.

A column is about a person, may name one in a free text, or holds nothing of anybody. Terms, dates, countries and
languages are none of these. `workspace.phrases.personal_record` says for each holding what it is for; a contract test
holds this against the models.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bridgehead.kit.access_table import Resource

FOR_GOOD = ""
"""Kept as long as the record that it belongs to."""


@dataclass(frozen=True, slots=True)
class PersonalTable:
    """The columns of a table that hold text.

    Attributes
    ----------
    about
        Columns about a person: a name, an address, what they said or did.
    free
        Texts in which people may be named.
    neither
        Texts that hold nothing of a person.
    """

    about: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    neither: tuple[str, ...] = ()


@dataclass(frozen=True)
class PersonalHolding:
    """Tables that are kept for the same reason.

    Attributes
    ----------
    seen
        The kind of object in the access table that tells who sees them; None for whoever runs the server alone.
    period
        The setting that says after how many months they are due, without `keep_`; `FOR_GOOD` where none does.
    tables
        Columns by table, as the change log calls it.
    """

    seen: Resource | None
    period: str
    tables: Mapping[str, PersonalTable]

    @property
    def with_people(self) -> Iterator[tuple[str, PersonalTable]]:
        """The tables that hold, or may hold, something of a person."""
        return ((name, table) for name, table in self.tables.items() if table.about or table.free)


def _table(about: str = "", free: str = "", neither: str = "") -> PersonalTable:
    return PersonalTable(tuple(about.split()), tuple(free.split()), tuple(neither.split()))


_HOLDINGS = {
    "contacts": PersonalHolding(
        Resource.CONTACT, "contacts", {"person": _table("id name role email phone consent", "tags")}
    ),
    "applications": PersonalHolding(
        Resource.CONTACT,
        "requests",
        {
            "membershiprequest": _table(
                "id contact role email phone consent", "message reason description", "name city website"
            )
        },
    ),
    "registrations": PersonalHolding(
        Resource.REGISTRATION,
        "registrations",
        {
            "registration": _table("name email organisation role phone dietary answers", "", "id"),
            "eventform": _table("", "text", "id asks"),
            "eventquestion": _table("", "question options", "id"),
            "leftoutname": _table("", "id name"),
        },
    ),
    "desk": PersonalHolding(
        Resource.NOTE,
        FOR_GOOD,
        {
            "note": _table("id by", "text"),
            "interaction": _table("id by sender message_id", "subject text"),
            "attachment": _table("by", "name file", "id media_type team"),
        },
    ),
    "tasks": PersonalHolding(Resource.TASK, "tasks", {"task": _table("owner", "id title description")}),
    "hours": PersonalHolding(Resource.HOURS, FOR_GOOD, {"staffhours": _table("id person")}),
    "interviews": PersonalHolding(
        Resource.SOURCE,
        "interviews",
        {
            "source": _table("voice role consent", "id title place chosen_by file confidentiality"),
            "storedfile": _table("", "id content"),
            "coding": _table("coder rejected_by", "id memo reconciled_from", "code session"),
            "codingsession": _table("opened_by", "", "id name"),
            "codebook": _table("", "", "id name version"),
            "code": _table("", "definition", "id name"),
        },
    ),
    "evidence": PersonalHolding(
        Resource.EVIDENCE,
        FOR_GOOD,
        {
            "evidence": _table("coder", "id summary quote translation locator", "code after"),
            "matrixsummary": _table("", "id summary", "code"),
            "relation": _table("", "id summary locator"),
            "finding": _table("", "statement", "id supports contradicts asked"),
            "surveyanswer": _table("", "value", "id survey item"),
            "counterfactual": _table("", "through", "id"),
        },
    ),
    "records": PersonalHolding(
        Resource.ACTOR,
        FOR_GOOD,
        {
            "actor": _table("owner", "name aliases description tags", "id region city sector capabilities website"),
            "identifier": _table("", "value", "id scheme"),
            "membership": _table("", "", "id"),
            "membershipfee": _table("", "", "id"),
            "activity": _table(
                "",
                "id name description tags",
                "after funder programme themes external_id mechanisms start_time end_time venue city time_zone",
            ),
            "participation": _table("", "outcome role", "id"),
            "outcome": _table("", "id summary counterpart"),
            "tie": _table("", "", "id after"),
            "entry": _table("", "", "id after"),
            "indicator": _table("", "", "id subject indicator unit source licence"),
            "instrument": _table("", "", "id name kind raises"),
            "support": _table("", "outcome", "id"),
            "slot": _table("", "", "id slot site table"),
            "availability": _table("", "", "id slot"),
            "wish": _table("", "", "id"),
            "meeting": _table("", "id useful next_step", "slot table participants status"),
            "opportunity": _table(
                "", "id title description tags", "buyer countries rule_set capabilities eligibility cpv external_id url"
            ),
            "opportunitycomponent": _table("", "", "id"),
        },
    ),
    "feedback": PersonalHolding(
        Resource.MARK,
        FOR_GOOD,
        {
            "mark": _table("id by", "reason", "mark"),
            "teamseat": _table("", "name role", "id team"),
            "invitation": _table("", "note", "id status"),
            "application": _table("owner", "id name reason description", "team"),
        },
    ),
    "mails": PersonalHolding(
        Resource.MAIL,
        "mails",
        {
            "outboxmail": _table("to subject body html headers attachments about", "answer", "kind state reason owner"),
            "mailtemplate": _table("", "subject text", "id name"),
        },
    ),
    "imports": PersonalHolding(
        Resource.CASE,
        "uploads",
        {
            "importjob": _table(
                "", "name path error", "format state digest task cluster candidates activity encoding dates sheet"
            ),
            "importjobcolumn": _table("", "examples heading", "field chosen"),
            "importjobvalue": _table("", "before after", "name"),
            "importjobrejection": _table("", "found finding sentence", "file column expected expectation code"),
            "importjobrecord": _table("", "key", "table action"),
            "importjobmatch": _table("", "name", "actor"),
            "importjobfile": _table("", "name", "kind"),
            "importjobcount": _table("", "", "table"),
            "columnchoice": _table("", "heading", "column"),
            "distinctpair": _table("", "", "first second"),
            "skippedstep": _table("", "", "id"),
        },
    ),
    "log": PersonalHolding(
        Resource.LOG,
        "history",
        {
            "batch": _table("", "subject parameters worded", "action submission"),
            "change": _table("", "key before after", "action table"),
        },
    ),
    "accounts": PersonalHolding(
        Resource.USER,
        FOR_GOOD,
        {
            "user": _table("username first_name last_name email password role"),
            "emailaddress": _table("email"),
            "emailconfirmation": _table("", "", "key"),
            "authenticator": _table("data", "", "type"),
            "savedview": _table("owner", "id name filters", "page order shows"),
            "calendarfeed": _table("", "name", "digest kinds activity actor"),
        },
    ),
    "audit": PersonalHolding(Resource.USER, "audit", {"auditentry": _table("", "what", "event")}),
    "sessions": PersonalHolding(None, "sessions", {"session": _table("session_data", "", "session_key")}),
    "server": PersonalHolding(
        None,
        "jobs",
        {
            "settings": _table(
                "mail_user mail_from", "", "id logo accent language time_zone mail_host mail_security joining retention"
            ),
            "logo": _table("", "", "id content"),
            "secret": _table("", "", "id value"),
            "dbtaskresult": _table(
                "",
                "args_kwargs return_value traceback",
                "status task_path worker_ids queue_name backend_name exception_class_path",
            ),
        },
    ),
}
HOLDINGS: Mapping[str, PersonalHolding] = MappingProxyType(_HOLDINGS)
