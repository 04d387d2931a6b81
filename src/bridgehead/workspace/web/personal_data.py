"""Personal data: what is kept where and why; and of one person, all of it, to hand out, correct, stop and erase."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _

from bridgehead.ecosystem.core.consent import purposes_of
from bridgehead.ecosystem.models import Person
from bridgehead.ecosystem.phrases.consents import consent_text
from bridgehead.ecosystem.services.person_consents import consent_history, record_consents
from bridgehead.kit import change_log
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer, sent_from
from bridgehead.settings.queries import workspace_settings
from bridgehead.workspace.core.personal_columns import FOR_GOOD, HOLDINGS
from bridgehead.workspace.forms.personal_data import ConsentForm, EraseForm, ObjectForm
from bridgehead.workspace.phrases import personal_record as phrases
from bridgehead.workspace.services.personal_data import erase_person, export_person, person_on_record
from bridgehead.workspace.tables import KeptData, personal_data_table


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("personal-data", personal_data, name="personal-data"),
        path("people/<id:id_>/data", person_data, name="person-data"),
        path("people/<id:id_>/data.json", person_file, name="person-file"),
        path("people/<id:id_>/consents", set_consents, name="person-consents"),
        path("people/<id:id_>/object", stop_uses, name="person-object"),
        path("people/<id:id_>/erase", erase, name="person-erase"),
    ]


def personal_data(request: HttpRequest) -> HttpResponse:
    """What personal data is where, what for, how long, and who sees it."""
    require_viewer(request, Verb.CHANGE, Resource.CASE)
    settings = workspace_settings()
    rows = []
    for name, holding in HOLDINGS.items():
        title, purpose = phrases.HOLDINGS[name]
        months = None if holding.period == FOR_GOOD else getattr(settings, f"keep_{holding.period}")
        kept = phrases.kept_for(months, has_period=holding.period != FOR_GOOD)
        rows.append(KeptData(str(title), str(purpose), kept, phrases.who_sees(holding.seen)))
    return render_page(request, "workspace/personal_data.html", table=personal_data_table(rows))


def person_data(request: HttpRequest, id_: str) -> HttpResponse:
    """All that is kept of a person, and what can be done with it."""
    return _page(request, id_, None)


def person_file(request: HttpRequest, id_: str) -> HttpResponse:
    """All of it as a file to hand out."""
    who = require_viewer(request, Verb.CHANGE, Resource.CASE)
    found = json.dumps(export_person(id_, viewer=who), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": f'attachment; filename="{id_}.json"', "Cache-Control": "no-store"}
    return HttpResponse(found, content_type="application/json", headers=headers)


@sent_from("person-data", Resource.CASE, "id_")
def set_consents(request: HttpRequest, id_: str) -> HttpResponse:
    """Record what the person agrees to."""
    who = require_viewer(request, Verb.CHANGE, Resource.CASE)
    form = ConsentForm(request.POST)
    given = (form.cleaned_data["purposes"], form.cleaned_data["seen"]) if form.is_valid() else ((), None)
    done = form.carry_out(record_consents, id_, given[0], seen=given[1], viewer=who)
    if done is None:
        return _page(request, id_, form)
    show_done(request, _("Consent saved."), done.batch)
    return redirect("person-data", id_)


@sent_from("person-data", Resource.CASE, "id_")
def stop_uses(request: HttpRequest, id_: str) -> HttpResponse:
    """The person objects: no purpose is left."""
    who = require_viewer(request, Verb.CHANGE, Resource.CASE)
    form = ObjectForm(request.POST)
    done = form.carry_out(record_consents, id_, (), viewer=who)
    if done is None:
        return _page(request, id_, form)
    show_done(request, _("Objection saved. The data is used for nothing any more."), done.batch)
    return redirect("person-data", id_)


@sent_from("person-data", Resource.CASE, "id_")
def erase(request: HttpRequest, id_: str) -> HttpResponse:
    """The person is erased; the answer is a receipt, which is kept nowhere."""
    who = require_viewer(request, Verb.CHANGE, Resource.CASE)
    person = person_on_record(id_)
    form = EraseForm(request.POST, person=person.name)
    done = form.carry_out(erase_person, id_, viewer=who)
    if done is None:
        return _page(request, id_, form)
    return render_page(request, "workspace/person_erased.html", done=done.result, name=person.name, at=timezone.now())


def _page(request: HttpRequest, id_: str, sent: VerbForm | None) -> HttpResponse:
    who = require_viewer(request, Verb.CHANGE, Resource.CASE)
    person = person_on_record(id_)
    found = export_person(id_, viewer=who)
    seen = {"seen": change_log.position_of(Person, id_), "purposes": list(purposes_of(person.consent) or ())}
    history = [(each.at, consent_text(each.consent), each.by) for each in consent_history(person)]
    erasing: Any = sent if isinstance(sent, EraseForm) else EraseForm(person=person.name)
    page = render_page(
        request,
        "workspace/person_data.html",
        person=person,
        agrees=consent_text(person.consent),
        counts=phrases.counts_of(found),
        accounts=found["accounts"],
        mentions=len(found["mentions"]),
        history=history,
        consents=drawn(sent, ConsentForm, initial=seen),
        objection=drawn(sent, ObjectForm),
        erasure=erasing,
    )
    return with_status(page, sent)
