"""The file of the case folder that holds saved views."""

from bridgehead.kit.case_tables import CaseFile
from bridgehead.kit.permissions import Resource
from bridgehead.views.models import SavedView

FILES = (
    CaseFile(
        "saved_views",
        SavedView,
        "id name page filters order shows owner shared mail mailed",
        Resource.SAVED_VIEW,
        first="name page filters owner shared mail",
        named_after="name",
    ),
)
