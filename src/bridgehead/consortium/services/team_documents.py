"""A team as files: a workbook, a page in Markdown and a letter to each member but the buyer."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from bridgehead.consortium import phrases, queries
from bridgehead.consortium.core.result import Consortium, TeamMember, TeamProposal
from bridgehead.consortium.core.verifier import RuleCheck
from bridgehead.ecosystem.queries import workspace_name
from bridgehead.framework.loader import load_framework
from bridgehead.kit import countries
from bridgehead.kit.errors import InputError
from bridgehead.kit.partial_dates import is_before
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.phrases import and_list
from bridgehead.kit.replace_file import make_folder, replace_file
from bridgehead.kit.table_export import no_markup
from bridgehead.match.phrases import date_words, ranked_by
from bridgehead.opportunities.queries import opportunity

DAYS_TO_REPLY = 14


@dataclass(frozen=True)
class Letterhead:
    """What letters share.

    Attributes
    ----------
    cluster, sender
        Who writes; the sender blank where nobody has signed in.
    deadline
        The opportunity's, blank where none is known.
    reply_by
        The day until which an answer is asked for.
    contacts
        Actor to the name of its contact person, where one is recorded.
    """

    cluster: str
    sender: str
    deadline: str
    reply_by: str
    contacts: Mapping[str, str]


def letterhead(found: Consortium, viewer: Viewer) -> Letterhead:
    """What the letters of a search share: the cluster, the sender, the deadline and whom they address.

    Raises
    ------
    NotAllowed
        If the viewer may not export teams.
    """
    viewer.require(Verb.EXPORT, Resource.MATCH)
    today = timezone.localdate()
    deadline = opportunity(found.opportunity).deadline
    reply_by = (today + timedelta(days=DAYS_TO_REPLY)).isoformat()
    if deadline and is_before(today.isoformat(), deadline) and is_before(deadline, reply_by):
        reply_by = deadline
    members = found.teams[0].members if found.teams else ()
    return Letterhead(
        cluster=workspace_name(),
        sender=queries.full_name(viewer.id),
        deadline=deadline,
        reply_by=reply_by,
        contacts=queries.contact_names([m.actor for m in members]),
    )


def write(found: Consortium, folder: Path, head: Letterhead) -> list[Path]:
    """Write every file of a consortium into a folder.

    Raises
    ------
    InputError
        If there is no team to write, or it cannot be written.
    """
    if not found.teams:
        raise InputError("", sentence=phrases.nothing_to_export())
    files = {"consortium.xlsx": workbook(found), "consortium.md": markdown(found).encode()}
    for m in invited(found.teams[0]):
        files[letter_name(m)] = letter(found, found.teams[0], m, head).encode()
    make_folder(folder)
    for name, content in files.items():
        replace_file(folder / name, content)
    return [folder / name for name in files]


def invited(team: TeamProposal) -> list[TeamMember]:
    """Who gets a letter: every member but the buyer, which is asked in its own way."""
    return [m for m in team.members if m.role != "buyer"]


def letter_name(member: TeamMember) -> str:
    """The name of a member's letter."""
    return f"letter-{member.actor}.md"


def workbook(found: Consortium) -> bytes:
    """An XLSX workbook, a sheet a team; every cell of text stays text, whatever it begins with."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for place, team in enumerate(found.teams, 1):
        sheet = book.add_worksheet(_("Team {place}").format(place=place)[:31])
        sheet.set_column(0, 5, 22, wrap)
        sheet.set_column(5, 5, 70, wrap)
        for row, (cells, heading) in enumerate(_sheet(found, team)):
            for column, cell in enumerate(cells):
                if isinstance(cell, float):
                    sheet.write_number(row, column, cell)
                else:
                    sheet.write_string(row, column, no_markup(cell), bold if heading else wrap)
    book.close()
    return out.getvalue()


def _sheet(found: Consortium, team: TeamProposal) -> list[tuple[list[str | float], bool]]:
    rows: list[tuple[list[str | float], bool]] = [([found.title], True), ([phrases.proof(team)], False), ([], False)]
    rows.append(([_("Member"), _("Role"), _("Kind"), _("Country"), _("Capabilities"), _("Reasons")], True))
    for m in team.members:
        why = "\n".join(_why(m))
        cells: list[str | float] = [m.name, phrases.role(m.role), _kind(m), m.country, and_list(m.covers), why]
        rows.append((cells, False))
    rows += [([], False), ([_("Rule"), "", "", "", _("Met"), _("Detail")], True)]
    rows += [
        ([phrases.phrase(c.says), "", "", "", phrases.met(c.met), phrases.rule_detail(c)], False) for c in team.rules
    ]
    rows += [([], False), ([_("Term"), _("Score")], True)]
    rows += [([str(phrases.TERMS[name]), float(value)], False) for name, value in team.terms.items()]
    rows += [([], False), ([ranked_by(found.method)], False)]
    return rows


def markdown(found: Consortium) -> str:
    """The teams as a page in Markdown."""
    day = date_words(found.scope.day)
    rules = _("Rules: {rules}, as of {date}.").format(rules=phrases.rules_label(found.scope.rule_set), date=day)
    lines = [f"# {_plain(found.title)}", "", _plain(rules)]
    for place, team in enumerate(found.teams, 1):
        headings = " | ".join([_("Member"), _("Role"), _("Country"), _("Reasons")])
        lines += ["", f"## {phrases.team_heading(place, team.differs)}", "", phrases.proof(team), ""]
        lines += [f"| {headings} |", "|---|---|---|---|"]
        for m in team.members:
            why = "<br>".join(_plain(text) for text in _why(m))
            lines.append(f"| {_plain(m.name)} | {phrases.role(m.role)} | {countries.name(m.country)} | {why} |")
        lines += ["", *(_rule_line(check) for check in team.rules)]
        if team.lacks:
            lines.append(f"- {_plain(phrases.not_covered(team.lacks))}")
    lines += ["", _plain(ranked_by(found.method))]
    return "\n".join(lines) + "\n"


def _rule_line(check: RuleCheck) -> str:
    says, detail = _plain(phrases.phrase(check.says)), _plain(phrases.rule_detail(check))
    return f"- {says}: {phrases.met(check.met)}" + (f" ({detail})" if detail else "")


def _why(member: TeamMember) -> list[str]:
    """Reasons that may be handed around: where a firm is weak stays with the cluster."""
    return [phrases.reason(reason) for reason in member.reasons if reason.kind != "additionality"]


def letter(found: Consortium, team: TeamProposal, member: TeamMember, head: Letterhead) -> str:
    """A letter that invites a member: what it is about, why it is asked, with whom."""
    name, cluster = _plain(member.name), _plain(head.cluster)
    others = [f"- {_plain(m.name)} ({_where(m)})" for m in team.members if m.actor != member.actor]
    why = [f"- {_plain(text)}" for text in _why(member)] or ["- " + _("Your work fits the requirements.")]
    lines = [
        phrases.letter_greeting(_plain(head.contacts.get(member.actor, "")) or name),
        "",
        phrases.letter_subject(cluster, _plain(found.title), date_words(head.deadline)),
        phrases.letter_invitation(name, member.role),
        "",
        _("Your contribution:"),
        "",
        *why,
        "",
        _("Planned partners:"),
        "",
        *others,
        "",
        _("The team is final once all have answered. Please reply by {date}.").format(date=date_words(head.reply_by)),
        "",
        _("Kind regards,"),
        *([_plain(head.sender)] if head.sender else []),
        cluster,
    ]
    return "\n".join(lines) + "\n"


def _kind(m: TeamMember) -> str:
    return load_framework().label("actor_kind", m.kind)


def _where(m: TeamMember) -> str:
    return countries.name(m.country) if m.country else _kind(m)


def _plain(text: str) -> str:
    """Text that no Markdown reader takes for markup, on one line."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))
