"""The sentences of the workspace: imports, undo, merges and checks of a case folder."""

from django.utils.translation import gettext as _


def nothing_to_undo() -> str:
    """Why a change cannot be undone."""
    return _("This change wrote nothing, so there is nothing to undo.")


def not_ready() -> str:
    """Why an import job cannot be imported, or read again."""
    return _("This preview is no longer ready to import. Choose the file again.")


def import_under_way() -> str:
    """Why an import job cannot be discarded."""
    return _("This file is being imported and cannot be discarded now. Undo the import when it is complete.")
