"""Memberships: who belongs on which terms, whose renewal is due, who may leave; renewed, paid, ended."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy

from bridgehead.ecosystem.core.members_at_risk import AT_RISK
from bridgehead.ecosystem.models import Membership
from bridgehead.ecosystem.phrases.memberships import leaves_on, not_written_to, paid_count, renewed_count
from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.ecosystem.queries.membership_records import (
    current_memberships,
    fees,
    members_without_contact,
    membership_requests,
)
from bridgehead.ecosystem.services import joining
from bridgehead.ecosystem.services.memberships import end_membership, record_payments, renew_memberships
from bridgehead.framework.loader import load_framework
from bridgehead.kit import change_log
from bridgehead.kit.forms import with_status
from bridgehead.kit.list_page import ListFilter, ListPage, choices
from bridgehead.kit.notices import show_change, show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import onward, render_page, require_viewer, sent_from
from bridgehead.mail.tasks import deliver_outbox
from bridgehead.pages.forms.memberships import EndMembershipForm, PaidForm, RenewForm
from bridgehead.pages.services.listed_memberships import (
    DUE,
    NEW,
    OVERDUE,
    PAST,
    PRESENT,
    RISK,
    listed_memberships,
)
from bridgehead.pages.services.membership_watch import WatchedMembers, watched_members
from bridgehead.pages.tables import memberships as tables

SORTS = {
    "member": ("member__name",),
    "kind": ("kind", "member__name"),
    "since": ("since", "member__name"),
    "renews": ("renews", "member__name"),
}
SHOWN = (
    (PRESENT, gettext_lazy("Present members")),
    (DUE, gettext_lazy("Renewal due in 60 days")),
    (OVERDUE, gettext_lazy("Fee overdue")),
    (RISK, gettext_lazy("At risk")),
    (NEW, gettext_lazy("New, no participation yet")),
    (PAST, gettext_lazy("Former members")),
)


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("memberships", memberships, name="memberships"),
        path("memberships/renew", renew, name="memberships-renew"),
        path("memberships/paid", paid, name="memberships-paid"),
        path("memberships/end", end, name="memberships-end"),
    ]


def memberships(request: HttpRequest) -> HttpResponse:
    """The memberships of the cluster, filtered."""
    return _page(request, None)


@sent_from("memberships", Resource.TIE)
def renew(request: HttpRequest) -> HttpResponse:
    """Renew the ticked memberships for a year."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.TIE)
    form = RenewForm(request.POST)
    back = onward(request, form.sent("next"), "memberships")
    if not form.is_valid():
        messages.error(request, form.problem)
        return HttpResponseRedirect(back)
    given = {"mail": form.cleaned_data["mail"], "deliver": deliver_outbox, "seen": form.cleaned_data["seen"]}
    done = form.carry_out(renew_memberships, form.cleaned_data["keys"], viewer=viewer, **given)
    if done is None:
        messages.error(request, form.problem)
    elif done.batch is not None:
        show_done(request, renewed_count(len(form.cleaned_data["keys"])), done.batch)
        without = members_without_contact(form.cleaned_data["keys"]) if given["mail"] else []
        if without:
            messages.warning(request, not_written_to(without))
    return HttpResponseRedirect(back)


@sent_from("memberships", Resource.TIE)
def paid(request: HttpRequest) -> HttpResponse:
    """Record the fees of the ticked memberships as paid."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.TIE)
    form = PaidForm(request.POST)
    back = onward(request, form.sent("next"), "memberships")
    if not form.is_valid():
        messages.error(request, form.problem)
        return HttpResponseRedirect(back)
    given = {"seen": form.cleaned_data["seen"]}
    done = form.carry_out(record_payments, form.cleaned_data["keys"], viewer=viewer, **given)
    if done is None:
        messages.error(request, form.problem)
    else:
        show_done(request, paid_count(len(form.cleaned_data["keys"])), done.batch)
    return HttpResponseRedirect(back)


@sent_from("memberships", Resource.TIE)
def end(request: HttpRequest) -> HttpResponse:
    """End a membership, with the reason."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.TIE)
    form = EndMembershipForm(request.POST, memberships=_named())
    if form.is_valid():
        said = form.cleaned_data
        done = form.carry_out(end_membership, said["key"], on=said["until"], reason=said["left_reason"], viewer=viewer)
        if done is not None:
            if said["until"] > timezone.localdate().isoformat():
                name = Membership.objects.get(pk=said["key"]).member.name
                show_done(request, leaves_on(name, said["until"]), done.batch)
            else:
                show_change(request, done.batch)
            return HttpResponseRedirect(onward(request, "", "memberships"))
    return _page(request, form)


def _page(request: HttpRequest, sent: EndMembershipForm | None) -> HttpResponse:
    viewer = require_viewer(request, Verb.VIEW, Resource.TIE)
    today = timezone.localdate()
    listing = membership_list(request.GET, viewer)
    show = _shown(listing)
    watched = watched_members(today, cluster=cluster_in_question())
    listing.show(_found(listing, watched))
    may_change = viewer.may(Verb.CHANGE, Resource.TIE)
    sees_requests = viewer.may(Verb.VIEW, Resource.CONTACT)
    waiting = list(membership_requests("waiting")) if sees_requests else []
    page = render_page(
        request,
        "pages/memberships.html",
        listing=listing,
        shown=show,
        bound=AT_RISK,
        narrowed=any(value for name, value in listing.values.items() if name != "show") or show != PRESENT,
        table=tables.membership_table(
            listing.rows,
            watched.reasons,
            today=today.isoformat(),
            order=listing.order,
            ticks=may_change and show != PAST,
            past=show == PAST,
            chosen=listing.columns,
        ),
        rules=tables.rule_table(),
        fees=tables.fee_table(list(fees())) if viewer.may(Verb.VIEW, Resource.MONEY) else None,
        requests=tables.request_table(waiting),
        form=sent or EndMembershipForm(memberships=_named() if may_change else []),
        may_change=may_change,
        sees_requests=sees_requests,
        open=joining.is_open(),
        form_id=tables.FORM,
        drawn=change_log.last_line(),
    )
    return with_status(page, sent)


def membership_list(given: QueryDict, _who: Viewer) -> ListPage[Membership]:
    """What an address asks of the memberships."""
    return ListPage(
        given,
        filters=(
            ListFilter("words", gettext_lazy("Words"), hint=gettext_lazy("Name of a member")),
            ListFilter("show", gettext_lazy("Show"), SHOWN),
            ListFilter("kind", gettext_lazy("Kind"), choices(load_framework().vocabularies["membership_kind"].items())),
        ),
        sorts=SORTS,
        order="member",
        defaults={"show": PRESENT},
    )


def found_memberships(listing: ListPage[Membership], _who: Viewer) -> QuerySet[Membership]:
    """The memberships that a list asks for."""
    return _found(listing, watched_members(timezone.localdate(), cluster=cluster_in_question()))


def _found(listing: ListPage[Membership], watched: WatchedMembers) -> QuerySet[Membership]:
    asked = listing.values
    today = timezone.localdate()
    return listed_memberships(today, watched, show=_shown(listing), kind=asked["kind"], words=asked["words"])


def _shown(listing: ListPage[Membership]) -> str:
    return listing.values["show"] if listing.values["show"] in dict(SHOWN) else PRESENT


def _named() -> list[tuple[str, str]]:
    """The present memberships, by name, to choose one that ends."""
    present = current_memberships(cluster_in_question(), timezone.localdate())
    return [(one.pk, one.member.name) for one in present]
