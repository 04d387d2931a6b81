"""Sentences of the influence stage, a file a subject."""

from django.utils.translation import gettext_lazy

from bridgehead.influence.phrases.counterfactuals import (
    answer_details,
    answer_share,
    answer_wave,
    answers_given,
    counterfactual_answer,
    deadweight_note,
)
from bridgehead.influence.phrases.effect_estimates import (
    effect_assumption,
    effect_statement,
    hazard_assumption,
    hazard_ratio,
    no_estimate,
    no_hazard,
    panel_of_records,
    placebo_name,
    pretrend_title,
    two_way_bias,
)
from bridgehead.influence.phrases.expected import EXPECTED
from bridgehead.influence.phrases.findings import (
    absence_readings,
    at_most,
    finding_group,
    finding_reason,
    finding_status,
    independent_sources,
    one_kind_only,
)
from bridgehead.influence.phrases.funnel import (
    funnel_drop,
    funnel_family,
    funnel_note,
    funnel_rate,
    funnel_step,
    furthest_step,
    part_steps,
    programme_comparison,
)
from bridgehead.influence.phrases.influence_account import (
    coding_basis,
    entries_of_status,
    need_and_use,
    need_and_use_reading,
    no_member_firm,
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
from bridgehead.influence.phrases.lock_in import lock_in_rows
from bridgehead.influence.phrases.networks import (
    members_shown,
    network_figure,
    unchanged_markets,
    undated_records,
)
from bridgehead.influence.phrases.reason_texts import outcome_label, reason_text
from bridgehead.influence.phrases.regional_identity import (
    compared_with,
    hierarchy_label,
    identity_focus,
    identity_strength,
    not_computed,
    perceived_identity,
    perceiver_label,
    period_label,
    shipped_figures,
    unknown_subject,
)
from bridgehead.kit.record_phrases import RecordPhrases

RECORDS = {
    "relation": RecordPhrases(
        name=gettext_lazy("Relation between levels"),
        add=gettext_lazy("Add relation between levels"),
        edit=gettext_lazy("Edit relation between levels"),
        remove=gettext_lazy("Remove relation between levels"),
        added=gettext_lazy("Relation between levels added"),
        changed=gettext_lazy("Relation between levels changed"),
        removed=gettext_lazy("Relation between levels removed"),
    ),
    "finding": RecordPhrases(
        name=gettext_lazy("Finding"),
        add=gettext_lazy("Add finding"),
        edit=gettext_lazy("Edit finding"),
        remove=gettext_lazy("Remove finding"),
        added=gettext_lazy("Finding added"),
        changed=gettext_lazy("Finding changed"),
        removed=gettext_lazy("Finding removed"),
    ),
}
"""How its kinds of record are called."""

CHANGES = {"panel.import": gettext_lazy("Panel {name} imported")}

__all__ = [
    "CHANGES",
    "EXPECTED",
    "absence_readings",
    "answer_details",
    "answer_share",
    "answer_wave",
    "answers_given",
    "arrow_label",
    "at_most",
    "coding_basis",
    "compared_with",
    "counterfactual_answer",
    "deadweight_note",
    "directness_label",
    "effect_assumption",
    "effect_statement",
    "entries_of_status",
    "finding_group",
    "finding_reason",
    "finding_status",
    "funnel_drop",
    "funnel_family",
    "funnel_note",
    "funnel_rate",
    "funnel_step",
    "furthest_step",
    "hazard_assumption",
    "hazard_ratio",
    "hierarchy_label",
    "identity_focus",
    "identity_strength",
    "independent_sources",
    "level_description",
    "level_label",
    "levels_title",
    "lock_in_rows",
    "members_shown",
    "need_and_use",
    "need_and_use_reading",
    "network_figure",
    "no_estimate",
    "no_hazard",
    "no_member_firm",
    "not_computed",
    "one_kind_only",
    "outcome_label",
    "panel_of_records",
    "part_name",
    "part_steps",
    "perceived_identity",
    "perceiver_label",
    "period_label",
    "placebo_name",
    "pretrend_title",
    "programme_comparison",
    "reason_text",
    "relation_name",
    "share_interval",
    "shipped_figures",
    "two_way_bias",
    "unchanged_markets",
    "undated_records",
    "unknown_cluster",
    "unknown_subject",
    "weights_text",
]
