"""Saved views: kept, looked at, changed and removed."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgehead.kit.errors import NotFound
from bridgehead.kit.forms import with_status
from bridgehead.kit.list_page import words_in
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.request_context import onward, render_page, viewer
from bridgehead.kit.saved_lists import saved_list
from bridgehead.views import phrases
from bridgehead.views.forms import KeepAddress, NewView, ViewButton, ViewForm
from bridgehead.views.models import SavedView
from bridgehead.views.queries import address_of, author, owns, parts_of, query_of, saved_view
from bridgehead.views.services.saved_views import change_view, keep_address, remove_view, save_view, stop_mails


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("views/new", new_view, name="view-new"),
        path("views/<id:id_>", view_page, name="view"),
        path("views/<id:id_>/keep", keep, name="view-keep"),
        path("views/<id:id_>/remove", remove, name="view-remove"),
        path("views/<id:id_>/stop", stop, name="view-stop"),
    ]


def new_view(request: HttpRequest) -> HttpResponse:
    """Save what a list shows as a view."""
    who = viewer(request)
    who.require(Verb.CHANGE, Resource.SAVED_VIEW, by=who.id)
    if request.method == "POST":
        form = NewView(request.POST, viewer=who)
        done = form.carry_out(_save, form, viewer=who)
        if done is not None:
            show_done(request, _("View saved."), done.batch)
            page, address = form.cleaned_data["page"], form.cleaned_data["address"]
            where = address_of(saved_view(done.result)) if done.result else f"{reverse(page)}?{address}"
            return HttpResponseRedirect(where)
    else:
        asked = {"page": words_in(request.GET, "page"), "address": request.GET.get("address", "")}
        form = NewView(initial=asked, viewer=who)
    page = form.sent("page")
    known = saved_list(page)
    if known is None:
        raise NotFound(phrases.no_such_list(page))
    back = f"{reverse(page)}?{query_of(parts_of(page, form.sent('address'), who))}"
    shown = render_page(request, "views/view.html", form=form, view=None, back=back, page=known.label)
    return with_status(shown, form if form.is_bound else None)


def view_page(request: HttpRequest, id_: str) -> HttpResponse:
    """A view's name, who sees it, how often it writes; its list for whoever may not change it."""
    who, found = viewer(request), saved_view(id_)
    who.require(Verb.CHANGE, Resource.SAVED_VIEW, by=author(found, who))
    where = address_of(found)
    if request.method == "POST":
        form = ViewForm(request.POST, viewer=who, is_own=owns(found, who))
        done = form.carry_out(_change, form, id_, viewer=who)
        if done is not None:
            show_done(request, _("View saved."), done.batch)
            return HttpResponseRedirect(where or reverse("view", args=[id_]))
    else:
        given = {"name": found.name, "shared": found.shared == "yes", "mail": found.mail}
        form = ViewForm(initial=given, viewer=who, is_own=owns(found, who))
    known = saved_list(found.page)
    label = known.label if known else found.page
    shown = render_page(request, "views/view.html", form=form, view=found, back=where, page=label)
    return with_status(shown, form if form.is_bound else None)


@require_POST
def keep(request: HttpRequest, id_: str) -> HttpResponse:
    """Have a view show what its list shows now."""
    who, form = viewer(request), KeepAddress(request.POST)
    done = form.carry_out(keep_address, id_, form.sent("address"), viewer=who)
    return _after(request, saved_view(id_), form, done.batch if done else None, _("View saved."))


@require_POST
def remove(request: HttpRequest, id_: str) -> HttpResponse:
    """Remove a view."""
    who, found = viewer(request), SavedView.objects.filter(pk=id_).first()
    page = found.page if found and saved_list(found.page) else "home"
    form = ViewButton(request.POST)
    try:
        done = form.carry_out(remove_view, id_, viewer=who)
    except NotFound:  # sent twice: the first press has said it
        return redirect(page)
    if done is not None:
        show_done(request, _("View removed."), done.batch)
    return redirect(page)


@require_POST
def stop(request: HttpRequest, id_: str) -> HttpResponse:
    """Have a view write no more."""
    who, form = viewer(request), ViewButton(request.POST)
    done = form.carry_out(stop_mails, id_, viewer=who)
    return _after(request, saved_view(id_), form, done.batch if done else None, _("The view sends no more emails."))


def _after(
    request: HttpRequest, found: SavedView, form: ViewButton | KeepAddress, batch: int | None, said: str
) -> HttpResponse:
    """Back to the view."""
    if form.is_valid():
        show_done(request, said, batch)
    return HttpResponseRedirect(address_of(found) or onward(request, "", "home"))


def _save(form: NewView, *, viewer: Viewer) -> Receipt[str]:
    given = form.values
    return save_view(given.pop("page"), given.pop("address"), **given, viewer=viewer)


def _change(form: ViewForm, id_: str, *, viewer: Viewer) -> Receipt[None]:
    return change_view(id_, **form.values, viewer=viewer)
