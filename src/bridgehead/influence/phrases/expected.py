"""What a panel or an account expects of an input, in words, by code (`kit.expectations`)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

EXPECTED: Mapping[str, Promise] = {
    "column_or": gettext_lazy("a column {name} (or {options})"),
    "decimal_number": gettext_lazy("a number with a decimal point"),
    "first_period": gettext_lazy("a period as a whole number, blank or 0 for never"),
    "first_treatment": gettext_lazy("the first treatment of {unit} that stood before, {first}"),
    "first_treatment_never": gettext_lazy("no first treatment of {unit}, as stood before"),
    "member_firm": gettext_lazy("a member firm of a cluster"),
    "member_firm_of": gettext_lazy("a member firm of {cluster}"),
    "one_of_panels": gettext_lazy("one of the panels {options}"),
    "one_row": gettext_lazy("at least one row below the headings"),
    "other_countries": gettext_lazy("countries (ISO 3166-1 alpha-2, such as SE)"),
    "outcome_column": gettext_lazy("at least one column of numbers beside the keys"),
    "panel_name": gettext_lazy("a name of at most {limit} letters and digits other than {records}"),
    "records_panel": gettext_lazy("the panel {records}, since nothing can be left out of an imported one"),
    "panel_option": gettext_lazy("--panel with one of {options}, which all have {outcome}"),
    "period": gettext_lazy("a period as a whole number"),
    "plain_headings": gettext_lazy("headings of letters and digits, each once"),
    "stored_panel": gettext_lazy("a panel as `bridgehead import panel` writes it"),
    "unit_once": gettext_lazy("each unit once in a period"),
    "unit_up_to": gettext_lazy("a unit of at most {limit} characters"),
}
