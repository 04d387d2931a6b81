"""What the settings say to a person: changes, refusals, where a value comes from."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.kit.phrases import and_list
from bridgehead.settings.core.contrast import AA, AccentShades
from bridgehead.settings.models import Settings


def label(name: str) -> str:
    """What a setting is called on the page."""
    words = {
        "members_see_entries": _("Members see market entries of others"),
        "members_see_partners": _("Members see partners of others"),
        "members_see_open_deals": _("Members see open deals of others"),
        "members_see_outcomes": _("Members see outcomes of others"),
        "members_see_roles": _("Members see roles of others"),
        "members_see_money": _("Members see amounts of others"),
    }
    return words.get(name) or next(str(f.verbose_name) for f in Settings._meta.concrete_fields if f.name == name)


def _saved(parameters: Mapping[str, Any]) -> str:
    known = {field.name for field in Settings._meta.concrete_fields}
    names = [label(name) for name in parameters["names"] if name in known]
    return _("Settings changed: {names}").format(names=and_list(names))


CHANGES = {
    "settings.save": _saved,
    "settings.logo": gettext_lazy("Logo changed"),
}


def set_by_server(variable: str) -> str:
    """A setting that is decided outside the workspace."""
    return _("the server decides this ({variable}). Ask whoever runs the server to change it.").format(
        variable=variable
    )


def no_such_setting(name: str) -> str:
    """A key that is no setting."""
    return _("“{name}” is not a setting. List the settings with `bridgehead settings show`.").format(name=name)


EXPECTED = {
    "cluster_of_workspace": gettext_lazy("the id of a cluster in this workspace"),
    "logo": gettext_lazy("a PNG, JPEG or WebP picture of at most {limit} kB and 4,000 × 4,000 pixels"),
}
"""What is expected of an input, by code (`kit.expectations`)."""


def setting_saved(name: str, value: str) -> str:
    """What a command says after it changed a setting."""
    if not value:
        return _("{name} is back to the default.").format(name=label(name))
    return _("{name} is now {value}.").format(name=label(name), value=value)


def accent_in_light(shades: AccentShades) -> str:
    """How an accent looks in the light theme, and why."""
    if shades.light == shades.chosen:
        return _("Easy to read in the light theme: contrast {n} : 1.").format(n=f"{shades.light_contrast:.1f}")
    return _(
        "Darkened to {shade} in the light theme: contrast {n} : 1 is too low to read; {least} : 1 is needed."
    ).format(shade=shades.light, n=f"{shades.light_contrast:.1f}", least=AA)


def accent_in_dark(shades: AccentShades) -> str:
    """How an accent looks in the dark theme, and why."""
    if shades.dark == shades.chosen:
        return _("Easy to read in the dark theme: contrast {n} : 1.").format(n=f"{shades.dark_contrast:.1f}")
    return _(
        "Lightened to {shade} in the dark theme: contrast {n} : 1 is too low to read; {least} : 1 is needed."
    ).format(shade=shades.dark, n=f"{shades.dark_contrast:.1f}", least=AA)
