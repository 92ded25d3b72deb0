"""What do fifteen answers say: scores by component, what a launch still needs, the three steps to take next?

Nothing is stored: answers come in, a result goes out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from talentshed.web.readiness.first_steps import first_steps
from talentshed.web.readiness.instruments.shipped import quick_check
from talentshed.web.readiness.instruments.values import DONT_KNOW, Instrument, Item
from talentshed.web.readiness.pictures import Picture, profile
from talentshed.web.readiness.pictures_of_rounds import components_of
from talentshed.web.readiness.scoring.components import LAUNCH, Settled
from talentshed.web.readiness.scoring.items import TOP, id_order
from talentshed.web.ui.values import Grid, GridColumn, Value

MOST_STEPS = 3

Answers = Mapping[str, str]
"""Item -> "0" to "4", or "dk"."""


@dataclass(frozen=True)
class Rated:
    """One item with its answer."""

    item: Item
    value: int | None
    """None: don't know."""
    name: str
    """The value in words, for example 1 (Exploring)."""

    @property
    def gap(self) -> int:
        """How far it is from the top; 0 where nobody knows."""
        return 0 if self.value is None else TOP - self.value


@dataclass(frozen=True)
class NextStep:
    """One step to take next, with why, and a page that helps."""

    rated: Rated
    why: str
    first: str
    done: str
    href: str
    words: str


@dataclass(frozen=True)
class QuickResult:
    """The result of one quick check."""

    sentence: str
    picture: Picture
    rated: tuple[Rated, ...]
    below: tuple[Rated, ...]
    """Items that a launch needs and that are below 2."""
    unknown: tuple[Rated, ...]
    steps: tuple[NextStep, ...]
    answers: Grid


def quick_result(answers: Answers) -> QuickResult:
    """Return the result of complete answers to the fifteen items."""
    instrument = quick_check()
    rated = tuple(_rated(instrument, item, answers[item.key]) for item in instrument.items)
    settled = {key: Settled(value) for key, value in answers.items()}
    below = tuple(each for each in rated if each.item.is_critical and each.value is not None and each.value < LAUNCH)
    unknown = tuple(each for each in rated if each.value is None)
    return QuickResult(
        sentence=_sentence(below, tuple(each for each in unknown if each.item.is_critical)),
        picture=profile(components_of(instrument, settled), indicative=True),
        rated=rated,
        below=below,
        unknown=unknown,
        steps=tuple(_next_step(each) for each in ranked(rated)[:MOST_STEPS]),
        answers=_grid(instrument, rated),
    )


def ranked(rated: Sequence[Rated]) -> list[Rated]:
    """Return what to work on: the largest gap first, then what a launch needs, then by id.

    What nobody knows has no gap; it comes after all that have one. Items at the top are left out.
    """
    asked = [each for each in rated if each.gap or each.value is None]
    return sorted(asked, key=lambda each: (-each.gap, not each.item.is_critical, id_order(each.item.key)))


def _rated(instrument: Instrument, item: Item, answer: str) -> Rated:
    if answer == DONT_KNOW:
        return Rated(item, None, _("Don’t know"))
    anchor = instrument.scale[int(answer)]
    return Rated(item, anchor.value, f"{anchor.value} ({anchor.name})")


def _sentence(below: Sequence[Rated], unknown: Sequence[Rated]) -> str:
    parts = []
    if below:
        said = ngettext(
            "{count} thing that a launch needs is still below 2.",
            "{count} things that a launch needs are still below 2.",
            len(below),
        )
        parts.append(said.format(count=len(below)))
    if unknown:
        said = ngettext(
            "You do not know {count} thing that a launch needs: find out first.",
            "You do not know {count} things that a launch needs: find out first.",
            len(unknown),
        )
        parts.append(said.format(count=len(unknown)))
    if not parts:
        return _("All ten things that a launch needs stand at 2 or more, as you see it. Now ask others to rate, too.")
    return " ".join(parts)


def _next_step(rated: Rated) -> NextStep:
    language = (get_language() or "en").split("-")[0]
    step = first_steps()[rated.item.key]
    why = _("You do not know this yet.") if rated.value is None else _("You rated it {value}.").format(value=rated.name)
    if rated.item.is_critical:
        why = f"{why} {_('A launch needs it.')}"
    return NextStep(rated, why, str(step.first), str(step.done), step.address(language), str(step.words))


def _grid(instrument: Instrument, rated: Sequence[Rated]) -> Grid:
    columns = (
        GridColumn("item", _("Item"), "code"),
        GridColumn("part", _("Component")),
        GridColumn("text", _("Statement")),
        GridColumn("critical", _("Needed for launch")),
        GridColumn("answer", _("Your answer")),
    )
    names = {part.key: str(part.name) for part in instrument.parts}
    rows: tuple[dict[str, Value], ...] = tuple(
        {
            "item": each.item.key,
            "part": names[each.item.part],
            "text": each.item.text,
            "critical": _("yes") if each.item.is_critical else _("no"),
            "answer": each.name,
        }
        for each in rated
    )
    return Grid(_("Your answers"), columns, rows, head="text")
