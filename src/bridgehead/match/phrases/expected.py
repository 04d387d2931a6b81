"""What matching expects of an input, in words, by code (`kit.expectations`)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

EXPECTED: Mapping[str, Promise] = {
    "form_of_page": gettext_lazy("the form of this page"),
    "reason_up_to": gettext_lazy("a reason of at most {limit} characters"),
    "text_of_need": gettext_lazy("a text that describes the need"),
}
