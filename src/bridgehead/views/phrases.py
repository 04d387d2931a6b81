"""The sentences of saved views."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.kit.record_phrases import RecordPhrases

RECORDS = {
    "saved_view": RecordPhrases(
        name=gettext_lazy("Saved view"),
        add=gettext_lazy("Add saved view"),
        edit=gettext_lazy("Edit saved view"),
        remove=gettext_lazy("Remove saved view"),
        added=gettext_lazy("Saved view added"),
        changed=gettext_lazy("Saved view changed"),
        removed=gettext_lazy("Saved view removed"),
    ),
}
"""How its kinds of record are called."""
CHANGES = {
    "view.save": gettext_lazy("View “{name}” saved"),
    "view.change": gettext_lazy("View “{name}” changed"),
    "view.remove": gettext_lazy("View “{name}” removed"),
    "view.mail": gettext_lazy("Emailed what is new or due in the view “{name}”"),
    "view.stop": gettext_lazy("Emails of the view “{name}” stopped"),
}
"""How the change log says what was done."""
MAILS = {
    "daily": gettext_lazy("This view emails you what is new or due, at most once a day."),
    "weekly": gettext_lazy("This view emails you what is new or due, at most once a week."),
}
"""What the page of a view says of its mail, by how often it goes out."""
OFTEN = {
    "daily": gettext_lazy("You get this email at most once a day, because your saved view “{name}” sends it."),
    "weekly": gettext_lazy("You get this email at most once a week, because your saved view “{name}” sends it."),
}
"""Why the reader of a mail gets it."""


def no_such_view(id_: str) -> str:
    """No view has an id."""
    return _("Saved view “{id}” does not exist. It may have been removed.").format(id=id_)


def no_such_list(page: str) -> str:
    """Views of a list cannot be saved."""
    return _("The views of “{page}” cannot be saved.").format(page=page)


def mail_of_owner() -> str:
    """Somebody else than its owner would have a view write to its owner."""
    return _("Only the owner of a view can have it send emails. Save your own view to get them.")


def why_mailed(name: str, rhythm: str) -> str:
    """Why the reader of a mail gets it."""
    return str(OFTEN[rhythm]).format(name=name)


def mail_subject(name: str, new: int, due: int) -> str:
    """The subject of a view's mail."""
    news = ngettext("{n} new", "{n} new", new).format(n=new)
    dues = ngettext("{n} due soon", "{n} due soon", due).format(n=due)
    if new and due:
        return _("{name}: {new}, {due}").format(name=name, new=news, due=dues)
    return _("{name}: {what}").format(name=name, what=news if new else dues)


def more_in_view(count: int) -> str:
    """How many further ones a mail does not name."""
    return ngettext("{n} more in the view", "{n} more in the view", count).format(n=count)


def link_invalid() -> str:
    """A link was not made by us, or is too old."""
    return _("This link is no longer valid. Open the view and stop its emails there.")
