"""Pages that bring stages together."""

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from bridgehead.consortium.models import Application
from bridgehead.ecosystem.models import (
    Activity,
    Actor,
    Membership,
    MembershipFee,
    MembershipRequest,
    Person,
    Source,
)
from bridgehead.kit.navigation import NavigationEntry
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.record_pages import RecordPage
from bridgehead.kit.record_tabs import RecordTab
from bridgehead.kit.saved_lists import SavedList
from bridgehead.opportunities.models import Opportunity
from bridgehead.pages.web import (
    figures,
    follow_up,
    home,
    join,
    member,
    memberships,
    opportunity,
    search,
    source_citations,
    study,
)
from bridgehead.support.models import Support

DESK = ("/tasks", "/interactions", "/hours", "/people")
"""Pages that one comes to from the desk."""
NAVIGATION = (NavigationEntry(_("Today"), "home", Verb.VIEW, Resource.OPPORTUNITY, 0, DESK),)
OVERVIEWS = (
    (Actor, "member", Resource.ACTOR),
    (Opportunity, "opportunity", Resource.OPPORTUNITY),
    (Activity, "activity", Resource.ACTIVITY),
    (Application, "application", Resource.MATCH),
)
RECORD_TABS = {
    model: (
        RecordTab(_("Overview"), route, Verb.VIEW, kind, 0),
        RecordTab(_("Follow-up"), follow_up.TABS[model], Verb.VIEW, Resource.NOTE, 1),
    )
    for model, route, kind in OVERVIEWS
} | {
    Person: (RecordTab(_("Follow-up"), "follow-up-person", Verb.VIEW, Resource.NOTE, 1),),
    Source: (
        RecordTab(_("Text"), "source", Verb.VIEW, Resource.SOURCE, 0),
        RecordTab(_("Cited by"), "source-cited-by", Verb.VIEW, Resource.EVIDENCE, 1),
    ),
}
RECORD_PAGES = {
    Support: RecordPage("member", "actor_id"),
    MembershipFee: RecordPage("memberships", ""),
    MembershipRequest: RecordPage("membership-request"),
}
LISTS = {
    "memberships": SavedList(
        _("Memberships"),
        Resource.TIE,
        Membership,
        memberships.membership_list,
        memberships.found_memberships,
        due="renews",
    ),
}


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    pages = (figures, follow_up, home, join, member, memberships, opportunity, search, source_citations, study)
    return [url for page in pages for url in page.urls()]
