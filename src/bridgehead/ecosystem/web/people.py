"""The list of contact persons."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.core.consent import NO, NOT_ASKED, PURPOSES, UNCLEAR
from bridgehead.ecosystem.models import Person
from bridgehead.ecosystem.phrases.consents import CONSENTS
from bridgehead.ecosystem.queries.mail_consents import texts_read_as
from bridgehead.ecosystem.tables.people import person_table
from bridgehead.kit import countries
from bridgehead.kit.list_page import ListFilter, ListPage, choices
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.kit.tags import TAG, sees_tags, tag_filter, tagged
from bridgehead.kit.word_filter import with_words

OPEN = "open"
ANSWERS = {OPEN: (UNCLEAR, NOT_ASKED), NO: (NO,)}
"""What a filter asks of the answers beside purposes."""
CONSENT_CHOICES = (
    *((each, CONSENTS[each]) for each in PURPOSES),
    (OPEN, _("Not asked or not clear")),
    (NO, _("Nothing: said no")),
)
SORTS = {
    "name": ("name",),
    "organisation": ("actor__name", "name"),
    "role": ("role", "name"),
    "email": ("email",),
}


def urls() -> list[URLPattern]:
    """Where the page stands."""
    return [path("people", people, name="people")]


def people(request: HttpRequest) -> HttpResponse:
    """Contact persons, by name."""
    viewer = require_viewer(request, Verb.VIEW, Resource.CONTACT)
    listing = person_list(request.GET, viewer)
    listing.show(found_people(listing).select_related("actor"))
    return render_page(
        request,
        "ecosystem/people.html",
        listing=listing,
        table=person_table(listing, opens=viewer.may(Verb.CHANGE, Resource.CASE)),
    )


def person_list(given: QueryDict, who: Viewer) -> ListPage[Person]:
    """What an address asks of the list."""
    spoken = Person.objects.exclude(language="").order_by("language").values_list("language", flat=True).distinct()
    languages = [(code, countries.languages().get(code, code)) for code in spoken]
    return ListPage(
        given,
        filters=(
            ListFilter("words", _("Words"), hint=_("Name, role, email, organisation")),
            ListFilter("actor", _("Organisation"), takes="actor"),
            ListFilter("consent", _("Agreed to"), choices(CONSENT_CHOICES)),
            ListFilter("language", _("Language"), choices(languages), known=lambda c: countries.languages().get(c, "")),
            *tag_filter(Person, given, who, Resource.CONTACT),
        ),
        sorts=SORTS,
        order="name",
        tags=sees_tags(who, Resource.CONTACT),
    )


def found_people(listing: ListPage[Person]) -> QuerySet[Person]:
    """The contact persons that a list asks for."""
    values = listing.values
    found = tagged(Person.objects.order_by("name", "pk"), values.get(TAG, ""))
    if values["consent"]:
        answers, purpose = ANSWERS.get(values["consent"], ()), values["consent"]
        found = found.filter(consent__in=texts_read_as(answers, "" if answers else purpose))
    exact = {"actor": values["actor"], "language": values["language"]}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    return with_words(found, values["words"], ("name", "role", "email", "actor__name"))
