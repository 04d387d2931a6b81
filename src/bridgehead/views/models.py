"""A saved view: a list with its filters, order and columns, under a name."""

from django.utils.translation import gettext_lazy as _

from bridgehead.kit.model_fields import AccountField, LineField, ListField, LongTextField, MomentField, TermField
from bridgehead.kit.models import NamedRecord


class SavedView(NamedRecord):
    """What somebody looks at in a list.

    Attributes
    ----------
    page
        The list, by the name of its page (`kit.saved_lists`).
    filters
        What is asked of it, as the end of an address: `kind=call&country=SE`.
    order
        The column by which it is sorted, with `-` before it where downwards; blank for the list's own.
    shows
        The columns that are shown; empty for the usual ones.
    mail
        How often its owner is written to what is new or due in it; blank for never.
    mailed
        Up to when they know.
    """

    name = LineField(blank=False, max_length=200)
    page = LineField(blank=False, max_length=40, verbose_name=_("List"))
    filters = LongTextField()
    order = LineField(max_length=60)
    shows = ListField(verbose_name=_("Columns"))
    owner = AccountField(verbose_name=_("Whose"))
    shared = TermField(vocabulary="yes_no", verbose_name=_("Shared with everybody"))
    mail = TermField(vocabulary="view_mail", verbose_name=_("Email"))
    mailed = MomentField(verbose_name=_("Last email"))

    def __str__(self) -> str:
        return self.name
