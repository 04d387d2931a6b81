"""Lists of memberships: who belongs on which terms, who asked to join, what it costs, who may leave."""

from collections.abc import Callable, Mapping, Sequence

from django.core.paginator import Page
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bridgehead.ecosystem.core.members_at_risk import AT_RISK, RULES, MemberAtRisk, RiskRule
from bridgehead.ecosystem.models import Membership, MembershipFee, MembershipRequest
from bridgehead.ecosystem.phrases.memberships import RULES as RULE_TEXTS
from bridgehead.ecosystem.phrases.memberships import risk_reason
from bridgehead.framework.template_tags import term
from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.template_tags import date_text, euros

FORM = "memberships-form"
"""The form in which rows are ticked."""


def membership_table(
    rows: "Sequence[Membership] | Page[Membership]",
    risks: Mapping[str, MemberAtRisk],
    *,
    today: str,
    order: str = "",
    ticks: bool = False,
    past: bool = False,
    chosen: Sequence[str] = (),
) -> ListTable[Membership]:
    """Memberships with their terms, and why a member may leave.

    Parameters
    ----------
    risks
        What holds of each member, by its id.
    ticks
        Whether rows can be ticked, for the form below the list.
    past
        Whether they have ended: then it is said when and why.
    chosen
        The columns that whoever looks wants to see; the usual ones where they name none.
    """
    columns: list[ListColumn[Membership]] = []
    if ticks:
        columns.append(ListColumn("select", _("Select"), lambda _row: None, _tick, "tick", in_file=False))
    columns += [
        ListColumn(
            "member",
            _("Member"),
            lambda m: m.member.name,
            lambda m: link("member", m.member_id, m.member.name),
            "lead",
            sorts=bool(order),
        ),
        ListColumn("kind", _("Kind"), lambda m: term(m.kind, "membership_kind"), sorts=bool(order)),
        _date("since", _("Since"), lambda m: m.since, sorts=bool(order)),
    ]
    if past:
        columns += [
            _date("until", _("Until"), lambda m: m.until),
            ListColumn("reason", _("Reason for leaving"), lambda m: term(m.left_reason, "leaving_reason")),
        ]
    else:
        columns += [
            ListColumn(
                "renews",
                _("Renews on"),
                lambda m: m.renews,
                lambda m: _leaves(m) or date_text(m.renews),
                "nowrap labelled",
                sorts=bool(order),
            ),
            ListColumn("fee", _("Fee a year"), lambda m: m.fee, lambda m: euros(m.fee), "number"),
            ListColumn("paid", _("Paid until"), lambda m: m.paid_until, lambda m: _paid(m, today), "nowrap labelled"),
            ListColumn(
                "risk",
                _("Reasons for concern"),
                lambda m: "\n".join(map(risk_reason, risks[m.member_id].reasons)) if m.member_id in risks else "",
                lambda m: _reasons(risks.get(m.member_id)),
                "full",
            ),
        ]
    return ListTable(
        "memberships", _("Memberships"), columns, rows, order, record="membership", chosen=chosen, tick_form=FORM
    )


def request_table(rows: Sequence[MembershipRequest]) -> ListTable[MembershipRequest]:
    """Those who asked to join."""
    columns: list[ListColumn[MembershipRequest]] = [
        ListColumn(
            "name", _("Organisation"), lambda r: r.name, lambda r: link("membership-request", r.pk, r.name), "lead"
        ),
        ListColumn("kind", _("Kind"), lambda r: term(r.kind, "membership_kind")),
        ListColumn("date", _("Received"), lambda r: r.date, lambda r: date_text(r.date), "nowrap"),
        ListColumn("status", _("Status"), lambda r: term(r.status, "request_status")),
    ]
    return ListTable("requests", _("Membership applications"), columns, rows)


def fee_table(rows: Sequence[MembershipFee]) -> ListTable[MembershipFee]:
    """What memberships cost."""
    columns: list[ListColumn[MembershipFee]] = [
        ListColumn("kind", _("Kind"), lambda f: term(f.kind, "membership_kind"), style="lead"),
        ListColumn("size", _("Size"), lambda f: term(f.size, "actor_size") if f.size else _("All")),
        ListColumn("amount", _("Fee a year"), lambda f: f.amount, lambda f: euros(f.amount), "number"),
        ListColumn("from", _("From year"), lambda f: f.from_year, lambda f: str(f.from_year or ""), "nowrap labelled"),
    ]
    return ListTable("fees", _("Fees"), columns, rows, record="membership_fee")


def rule_table() -> ListTable[RiskRule]:
    """The rules by which a member is at risk, with their weights."""
    columns: list[ListColumn[RiskRule]] = [
        ListColumn("rule", _("Rule"), lambda rule: str(RULE_TEXTS[rule.code]), style="lead"),
        ListColumn("weight", _("Weight"), lambda rule: rule.weight, style="number"),
    ]
    caption = _("Rules: at risk from a sum of {n}").format(n=AT_RISK)
    return ListTable("risk-rules", caption, columns, RULES)


def _date(key: str, label: str, value: Callable[[Membership], str], *, sorts: bool = False) -> ListColumn[Membership]:
    return ListColumn(key, label, value, lambda m: date_text(value(m)), "nowrap labelled", sorts=sorts)


def _leaves(row: Membership) -> str:
    """That a present member leaves, when and why."""
    if not row.until:
        return ""
    why = term(row.left_reason, "leaving_reason")
    said = _("leaves on {date}").format(date=date_text(row.until))
    return f"{said} ({why})" if why else said


def _tick(row: Membership) -> SafeString:
    label = _("Select {name}").format(name=row.member.name)
    tick = '<input type="checkbox" name="keys" value="{}" form="{}" aria-label="{}">'
    return format_html(tick, row.pk, FORM, label)


def _paid(row: Membership, today: str) -> str:
    if row.paid_until and row.paid_until < today[: len(row.paid_until)]:
        return format_html('<span class="broken">{}</span>', date_text(row.paid_until))
    return date_text(row.paid_until)


def _reasons(found: MemberAtRisk | None) -> str:
    if found is None:
        return ""
    lines = ((risk_reason(reason),) for reason in found.reasons)
    return format_html('<ul class="small">{}</ul>', format_html_join("", "<li>{}</li>", lines))
