"""What consortia expect of an input, in words, by code (`kit.expectations`)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

EXPECTED: Mapping[str, Promise] = {
    "application_lead": gettext_lazy("the organisation that leads the application"),
    "not_excluded": gettext_lazy("an actor that is not excluded as well"),
    "percent_share": gettext_lazy("a share above 0 % and at most 100 %"),
    "share_of_actor": gettext_lazy("ACTOR=PERCENT, PERCENT above 0 and at most 100"),
    "team_members": gettext_lazy("members of the team"),
    "team_name": gettext_lazy("a name for the team"),
    "team_size": gettext_lazy("from {low} to {high} members"),
    "term_weight": gettext_lazy("TERM=N, N from 0 to 100, TERM one of {terms}"),
}
