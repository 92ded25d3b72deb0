"""How ready, where do we differ, and what to talk about first? Pure arithmetic on answers; no database, no clock.

Answers are texts as they are stored: "0" to "4", "dk" for don't know, "na" for not applicable. Don't know is never
averaged, and neither is not applicable.
"""

from talentshed.web.readiness.scoring.components import (
    ComponentScore,
    ElementScore,
    GateLine,
    LaunchGate,
    Settled,
    component_scores,
    launch_gate,
    roll_up,
)
from talentshed.web.readiness.scoring.items import (
    ItemResult,
    Sheet,
    disagreements,
    item_result,
    item_results,
    talk_order,
    top_gaps,
)
from talentshed.web.readiness.scoring.lens import INDUSTRY, KINDS, OTHER_KINDS, ItemLens, Lens, PartLens, role_lens
from talentshed.web.readiness.scoring.rounds import Change, WeakItem, changes, middle, weak_items

__all__ = [
    "INDUSTRY",
    "KINDS",
    "OTHER_KINDS",
    "Change",
    "ComponentScore",
    "ElementScore",
    "GateLine",
    "ItemLens",
    "ItemResult",
    "LaunchGate",
    "Lens",
    "PartLens",
    "Settled",
    "Sheet",
    "WeakItem",
    "changes",
    "component_scores",
    "disagreements",
    "item_result",
    "item_results",
    "launch_gate",
    "middle",
    "role_lens",
    "roll_up",
    "talk_order",
    "top_gaps",
    "weak_items",
]
