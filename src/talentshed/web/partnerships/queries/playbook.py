"""Which steps are done and which is next, and where is each worked on?"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talentshed.web.partnerships import registries
from talentshed.web.partnerships.models import Partnership, StepRecord
from talentshed.web.partnerships.phases import GATE_STEPS, PHASES
from talentshed.web.partnerships.playbook import COMPONENTS, STEPS, Step
from talentshed.web.partnerships.playbook.values import Words
from talentshed.web.partnerships.playbook.wording import worded
from talentshed.web.partnerships.queries.facts import Facts
from talentshed.web.partnerships.queries.gates import Gate, built_in
from talentshed.web.ui.values import Link


@dataclass(frozen=True)
class StepView:
    """One step as the page shows it."""

    key: str
    number: str
    """Phase and place in it, for example 3.2."""
    title: str
    component: str
    why: str
    how: tuple[str, ...]
    example: str
    done_test: str
    places: tuple[Link, ...]
    is_done: bool
    finds_out: bool
    """Whether the program finds out by itself, so that nobody ticks it off."""
    hint: str
    """How its check stands, in numbers."""
    opens_gate: bool
    record: StepRecord | None
    earlier: tuple[StepRecord, ...]
    """Records of times when it was done and opened again."""


@dataclass(frozen=True)
class PhaseView:
    """One phase with its steps."""

    number: int
    name: str
    purpose: str
    steps: tuple[StepView, ...]
    is_current: bool
    href: str

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(each.is_done for each in self.steps)

    @property
    def is_done(self) -> bool:
        """Whether all of them are."""
        return self.done == len(self.steps)

    @property
    def words(self) -> str:
        """How far it is, in words."""
        return _("{done} of {all} steps done").format(done=self.done, all=len(self.steps))


def playbook(facts: Facts, closed: frozenset[str] = frozenset()) -> tuple[PhaseView, ...]:
    """Return the eight phases with their steps, in one further query. closed: pages to which nothing leads."""
    records = _records(facts)
    checks = built_in(facts)
    return tuple(_phase(facts.partnership, each.number, records, checks, closed) for each in PHASES)


def next_step(phases: tuple[PhaseView, ...]) -> tuple[PhaseView, StepView] | None:
    """Return the first open step of the current phase, else of an earlier one; None where all are done."""
    current = next(each for each in phases if each.is_current)
    looked = (current, *(each for each in phases if each.number < current.number))
    return next(((phase, step) for phase in looked for step in phase.steps if not step.is_done), None)


def next_link(facts: Facts) -> Link | None:
    """Return the way to the next step, with why it matters; None where all are done or the partnership is closed."""
    if not facts.partnership.is_open:
        return None
    found = next_step(playbook(facts))
    if found is None:
        return None
    phase, step = found
    return Link(f"{phase.href}#{step.key}", f"{step.number} {step.title}", step.why)


def _records(facts: Facts) -> dict[str, list[StepRecord]]:
    found: dict[str, list[StepRecord]] = {}
    for each in facts.records:
        found.setdefault(each.step, []).append(each)
    return found


def _phase(
    partnership: Partnership,
    number: int,
    records: dict[str, list[StepRecord]],
    checks: dict[str, Gate],
    closed: frozenset[str],
) -> PhaseView:
    phase = PHASES[number - 1]
    steps = tuple(
        _step(
            f"{number}.{place}",
            step,
            records.get(step.key, []),
            checks.get(step.check),
            places(partnership, step.places, closed),
            step.key in dict(GATE_STEPS.get(number, ())),
        )
        for place, step in enumerate(STEPS[number], start=1)
    )
    href = reverse("partnerships:phase", args=[partnership.pk, number])
    is_current = number == partnership.phase
    return PhaseView(number, str(phase.name), str(phase.purpose), steps, is_current, href)


def _step(
    number: str, step: Step, records: list[StepRecord], check: Gate | None, ways: tuple[Link, ...], opens_gate: bool
) -> StepView:
    standing = next((each for each in records if each.reopened_on is None), None)
    return StepView(
        key=step.key,
        number=number,
        title=worded(step.title),
        component=str(COMPONENTS[step.component]),
        why=worded(step.why),
        how=tuple(worded(each) for each in step.how),
        example=worded(step.example),
        done_test=worded(step.done),
        places=ways,
        is_done=check.met if check else standing is not None,
        finds_out=check is not None,
        hint=check.hint if check else "",
        opens_gate=check is not None or opens_gate,
        record=standing,
        earlier=tuple(each for each in records if each.reopened_on is not None),
    )


Address = Callable[[Partnership], str]


def _page(name: str) -> Address:
    return lambda partnership: reverse(f"partnerships:{name}", args=[partnership.pk])


def _draft(key: str) -> Address:
    return lambda partnership: reverse("partnerships:document", args=[partnership.pk, key])


def _peers(name: str) -> Address:
    return lambda partnership: reverse(f"organizations:{name}", args=["partnership", partnership.pk])


def packet_address(partnership: Partnership) -> str:
    """Return where the figures of industry and region are: the packet, or the region where codes were listed."""
    if partnership.sector_key:
        return reverse("explore:packet", args=[partnership.region_key, partnership.sector_key])
    return reverse("explore:region", args=[partnership.region_key])


_PLACES: dict[str, tuple[Words, Address]] = {
    "people": (gettext_lazy("Members and roles"), _page("people")),
    "team": (gettext_lazy("Support team"), _page("team")),
    "scope": (gettext_lazy("Industry and region"), _page("scope")),
    "neutrality": (gettext_lazy("Neutrality"), _page("neutrality")),
    "start_group": (gettext_lazy("Issues and start group"), _page("start_group")),
    "figures": (gettext_lazy("Notes on the figures"), _page("figures")),
    "knowledge": (gettext_lazy("Library on the industry"), _page("knowledge")),
    "packet": (gettext_lazy("Figures of the industry"), packet_address),
    "region": (
        gettext_lazy("Figures of the region"),
        lambda partnership: reverse("explore:region", args=[partnership.region_key]),
    ),
    "champions": (gettext_lazy("Possible champions"), _peers("champions")),
    "peers": (gettext_lazy("Who invited whom"), _peers("peers")),
    "invitation": (gettext_lazy("Draft: invitation letter"), _draft("invitation")),
    "case_statement": (gettext_lazy("Draft: the case in one page"), _draft("case_statement")),
    "role_agreement": (gettext_lazy("Draft: role agreement"), _draft("role_agreement")),
    "champion_one_pager": (gettext_lazy("Draft: page for champions"), _draft("champion_one_pager")),
    "launch_agenda": (gettext_lazy("Draft: launch agenda"), _draft("launch_agenda")),
}


def places(partnership: Partnership, keys: tuple[str, ...], closed: frozenset[str] = frozenset()) -> tuple[Link, ...]:
    """Return the pages of these keys but the closed ones; those of capabilities above are found by their tabs."""
    tabs = {each.key: each for each in registries.tabs()}
    found = []
    for key in keys:
        if key in closed:
            continue
        if key in _PLACES:
            label, address = _PLACES[key]
            found.append(Link(address(partnership), str(label)))
        elif key in tabs:
            found.append(Link(tabs[key].address(partnership), str(tabs[key].label)))
    return tuple(found)
