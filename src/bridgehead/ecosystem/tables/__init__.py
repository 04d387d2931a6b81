"""The lists of members, activities, participants and ties: their columns on a page and in a file."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from bridgehead.ecosystem.models import Activity, Actor, Participation, Tie, User
from bridgehead.ecosystem.phrases import kind_and_size
from bridgehead.ecosystem.services.accounts import SignInSession
from bridgehead.framework.template_tags import origin, term
from bridgehead.kit.access_phrases import ROLES
from bridgehead.kit.list_page import ListPage, filled_columns
from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.tags import tags_column
from bridgehead.kit.template_tags import country, euros, period_text

LONGEST_COUNTRY = 24


def member_table(listing: ListPage[Actor], clusters: Mapping[str, str], counts: Mapping[str, int]) -> ListTable[Actor]:
    """Organisations with what they are and where.

    Parameters
    ----------
    clusters, counts
        By the id of an organisation on this page: its clusters in words, and in how many activities it took part.
    """
    columns = (
        ListColumn[Actor]("bridgehead id", _("Bridgehead id"), lambda a: a.pk, on_page=False),
        ListColumn[Actor](
            "name", _("Name"), lambda a: a.name, html=lambda a: link("member", a.pk, a.name), style="lead", sorts=True
        ),
        ListColumn[Actor](
            "kind",
            _("Kind"),
            lambda a: a.kind,
            html=lambda a: kind_and_size(a.kind, a.size),
            style="nowrap",
            sorts=True,
        ),
        ListColumn[Actor]("size", _("Size"), lambda a: a.size, on_page=False),
        ListColumn[Actor]("sector", _("Sector"), lambda a: a.sector, sorts=True),
        ListColumn[Actor]("city", _("City"), lambda a: a.city, sorts=True),
        ListColumn[Actor](
            "country",
            _("Country"),
            lambda a: a.country,
            html=lambda a: Truncator(country(a.country)).chars(LONGEST_COUNTRY),
            style="nowrap",
        ),
        ListColumn[Actor]("website", _("Website"), lambda a: a.website, on_page=False),
        ListColumn[Actor]("capabilities", _("Capabilities"), lambda a: ";".join(a.capabilities), on_page=False),
        *tags_column(listing),
        ListColumn[Actor]("clusters", _("Member of"), lambda a: clusters.get(a.pk, ""), in_file=False),
        ListColumn[Actor]("activities", _("Activities"), lambda a: counts.get(a.pk), style="number", in_file=False),
        ListColumn[Actor](
            "open",
            _("Details"),
            lambda _row: "",
            html=lambda a: _toggle(a.name, "member-peek", a.pk),
            style="tight open",
            in_file=False,
        ),
    )
    return ListTable(
        "members",
        _("Organisations"),
        columns,
        listing.rows,
        listing.order,
        ticks="actor",
        keys_as_headings=True,
        chosen=listing.columns,
    )


def _activity_name(activity: Activity) -> str:
    name = link("activity", activity.pk, activity.name)
    if activity.cancelled != "yes":
        return name
    return name + format_html('<span class="second">{}</span>', _("Called off"))


def activity_table(listing: ListPage[Activity], counts: Mapping[str, int]) -> ListTable[Activity]:
    """Activities with when they were, for which market, and by whom.

    Parameters
    ----------
    counts
        How many organisations took part, by the id of an activity on this page.
    """
    columns = (
        ListColumn[Activity]("id", _("Id"), lambda a: a.pk, on_page=False),
        ListColumn[Activity](
            "name",
            _("Name"),
            lambda a: a.name,
            html=_activity_name,
            style="lead",
            sorts=True,
        ),
        ListColumn[Activity]("cancelled", _("Called off"), lambda a: a.cancelled, on_page=False),
        ListColumn[Activity](
            "kind",
            _("Kind"),
            lambda a: a.kind,
            html=lambda a: term(a.kind, "activity_kind"),
            style="nowrap",
            sorts=True,
        ),
        ListColumn[Activity](
            "start",
            _("Period"),
            lambda a: a.start,
            html=lambda a: period_text(a.start, a.end),
            style="nowrap",
            sorts=True,
        ),
        ListColumn[Activity]("end", _("End"), lambda a: a.end, on_page=False),
        ListColumn[Activity]("market", _("Market"), lambda a: a.market, html=lambda a: country(a.market)),
        ListColumn[Activity]("programme", _("Programme"), lambda a: a.programme, on_page=False),
        *tags_column(listing),
        ListColumn[Activity](
            "organiser__name",
            _("Organiser"),
            lambda a: a.organiser.name if a.organiser else "",
            html=lambda a: link("member", a.organiser.pk, a.organiser.name) if a.organiser else "",
        ),
        ListColumn[Activity](
            "participants", _("Participants"), lambda a: counts.get(a.pk), style="number", in_file=False
        ),
        ListColumn[Activity](
            "open",
            _("Details"),
            lambda _row: "",
            html=lambda a: _toggle(a.name, "activity-peek", a.pk),
            style="tight open",
            in_file=False,
        ),
    )
    return ListTable(
        "activities",
        _("Activities"),
        columns,
        listing.rows,
        listing.order,
        ticks="activity",
        keys_as_headings=True,
        chosen=listing.columns,
    )


def participant_table(parts: Sequence[Participation]) -> ListTable[Participation]:
    """Who took part in an activity, as what; columns that nobody fills are left out."""
    used = filled_columns(parts, "contribution", "outcome")
    columns = (
        ListColumn[Participation](
            "name",
            _("Name"),
            lambda p: p.actor.name,
            html=lambda p: link("member", p.actor_id, p.actor.name),
            style="lead",
        ),
        ListColumn[Participation]("role", _("Role"), lambda p: p.role),
        ListColumn[Participation]("country", _("Country"), lambda p: country(p.actor.country)),
        ListColumn[Participation](
            "contribution",
            _("Contribution"),
            lambda p: p.contribution,
            html=lambda p: euros(p.contribution),
            style="number",
        ),
        ListColumn[Participation]("outcome", _("Outcome"), lambda p: p.outcome),
    )
    kept = [c for c in columns if c.key not in ("contribution", "outcome") or c.key in used]
    return ListTable("participants", _("Participants"), kept, parts, record="participation", ticks="participation")


def resulting_tie_table(ties: Sequence[Tie]) -> ListTable[Tie]:
    """The ties that an activity brought about."""
    dated = bool(filled_columns(ties, "since", "until"))
    columns = (
        ListColumn[Tie](
            "between",
            _("Between"),
            lambda t: f"{t.a.name} \N{EN DASH} {t.b.name}",
            html=lambda t: format_html(
                "{} \N{EN DASH} {}", link("member", t.a_id, t.a.name), link("member", t.b_id, t.b.name)
            ),
            style="lead",
        ),
        ListColumn[Tie]("kind", _("Kind"), lambda t: term(t.kind, "tie_kind")),
        *([period_column()] if dated else []),
        ListColumn[Tie]("origin", _("Origin"), lambda t: term(t.origin, "origin"), html=lambda t: origin(t.origin)),
    )
    return ListTable("resulting-ties", _("Resulting ties"), columns, ties, record="tie")


def period(since: str, until: str) -> str:
    """From when to when, as a file has it: `2019 – 2021`, `2019 –`."""
    return f"{since} \N{EN DASH} {until}".strip() if since or until else ""


def period_column() -> ListColumn[Tie]:
    """From when to when a tie holds."""
    return ListColumn[Tie](
        "period",
        _("Period"),
        lambda t: period(t.since, t.until),
        html=lambda t: period_text(t.since, t.until),
        style="nowrap",
    )


def _toggle(name: str, fragment: str, id_: str) -> str:
    """The button that opens a row in place."""
    return render_to_string("kit/row_toggle.html", {"name": name, "fragment": fragment, "id": id_})


def account_table(found: "QuerySet[User]") -> ListTable[User]:
    """Who can sign in, as what."""
    columns = (
        ListColumn[User](
            "name",
            _("Username"),
            lambda u: u.username,
            html=lambda u: link("account", u.username, u.username),
            style="lead",
        ),
        ListColumn[User]("role", _("Role"), lambda u: str(ROLES[u.role]), style="nowrap"),
        ListColumn[User]("organisation", _("Organisation"), lambda u: u.actor.name if u.actor else ""),
        ListColumn[User]("email", _("Email"), lambda u: u.email),
        ListColumn[User](
            "seen",
            _("Last sign-in"),
            lambda u: u.last_login.isoformat() if u.last_login else "",
            html=lambda u: date_format(u.last_login, "j M Y") if u.last_login else _("Never"),
            style="nowrap labelled",
        ),
        ListColumn[User]("status", _("Status"), lambda u: _("Active") if u.is_active else _("Switched off")),
    )
    return ListTable("accounts", _("Accounts"), columns, found)


def session_table(found: Sequence[SignInSession]) -> ListTable[SignInSession]:
    """The browsers in which somebody is signed in."""
    columns = (
        ListColumn[SignInSession](
            "since",
            _("Signed in"),
            lambda s: s.since.isoformat() if s.since else "",
            html=lambda s: _moment(s.since) if s.since else _("Start not recorded"),
            style="lead",
        ),
        ListColumn[SignInSession](
            "until",
            _("Ends at the latest"),
            lambda s: s.until.isoformat(),
            html=lambda s: _moment(s.until),
            style="nowrap labelled",
        ),
    )
    return ListTable("sessions", _("Sessions"), columns, found)


def _moment(moment: datetime) -> str:
    return date_format(localtime(moment), "j M Y H:i")
