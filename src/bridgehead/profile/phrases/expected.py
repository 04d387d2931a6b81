"""What profiles, comparisons and lists of markets expect of an input, in words, by code (`kit.expectations`)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

EXPECTED: Mapping[str, Promise] = {
    "different_firms": gettext_lazy("up to {most} different firms"),
    "file_to_write": gettext_lazy("a file to write the workbook to (--to FILE)"),
    "name_and_number": gettext_lazy("a name and a number, such as {example}"),
    "one_of_or_blank": gettext_lazy("one of {options}, or blank"),
    "origin_and_direction": gettext_lazy("an origin and a direction from the lists"),
    "weight_above_0": gettext_lazy("a weight above 0"),
    "weight_above_0_for_one": gettext_lazy("a weight above 0 for one part at least"),
}
