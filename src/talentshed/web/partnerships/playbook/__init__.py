"""What does a convener do, step by step, from readiness to renewal? The words of the playbook, ours throughout.

Structured on the five components that Illinois publishes: each step names the one that it serves most. Words in
braces ({convener}, {data_packet}) come from the state's label pack.
"""

from talentshed.web.partnerships.playbook import (
    phase1,
    phase2,
    phase3,
    phase4,
    phase5,
    phase6,
    phase7,
    phase8,
)
from talentshed.web.partnerships.playbook.values import COMPONENTS, Step

STEPS: dict[int, tuple[Step, ...]] = {
    1: phase1.STEPS,
    2: phase2.STEPS,
    3: phase3.STEPS,
    4: phase4.STEPS,
    5: phase5.STEPS,
    6: phase6.STEPS,
    7: phase7.STEPS,
    8: phase8.STEPS,
}
"""Phase -> its steps, in order."""


def step_of(key: str) -> tuple[int, Step] | None:
    """Return phase and step of a key, or None."""
    for phase, steps in STEPS.items():
        for step in steps:
            if step.key == key:
                return phase, step
    return None


__all__ = ["COMPONENTS", "STEPS", "Step", "step_of"]
