"""The encryption of stored files, in words."""

from django.utils.translation import gettext as _


def no_key_file() -> str:
    """Files are to be encrypted, and no key is given."""
    return _("No key file is given. Make one with `bridgehead files new-key FILE`, and set BRIDGEHEAD_FILE_KEYS to it.")
