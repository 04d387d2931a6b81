"""Sentences of the influence stage, a file a subject."""

from django.utils.translation import gettext_lazy

from bridgehead.influence.phrases.effect_estimates import (
    effect_assumption,
    effect_statement,
    hazard_assumption,
    hazard_ratio,
    no_estimate,
    no_hazard,
    placebo_name,
    pretrend_title,
    two_way_bias,
)
from bridgehead.influence.phrases.findings import (
    absence_readings,
    at_most,
    finding_reason,
    finding_status,
    independent_sources,
)
from bridgehead.influence.phrases.influence_account import (
    entries_of_status,
    funnel_rate,
    funnel_step,
    funnel_title,
    need_and_use,
    need_and_use_reading,
    network_figure,
    no_member_firm,
    public_funnel,
    share_interval,
    unknown_cluster,
    weights_text,
)
from bridgehead.influence.phrases.level_relations import (
    arrow_label,
    directness_label,
    level_description,
    level_label,
    levels_title,
    part_name,
    relation_name,
)
from bridgehead.influence.phrases.reason_texts import reason_text
from bridgehead.influence.phrases.regional_identity import (
    compared_with,
    hierarchy_label,
    identity_focus,
    identity_strength,
    not_tested,
    unknown_subject,
)

CHANGES = {"panel.import": gettext_lazy("Panel {name} imported")}

__all__ = [
    "CHANGES",
    "absence_readings",
    "arrow_label",
    "at_most",
    "compared_with",
    "directness_label",
    "effect_assumption",
    "effect_statement",
    "entries_of_status",
    "finding_reason",
    "finding_status",
    "funnel_rate",
    "funnel_step",
    "funnel_title",
    "hazard_assumption",
    "hazard_ratio",
    "hierarchy_label",
    "identity_focus",
    "identity_strength",
    "independent_sources",
    "level_description",
    "level_label",
    "levels_title",
    "need_and_use",
    "need_and_use_reading",
    "network_figure",
    "no_estimate",
    "no_hazard",
    "no_member_firm",
    "not_tested",
    "part_name",
    "placebo_name",
    "pretrend_title",
    "public_funnel",
    "reason_text",
    "relation_name",
    "share_interval",
    "two_way_bias",
    "unknown_cluster",
    "unknown_subject",
    "weights_text",
]
