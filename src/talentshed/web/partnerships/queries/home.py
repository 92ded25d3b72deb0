"""What is next, who owes what, are we still business-led? One partnership in one screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.web.partnerships import policies, registries
from talentshed.web.partnerships.models import Member
from talentshed.web.partnerships.policies import Standing
from talentshed.web.partnerships.queries.facts import Facts, accepts, facts_of
from talentshed.web.partnerships.queries.gates import Gate, gates, missing
from talentshed.web.partnerships.queries.leading import lead_figures, verdict
from talentshed.web.partnerships.queries.playbook import next_link
from talentshed.web.partnerships.registries import Asked, LeadFigure
from talentshed.web.ui.values import Link


@dataclass(frozen=True)
class Block:
    """One panel as the page draws it."""

    key: str
    template: str
    panel: Mapping[str, Any]


@dataclass(frozen=True)
class Home:
    """The first screen of a workspace."""

    step: Link | None
    """The next step of the playbook."""
    gates: tuple[Gate, ...]
    missing: int
    next_sentence: str
    is_ready: bool
    """Whether the gate is met, so that the phase can end."""
    may_advance: bool
    asked: tuple[Asked, ...]
    """What is asked of this reader on the membership itself; the rest is in the panels and on "My work"."""
    waiting: tuple[str, ...]
    """Organizations that were invited and have not answered."""
    blocks: tuple[Block, ...]
    lead_sentence: str
    lead: tuple[LeadFigure, ...]


def home(standing: Standing) -> Home:
    """Return the first screen for a reader."""
    partnership = standing.partnership
    facts = facts_of(partnership)
    found = gates(partnership, facts=facts)
    lacking = missing(found)
    lead = lead_figures(facts)
    return Home(
        step=next_link(facts),
        gates=found,
        missing=len(lacking),
        next_sentence=_next(facts, found, lacking),
        is_ready=not lacking,
        may_advance=bool(policies.may_advance(standing, partnership)),
        asked=neutrality_asked(standing, facts),
        waiting=tuple(str(each) for each in facts.members if each.stage == Member.Stage.INVITED),
        blocks=_blocks(standing),
        lead_sentence=verdict(lead),
        lead=lead,
    )


def _next(facts: Facts, found: tuple[Gate, ...], lacking: tuple[Gate, ...]) -> str:
    phase = facts.partnership.current_phase
    if not facts.partnership.is_open:
        return _("This partnership is closed: {reason}").format(reason=facts.partnership.closed_reason)
    if not found:
        return _("Phase {number}, {name}: no gate is set. {purpose}").format(
            number=phase.number, name=phase.name, purpose=phase.purpose
        )
    if not lacking:
        return _("The gate of phase {number} is met. The conveners can move on.").format(number=phase.number)
    sentence = _("{met} of {all} checks of phase {number}, {name}, are met.")
    return sentence.format(met=len(found) - len(lacking), all=len(found), number=phase.number, name=phase.name)


def _blocks(standing: Standing) -> tuple[Block, ...]:
    found = ((each, each.query(standing)) for each in registries.panels())
    return tuple(Block(each.key, each.template, panel) for each, panel in found if panel is not None)


def neutrality_asked(standing: Standing, facts: Facts) -> tuple[Asked, ...]:
    """Return the question whether a reader's firm accepts the convener, where it has not answered."""
    mine = [each for each in facts.employers if each.organization_id in standing.employers]
    waiting = [each for each in mine if accepts(each) is None]
    if not (waiting and facts.partnership.is_open):
        return ()
    address = reverse("partnerships:neutrality", args=[facts.partnership.pk])
    words = _("Say for {firm} whether you accept the convener")
    return tuple(Asked(words.format(firm=each.organization), address, where=facts.partnership.name) for each in waiting)
