"""The command line's root: every stage's commands under one name."""

import os
import sys
from contextlib import suppress

import typer

from bridgehead.calendar import cli as calendar
from bridgehead.consortium import cli as consortium
from bridgehead.ecosystem import cli as ecosystem
from bridgehead.evidence import cli as evidence
from bridgehead.followup import cli as followup
from bridgehead.importers import cli as importers
from bridgehead.influence.cli import effect_estimates, influence_account, regional_identity
from bridgehead.kit.cli import HOME, WorkspaceOption, print_error
from bridgehead.kit.errors import BridgeheadError
from bridgehead.kit.machine_faults import machine_fault
from bridgehead.mail import cli as mail
from bridgehead.match import cli as match
from bridgehead.network import cli as network
from bridgehead.opportunities import cli as opportunities
from bridgehead.pages import cli as pages
from bridgehead.profile.cli import firm_comparison, insidership, markets, profile
from bridgehead.report import cli as report
from bridgehead.settings import cli as settings
from bridgehead.site.benchmark_command import benchmark
from bridgehead.trips import cli as trips
from bridgehead.workspace.cli import backups, case, changes, duplicates, file_keys, files, personal_data, records
from bridgehead.workspace.cli.files import FileGroup

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The open workbench of cluster organisations that help their members reach foreign markets.",
)
imports = typer.Typer(
    cls=FileGroup, no_args_is_help=True, help="Import files into the workspace: FILE alone, or its kind before it."
)
users = typer.Typer(no_args_is_help=True, help="Manage accounts.")
people = typer.Typer(no_args_is_help=True, help="Export or erase personal data.")
stored_files = typer.Typer(no_args_is_help=True, help="Encrypt stored files, such as interviews and documents.")
settings_group = typer.Typer(no_args_is_help=True, help="Show and change the settings of the workspace.")
research = typer.Typer(no_args_is_help=True, help="Sources, codes and codings: exchange, matrix, coder agreement.")
exports = typer.Typer(no_args_is_help=True, help="Export the workspace to files.")
app.add_typer(imports, name="import")
app.add_typer(exports, name="export")
app.add_typer(users, name="user")
app.add_typer(people, name="person")
app.add_typer(stored_files, name="files")
app.add_typer(research, name="evidence")
app.add_typer(settings_group, name="settings")

imports.command("file")(files.import_file)
imports.command("case")(case.import_case)
imports.command("indicators")(case.import_indicators)
imports.command("members")(importers.members)
imports.command("attendance")(files.import_attendance)
imports.command("cordis")(importers.cordis)
imports.command("h2020")(importers.h2020)
imports.command("ted")(importers.ted)
imports.command("calls")(importers.calls)
exports.command("case")(case.export_case)
exports.command("without-names")(case.export_without_names)
exports.command("network")(case.export_network)
exports.command("contacts")(case.export_contacts)
app.add_typer(records.add, name="add")
app.add_typer(records.edit, name="edit")
app.add_typer(records.remove, name="remove")
app.command()(case.demo)
app.command()(case.serve)
app.command()(case.worker)
app.command()(changes.changes)
app.command()(changes.undo)
app.command()(backups.backup)
app.command()(backups.restore)
app.command()(case.doctor)
app.command()(duplicates.duplicates)
app.command()(duplicates.merge)
app.command()(duplicates.apart)
app.command()(network.path)
app.command()(benchmark)
users.command("add")(ecosystem.add_user)
users.command("list")(ecosystem.list_users)
users.command("edit")(ecosystem.edit_user)
users.command("sessions")(ecosystem.list_sessions)
users.command("link")(ecosystem.link_user)
settings_group.command("show")(settings.show_settings)
settings_group.command("set")(settings.set_setting)
settings_group.command("mail-password")(settings.set_mail_password)
people.command("export")(personal_data.export_person)
people.command("erase")(personal_data.erase_person)
stored_files.command("new-key")(file_keys.new_key)
stored_files.command("encrypt")(file_keys.encrypt)
stored_files.command("decrypt")(file_keys.decrypt)
app.command()(match.match)
app.command()(match.train)
app.command("opportunities-for")(match.opportunities_for)
app.command()(match.mark)
app.command()(match.marks)
app.command()(match.digest)
app.command()(mail.outbox)
app.command("mail-in")(followup.mail_in)
app.command()(followup.tasks)
app.command()(followup.interactions)
app.command()(calendar.calendar)
app.command()(pages.memberships)
app.command()(match.exposure)
app.command()(consortium.consortium)
app.command()(consortium.applications)
app.command("move-application")(consortium.move_application)
app.command()(trips.schedule)
app.command("trip-members")(trips.trip_members)
app.command("trip-slots")(trips.trip_slots)
app.command()(profile.profile)
app.command()(firm_comparison.compare)
app.command()(insidership.insidership)
app.command()(markets.markets)
app.command()(ecosystem.members)
app.command()(opportunities.opportunities)
app.command()(ecosystem.activities)
app.command()(influence_account.influence)
research.command("import")(evidence.import_evidence)
research.command("export")(evidence.export_evidence)
research.command("matrix")(evidence.matrix)
research.command("agreement")(evidence.agreement)
research.command("audit")(evidence.audit)
app.command()(regional_identity.identity)
app.command()(effect_estimates.effect)
imports.command("panel")(effect_estimates.import_panel)
exports.command("influence")(influence_account.export_influence)
app.command()(report.report)


@app.callback()
def root(workspace: WorkspaceOption = None) -> None:
    """Take the workspace before the command as well as after it."""
    if workspace is not None:
        os.environ[HOME] = str(workspace)


def main() -> None:
    """Run the command line; what went wrong becomes one line, with an exit status."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # here, so that a full disk under it is noticed
    except BrokenPipeError:  # whoever reads has seen enough, as `head` has
        _leave_output()
        sys.exit(1)
    except Exception as error:
        fault = machine_fault(error, any_file=True) if not isinstance(error, BridgeheadError) else error
        if fault is None:
            raise
        _leave_output()
        sys.exit(print_error(fault))


def _leave_output() -> None:
    """Have Python not try again, when it ends, to write what could not be written."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
