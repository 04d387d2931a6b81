"""A consortium as files: a workbook, a page in Markdown and a letter per member."""

import io
import re
from pathlib import Path

import xlsxwriter

from bridgehead.consortium.core.result import Consortium, TeamMember, TeamProposal
from bridgehead.kit import countries
from bridgehead.kit.errors import InputError
from bridgehead.kit.replace_file import make_folder, replace_file
from bridgehead.kit.table_export import no_markup

MARKS = {True: "met", False: "not met", None: "to be checked"}


def write(found: Consortium, folder: Path) -> list[Path]:
    """Write every file of a consortium into a folder.

    Raises
    ------
    InputError
        If there is no team to write, or it cannot be written.
    """
    if not found.teams:
        raise InputError("a team to export", column="export", found=found.status)
    files = {"consortium.xlsx": workbook(found), "consortium.md": markdown(found).encode()}
    for m in found.teams[0].members:
        files[f"letter-{m.actor}.md"] = letter(found, found.teams[0], m).encode()
    make_folder(folder)
    for name, content in files.items():
        replace_file(folder / name, content)
    return [folder / name for name in files]


def workbook(found: Consortium) -> bytes:
    """An XLSX workbook, a sheet a team; every cell of text stays text, whatever it begins with."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for place, team in enumerate(found.teams, 1):
        sheet = book.add_worksheet(f"Team {place}")
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
    rows: list[tuple[list[str | float], bool]] = [([found.title], True), ([_standing(team)], False), ([], False)]
    rows.append((["Member", "Role", "Kind", "Country", "Covers", "Why"], True))
    for m in team.members:
        why = "\n".join(_why(m))
        rows.append(([m.name, m.role, m.kind, m.country, "; ".join(m.covers), why], False))
    rows += [([], False), (["Rule", "", "", "", "Met", "Detail"], True)]
    rows += [([c.says, "", "", "", MARKS[c.met], c.detail], False) for c in team.rules]
    rows += [([], False), (["Term", "Points"], True)]
    rows += [([name, float(value)], False) for name, value in team.terms.items()]
    return rows


def _standing(team: TeamProposal) -> str:
    if team.status == "optimal":
        return f"The best team under these rules: {team.objective:g} points, and no other can have more."
    return f"{team.objective:g} points; a team with up to {team.bound:g} is not ruled out."


def markdown(found: Consortium) -> str:
    """The teams as a page in Markdown."""
    lines = [f"# {_plain(found.title)}", "", f"Rules: {found.scope.rule_set}, as of {found.scope.day}."]
    for place, team in enumerate(found.teams, 1):
        lines += [
            "",
            f"## Team {place}",
            "",
            _standing(team),
            "",
            "| Member | Role | Country | Why |",
            "|---|---|---|---|",
        ]
        for m in team.members:
            why = "; ".join(_plain(text) for text in _why(m))
            lines.append(f"| {_plain(m.name)} | {m.role} | {countries.name(m.country)} | {why} |")
        lines += ["", *(f"- {_plain(c.says)}: {MARKS[c.met]} ({_plain(c.detail)})" for c in team.rules)]
        if team.lacks:
            lines.append(f"- Nobody covers: {_plain(', '.join(team.lacks))}")
    return "\n".join(lines) + "\n"


def _why(member: TeamMember) -> list[str]:
    """Reasons that may be handed around: where a firm is weak stays with the cluster."""
    return [reason.text for reason in member.reasons if reason.kind != "additionality"]


def letter(found: Consortium, team: TeamProposal, member: TeamMember) -> str:
    """A letter that invites a member: what it is about, why they, with whom."""
    others = "\n".join(f"- {_plain(m.name)} ({_where(m)})" for m in team.members if m.actor != member.actor)
    why = "\n".join(f"- {_plain(text)}" for text in _why(member)) or "- your work fits what is asked for"
    part = {"lead": "to lead the group", "buyer": "to take part as the one that buys"}.get(member.role, "to take part")
    return (
        f"Dear {_plain(member.name)},\n\n"
        f"we are putting together a group for: {_plain(found.title)}. We would like you {part}.\n\n"
        f"Why we thought of you:\n\n{why}\n\n"
        f"The others we have in mind:\n\n{others}\n\n"
        "Nothing is decided before everybody has answered. Please tell us whether you are interested,\n"
        "and what you would need to know.\n\n"
        "Kind regards\n"
    )


def _where(m: TeamMember) -> str:
    return countries.name(m.country) if m.country else m.kind


def _plain(text: str) -> str:
    """Text that no Markdown reader takes for markup, on one line."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))
