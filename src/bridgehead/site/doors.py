"""What every address is about: a line for each, which the gate (`kit.doors`) asks the access table."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bridgehead.consortium.models import Application
from bridgehead.evidence.models import Evidence
from bridgehead.kit import change_log
from bridgehead.kit.access_table import Resource, Verb
from bridgehead.kit.doors import OPEN, Door, Ids, Thing
from bridgehead.match.core.mark_types import DECLINED
from bridgehead.site.research_doors import RESEARCH_DOORS
from bridgehead.workspace.case_files import table_of

VIEW, CHANGE, REMOVE = Verb.VIEW, Verb.CHANGE, Verb.REMOVE
IMPORT, EXPORT, UNDO = Verb.IMPORT, Verb.EXPORT, Verb.UNDO


def _of_actor(part: str) -> Callable[[Ids], Thing]:
    """The thing of the organisation that a part of the address names."""
    return lambda ids: Thing(owner=ids[part])


def _evidence(ids: Ids) -> Thing:
    owner = Evidence.objects.filter(pk=ids["id_"]).values_list("actor_id", flat=True).first()
    return Thing(owner, change_log.author_of(Evidence, ids["id_"]))


def _application(ids: Ids) -> Thing:
    return Thing(Application.objects.filter(pk=ids["id_"]).values_list("lead_id", flat=True).first())


def _kind_of_record(ids: Ids) -> Resource:
    return table_of(ids["record"]).file.resource


def _kind_of_mark(ids: Ids) -> Resource:
    return Resource.ANSWER if ids["mark"] == DECLINED else Resource.MARK


def _member(kind: Resource, part: str = "id_", does: Verb | None = None) -> Door:
    return Door(kind, does=does, thing=_of_actor(part))


_DOORS: dict[str, Door | None] = {
    "home": OPEN,
    "deadline-fits": Door(Resource.MATCH),
    "figures": OPEN,
    "theme": OPEN,
    "mail-no": OPEN,
    "mail-stop": OPEN,
    "view-mail-stop": OPEN,
    "mailing-unsubscribe": OPEN,
    # Saved views
    "view-new": Door(Resource.SAVED_VIEW, CHANGE, some=True),
    "view": Door(Resource.SAVED_VIEW, CHANGE, some=True),
    "view-keep": Door(Resource.SAVED_VIEW, CHANGE, CHANGE, some=True),
    "view-remove": Door(Resource.SAVED_VIEW, REMOVE, REMOVE, some=True),
    "view-stop": Door(Resource.SAVED_VIEW, CHANGE, CHANGE, some=True),
    "search": Door(Resource.ACTOR),
    # Organisations, activities, opportunities
    "members": Door(Resource.ACTOR),
    "member": Door(Resource.ACTOR),
    "member-peek": Door(Resource.ACTOR),
    "people": Door(Resource.CONTACT),
    "activities": Door(Resource.ACTIVITY),
    "activity": Door(Resource.ACTIVITY),
    "activity-peek": Door(Resource.ACTIVITY),
    "opportunities": Door(Resource.OPPORTUNITY),
    "opportunity": Door(Resource.OPPORTUNITY),
    "opportunity-peek": Door(Resource.OPPORTUNITY),
    "market": Door(Resource.OPPORTUNITY),
    "network": Door(Resource.ACTOR),
    "network-drawing": Door(Resource.ACTOR),
    "introductions": Door(Resource.ACTOR),
    # Following up
    "follow-up-actor": Door(Resource.NOTE),
    "follow-up-person": Door(Resource.NOTE),
    "follow-up-opportunity": Door(Resource.NOTE),
    "follow-up-activity": Door(Resource.NOTE),
    "follow-up-application": Door(Resource.NOTE),
    "follow-up-add-note": Door(Resource.NOTE, does=CHANGE),
    "follow-up-add-task": Door(Resource.NOTE, does=CHANGE),
    "follow-up-add-interaction": Door(Resource.NOTE, does=CHANGE),
    "follow-up-add-document": Door(Resource.NOTE, does=CHANGE),
    "tasks": Door(Resource.TASK),
    "task-add": Door(Resource.TASK, does=CHANGE),
    "task-done": Door(Resource.TASK, CHANGE),
    "interactions": Door(Resource.NOTE),
    "interaction": Door(Resource.NOTE),
    "interactions-file": Door(Resource.NOTE, does=CHANGE),
    "document": Door(Resource.NOTE),
    "documents": Door(Resource.NOTE, does=CHANGE),
    "hours": Door(Resource.HOURS),
    "hours-week": Door(Resource.HOURS, does=CHANGE),
    # What is known of a member
    "profile": _member(Resource.EVIDENCE),
    "pattern": _member(Resource.EVIDENCE),
    "shortlist": _member(Resource.TIE),
    "reach": _member(Resource.TIE),
    "compare": Door(Resource.EVIDENCE, some=True),
    "member-influence": _member(Resource.EVIDENCE),
    "member-report": _member(Resource.EVIDENCE),
    "evidence": Door(Resource.EVIDENCE, thing=_evidence),
    "evidence-correct": Door(Resource.EVIDENCE, does=CHANGE, thing=_evidence),
    # Rankings, feedback, letters, teams
    "matches": Door(Resource.MATCH, some=True),
    "match": Door(Resource.MATCH, some=True),
    "fitting": _member(Resource.MATCH),
    "mark": Door(Resource.ANSWER, does=CHANGE, thing=_of_actor("actor")),
    "exposure": Door(Resource.MATCH),
    "mails": Door(Resource.CONTACT),
    "mails-preview": Door(Resource.CONTACT),
    "mails-send": Door(Resource.CONTACT, CHANGE, CHANGE),
    "consortium": Door(Resource.MATCH),
    "consortium-teams": Door(Resource.MATCH),
    "consortium-actors": Door(Resource.MATCH),
    "consortium-save": Door(Resource.MATCH, does=CHANGE),
    "consortium-invite": Door(Resource.MATCH, does=CHANGE),
    "consortium-answer": Door(Resource.MATCH, does=CHANGE),
    "consortium-file": Door(Resource.MATCH, EXPORT),
    "applications": Door(Resource.MATCH),
    "application": Door(Resource.MATCH, thing=_application),
    "application-move": Door(Resource.MATCH, does=CHANGE),
    "application-start": Door(Resource.MATCH, does=CHANGE),
    "member-applications": _member(Resource.MATCH),
    # Calendar
    "calendar": Door(Resource.ACTIVITY),
    "calendar-subscriptions": Door(Resource.ACTIVITY),
    "calendar-revoke": Door(Resource.ACTIVITY),
    "calendar-trip": Door(Resource.ACTIVITY),
    "calendar-feed": OPEN,
    # Trips
    "trip": Door(Resource.ACTIVITY),
    "trip-make": Door(Resource.ACTIVITY, does=CHANGE),
    "trip-slots": Door(Resource.ACTIVITY, CHANGE),
    "trip-wish-grid": Door(Resource.ACTIVITY, CHANGE),
    "trip-availability": Door(Resource.ACTIVITY, does=CHANGE),
    "trip-wishes": Door(Resource.ACTIVITY, does=CHANGE),
    "trip-cancel": Door(Resource.ACTIVITY, does=CHANGE),
    "trip-live": Door(Resource.ACTIVITY, CHANGE),
    "trip-note": Door(Resource.ACTIVITY, does=CHANGE),
    "trip-day": Door(Resource.ACTIVITY),
    "trip-take": Door(Resource.ACTIVITY),
    "trip-company": Door(Resource.ACTIVITY, CHANGE),
    # Events
    "register": OPEN,
    "register-own": OPEN,
    "register-cancel": OPEN,
    "register-calendar": OPEN,
    "registration": Door(Resource.REGISTRATION, some=True),
    "registration-form": Door(Resource.REGISTRATION, CHANGE, CHANGE),
    "registration-invite": Door(Resource.REGISTRATION, CHANGE, CHANGE),
    "registration-choose": Door(Resource.REGISTRATION, CHANGE, CHANGE),
    "registration-called-off": Door(Resource.REGISTRATION, CHANGE, CHANGE),
    "registration-cancel": Door(Resource.REGISTRATION, CHANGE, CHANGE),
    "check-in": Door(Resource.REGISTRATION, CHANGE),
    "check-in-add": Door(Resource.REGISTRATION, CHANGE, CHANGE),
    "check-in-mark": Door(Resource.REGISTRATION, CHANGE, CHANGE),
    "attendance": Door(Resource.REGISTRATION, CHANGE),
    "attendance-list": Door(Resource.REGISTRATION, CHANGE, CHANGE),
    "attendance-absent": Door(Resource.REGISTRATION, CHANGE, CHANGE),
    "attendance-participations": Door(Resource.REGISTRATION, CHANGE, CHANGE),
    "thanks": Door(Resource.REGISTRATION, CHANGE),
    "thanks-send": Door(Resource.REGISTRATION, CHANGE, CHANGE),
    # Memberships
    "memberships": Door(Resource.TIE),
    "memberships-renew": Door(Resource.TIE, does=CHANGE),
    "memberships-paid": Door(Resource.TIE, does=CHANGE),
    "memberships-end": Door(Resource.TIE, does=CHANGE),
    "membership-request": Door(Resource.CONTACT),
    "membership-accept": Door(Resource.CONTACT, does=CHANGE),
    "membership-decline": Door(Resource.CONTACT, does=CHANGE),
    "join": OPEN,
    "join-done": OPEN,
    # Figures
    "influence": Door(Resource.FIGURE),
    "influence-losses": Door(Resource.FIGURE),
    "influence-years": Door(Resource.FIGURE),
    "identity": Door(Resource.FIGURE),
    "identity-found": Door(Resource.FIGURE),
    "effects": Door(Resource.FIGURE),
    "effects-found": Door(Resource.FIGURE),
    "research-report": Door(Resource.REPORT),
    "study": Door(Resource.FIGURE),
    **RESEARCH_DOORS,
    # What is entered, brought in and taken back
    "record-new": Door(_kind_of_record, CHANGE, some=True),
    "record-edit": Door(_kind_of_record, CHANGE, some=True),
    "record-remove": Door(_kind_of_record, REMOVE, some=True),
    "record-fact": Door(_kind_of_record, CHANGE, some=True),
    "records-selected": Door(_kind_of_record, CHANGE, some=True),
    "call-read": Door(Resource.OPPORTUNITY, CHANGE),
    "call-add": Door(Resource.OPPORTUNITY, CHANGE),
    "record-choices": Door(_kind_of_record, some=True),
    "record-tags": Door(_kind_of_record, CHANGE),
    "record-similar": Door(_kind_of_record, CHANGE, some=True),
    "import": Door(Resource.CASE, IMPORT),
    "upload": Door(Resource.CASE, IMPORT),
    "upload-state": Door(Resource.CASE, IMPORT),
    "upload-columns": Door(Resource.CASE, IMPORT),
    "upload-kind": Door(Resource.CASE, IMPORT),
    "upload-again": Door(Resource.CASE, IMPORT),
    "upload-confirm": Door(Resource.CASE, IMPORT),
    "upload-discard": Door(Resource.CASE, IMPORT),
    "upload-refused": Door(Resource.CASE, IMPORT),
    "first-account": OPEN,
    "set-up": Door(Resource.CASE, IMPORT),
    "set-up-cluster": Door(Resource.CASE, IMPORT),
    "set-up-members": Door(Resource.CASE, IMPORT),
    "set-up-join": Door(Resource.CASE, IMPORT),
    "set-up-member": Door(Resource.CASE, IMPORT),
    "set-up-colleagues": Door(Resource.CASE, IMPORT),
    "set-up-opportunities": Door(Resource.CASE, IMPORT),
    "set-up-match": Door(Resource.CASE, IMPORT),
    "set-up-skip": Door(Resource.CASE, IMPORT),
    "changes": Door(Resource.LOG),
    "change": Door(Resource.LOG),
    "change-undo": Door(Resource.LOG, UNDO, some=True),
    "duplicates": Door(Resource.ACTOR, CHANGE),
    "duplicate": Door(Resource.ACTOR, CHANGE),
    "duplicate-merge": Door(Resource.ACTOR, CHANGE),
    "duplicate-apart": Door(Resource.ACTOR, CHANGE),
    # Mail, accounts, settings
    "mailing": Door(Resource.MAIL, CHANGE, CHANGE),
    "outbox": Door(Resource.MAIL),
    "outbox-mail": Door(Resource.MAIL),
    "outbox-send": Door(Resource.MAIL, CHANGE, CHANGE),
    "outbox-sent": Door(Resource.MAIL, CHANGE, CHANGE),
    "outbox-file": Door(Resource.MAIL),
    "outbox-discard": Door(Resource.MAIL, CHANGE, CHANGE),
    "settings": Door(Resource.SETTING, does=CHANGE),
    "settings-logo": Door(Resource.SETTING, does=CHANGE),
    "settings-logo-remove": Door(Resource.SETTING, does=CHANGE),
    "settings-mail-test": Door(Resource.SETTING, does=CHANGE),
    "settings-delete-due": Door(Resource.SETTING, does=CHANGE),
    "personal-data": Door(Resource.CASE, CHANGE),
    "person-data": Door(Resource.CASE, CHANGE),
    "person-file": Door(Resource.CASE, CHANGE),
    "person-consents": Door(Resource.CASE, CHANGE, CHANGE),
    "person-object": Door(Resource.CASE, CHANGE, CHANGE),
    "person-erase": Door(Resource.CASE, CHANGE, CHANGE),
    "brand-accent": OPEN,
    "brand-logo": OPEN,
    "audit": Door(Resource.USER, CHANGE),
    "accounts": Door(Resource.USER, does=CHANGE, some=True),
    "account": Door(Resource.USER, does=CHANGE, some=True),
    "account-link": Door(Resource.USER, does=CHANGE, some=True),
    "account-sign-out": Door(Resource.USER, does=CHANGE, some=True),
    "account-second-step": Door(Resource.USER, does=CHANGE, some=True),
    "mail-choice": OPEN,  # one's own answer
    # The API
    "api:openapi-json": OPEN,
    "api:api-root": OPEN,
    "api:members": Door(Resource.ACTOR),
    "api:member": Door(Resource.ACTOR),
    "api:activities": Door(Resource.ACTIVITY),
    "api:opportunities": Door(Resource.OPPORTUNITY),
    "api:opportunity": Door(Resource.OPPORTUNITY),
    "api:candidates": Door(Resource.MATCH, some=True),
    "api:member_opportunities": _member(Resource.MATCH, "actor"),
    "api:marks": Door(Resource.ANSWER, some=True),
    "api:set_mark": Door(_kind_of_mark, CHANGE, CHANGE, thing=_of_actor("actor")),
    "api:remove_mark": Door(_kind_of_mark, CHANGE, CHANGE, thing=_of_actor("actor")),
}
DOORS: Mapping[str, Door | None] = MappingProxyType(_DOORS)
