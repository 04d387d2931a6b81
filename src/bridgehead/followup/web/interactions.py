"""Interactions: who spoke with whom; those of unknown senders wait to be assigned."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from bridgehead.ecosystem.queries.colleagues import colleague_names, colleagues
from bridgehead.followup import phrases
from bridgehead.followup.forms import MailsForm
from bridgehead.followup.models import Interaction
from bridgehead.followup.queries import followups
from bridgehead.followup.services.mail_in import FILED, FiledMails, file_mails
from bridgehead.followup.tables import document_table, interaction_table
from bridgehead.framework.loader import load_framework
from bridgehead.kit.forms import with_status
from bridgehead.kit.list_page import ListFilter, ListPage, choices
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, require_viewer, sent_from

SORTS = {"date": ("date",)}


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("interactions", interactions, name="interactions"),
        path("interactions/file", file_emails, name="interactions-file"),
        path("interactions/<id:id_>", interaction, name="interaction"),
    ]


def interactions(request: HttpRequest) -> HttpResponse:
    """Interactions, the latest first."""
    return _page(request, require_viewer(request, Verb.VIEW, Resource.NOTE))


def _page(request: HttpRequest, who: Viewer, sent: MailsForm | None = None) -> HttpResponse:
    listing = interaction_list(request.GET, who)
    listing.show(followups.interactions(**listing.values))
    names = colleague_names(one.by for one in listing.rows)
    page = render_page(
        request,
        "followup/interactions.html",
        listing=listing,
        table=replace(interaction_table(listing.rows, listing.order, names=names), chosen=listing.columns),
        unassigned=followups.unassigned_count(),
        form=sent or MailsForm(),
        may_file=who.may(Verb.CHANGE, Resource.NOTE),
    )
    return with_status(page, sent)


@sent_from("interactions", Resource.NOTE)
def file_emails(request: HttpRequest) -> HttpResponse:
    """File emails that were saved as files, by the rules of `mail-in`."""
    who = require_viewer(request, Verb.CHANGE, Resource.NOTE)
    form = MailsForm(request.POST, request.FILES)
    done = form.carry_out(file_mails, form.mails, viewer=who) if form.is_valid() else None
    if done is None:
        return _page(request, who, form)
    found = done.result or FiledMails(())
    filed = sum(mail.outcome == FILED for _name, mail in found.mails)
    if filed:
        show_done(request, phrases.mails_filed(filed), done.batch)
    if others := [(name, mail.outcome) for name, mail in found.mails if mail.outcome != FILED]:
        messages.info(request, phrases.mails_not_filed(others))
    for reason in found.refused:
        messages.error(request, reason)
    return redirect("interactions")


def interaction_list(given: QueryDict, _who: Viewer) -> ListPage[Interaction]:
    """What an address asks of the list."""
    return ListPage(
        given,
        filters=(
            ListFilter("words", _("Words"), hint=_("Subject, text, organisation, address")),
            ListFilter("channel", _("Channel"), choices(load_framework().vocabularies["channel"].items())),
            ListFilter("by", _("Colleague"), choices(colleagues().items())),
            ListFilter("assigned", _("With"), choices([("no", _("Not assigned to a member"))])),
        ),
        sorts=SORTS,
        order="-date",
    )


def interaction(request: HttpRequest, id_: str) -> HttpResponse:
    """One interaction, whole, with its documents and the tasks that were agreed."""
    require_viewer(request, Verb.VIEW, Resource.NOTE)
    found = followups.interaction(id_)
    return render_page(
        request,
        "followup/interaction.html",
        interaction=found,
        by=colleague_names([found.by]).get(found.by, ""),
        tasks=list(found.tasks.order_by("due", "pk")),
        documents=document_table(list(found.attachments.order_by("pk"))),
    )
