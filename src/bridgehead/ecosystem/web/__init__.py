"""Pages of members, activities and accounts."""

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.models import (
    Activity,
    Actor,
    Counterfactual,
    Entry,
    Identifier,
    Indicator,
    Membership,
    Outcome,
    Participation,
    Person,
    Tie,
)
from bridgehead.ecosystem.web import accounts, activities, audit, first_account, mail_choice, members, people
from bridgehead.kit.navigation import NavigationEntry
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.record_pages import RecordPage
from bridgehead.kit.record_tabs import RecordTab
from bridgehead.kit.saved_lists import SavedList

NAVIGATION = (
    NavigationEntry(
        _("Members"),
        "members",
        Verb.VIEW,
        Resource.ACTOR,
        1,
        ("/compare", "/markets", "/duplicates", "/people", "/memberships"),
    ),
    NavigationEntry(_("Activities"), "activities", Verb.VIEW, Resource.ACTIVITY, 3),
)
RECORD_TABS = {
    Actor: (RecordTab(_("Activities"), "activities", Verb.VIEW, Resource.ACTIVITY, 7, parameter="actor"),),
}
RECORD_PAGES = {
    Actor: RecordPage("member"),
    Identifier: RecordPage("member", "actor_id"),
    Person: RecordPage("member", "actor_id"),
    Membership: RecordPage("member", "member_id"),
    Tie: RecordPage("member", "a_id"),
    Entry: RecordPage("member", "firm_id"),
    Activity: RecordPage("activity"),
    Outcome: RecordPage("activity", "activity_id"),
    Counterfactual: RecordPage("activity", "activity_id"),
    Participation: RecordPage("activity", "activity_id"),
    Indicator: RecordPage("member", "subject", otherwise=("subject_kind", {"country": "market"})),
}

LISTS = {
    "members": SavedList(
        _("Members"),
        Resource.ACTOR,
        Actor,
        members.member_list,
        lambda listing, _who: members.found_members(listing),
    ),
    "people": SavedList(
        _("Contact persons"),
        Resource.CONTACT,
        Person,
        people.person_list,
        lambda listing, _who: people.found_people(listing),
    ),
    "activities": SavedList(
        _("Activities"),
        Resource.ACTIVITY,
        Activity,
        activities.activity_list,
        lambda listing, _who: activities.found_activities(listing),
        due="start",
    ),
}


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    pages = (members, activities, people, accounts, audit, first_account, mail_choice)
    return [url for page in pages for url in page.urls()]
