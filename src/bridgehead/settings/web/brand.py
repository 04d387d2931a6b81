"""The cluster's logo and accent, for every page with or without sign-in; their addresses never change their content."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from bridgehead.kit.field_limits import is_colour
from bridgehead.settings import queries
from bridgehead.settings.core.contrast import accent_shades

FOREVER = "public, max-age=31536000, immutable"
STYLE = """:root {{
  --accent: light-dark({light}, {dark});
  --wash: light-dark({light_wash}, {dark_wash});
}}
"""


def urls() -> list[URLPattern]:
    """Where they stand."""
    return [
        path("brand/accent/<id:colour>.css", accent, name="brand-accent"),
        path("brand/logo/<id:name>.png", logo, name="brand-logo"),
    ]


@require_safe
@login_not_required
def accent(_request: HttpRequest, colour: str) -> HttpResponse:
    """The style of an accent, in shades that can be read; the address names the colour."""
    if not is_colour(f"#{colour}"):
        raise Http404
    shades = accent_shades(f"#{colour}")
    text = STYLE.format(light=shades.light, dark=shades.dark, light_wash=shades.light_wash, dark_wash=shades.dark_wash)
    return HttpResponse(text, content_type="text/css; charset=utf-8", headers={"Cache-Control": FOREVER})


@require_safe
@login_not_required
def logo(_request: HttpRequest, name: str) -> HttpResponse:
    """A logo: always a PNG that we wrote."""
    found = queries.logo(name)
    if found is None:
        raise Http404
    return HttpResponse(bytes(found.content), content_type="image/png", headers={"Cache-Control": FOREVER})
