"""How do two sides differ, and what moved since the last round? Two marks on one scale, a sentence, a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from talentshed.web.readiness.pictures import TOP, Picture, signed
from talentshed.web.readiness.pictures_svg import Mark, Row, drawing
from talentshed.web.ui.formats import written
from talentshed.web.ui.values import Grid, GridColumn, Value


@dataclass(frozen=True)
class Seen:
    """How two sides see one component or item, on the scale from 0 to 4; None where it may not be shown."""

    code: str
    name: str
    industry: float | None
    public: float | None


@dataclass(frozen=True)
class Changed:
    """How one component (0 to 100) or item (0 to 4) stood before and stands now."""

    code: str
    name: str
    before: float | None
    after: float | None


def perception(seen: Sequence[Seen]) -> Picture:
    """Return how industry and the public side see the same: a dot and a ring on one scale from 0 to 4."""
    both = [each for each in seen if each.industry is not None and each.public is not None]
    said = _gap_sentence(both)
    legend = [Row(_("industry"), (Mark("dot", 0),), ""), Row(_("public side"), (Mark("ring", 0),), "")]
    rows = [
        Row(
            f"{each.code} {each.name}",
            (Mark("dot", (each.industry or 0) / TOP), Mark("ring", (each.public or 0) / TOP)),
            signed(_gap(each)),
        )
        for each in both
    ]
    svg = drawing(rows, ends=_scale_ends(), steps=TOP, alt=said, legend=legend) if rows else SafeString("")
    return Picture(said, _gap_grid(seen), svg)


def _gap(each: Seen) -> float:
    return round((each.industry or 0.0) - (each.public or 0.0), 2)


def _scale_ends() -> tuple[str, str]:
    return _("0 not started"), _("4 sustained")


def _gap_sentence(both: Sequence[Seen]) -> str:
    if not both:
        return _("There are too few answers of industry or of the public side to show how the two differ.")
    widest = max(both, key=lambda each: (abs(_gap(each)), each.code))
    if abs(_gap(widest)) < 0.05:
        return _("Industry and the public side see all of it alike.")
    sentence = (
        _("The widest gap is on {code}, “{name}”: industry sees it {points} points lower than the public side.")
        if _gap(widest) < 0
        else _("The widest gap is on {code}, “{name}”: industry sees it {points} points higher than the public side.")
    )
    points = written(round(abs(_gap(widest)), 1), "number")
    return sentence.format(code=widest.code, name=widest.name.rstrip("."), points=points)


def _gap_grid(seen: Sequence[Seen]) -> Grid:
    columns = (
        GridColumn("code", _("Code"), "code"),
        GridColumn("name", _("What")),
        GridColumn("industry", _("Industry, mean"), "ratio"),
        GridColumn("public", _("Public side, mean"), "ratio"),
        GridColumn("gap", _("Gap"), "ratio"),
    )
    rows: tuple[dict[str, Value], ...] = tuple(
        {
            "code": each.code,
            "name": each.name,
            "industry": each.industry,
            "public": each.public,
            "gap": None if each.industry is None or each.public is None else _gap(each),
            "status": "suppressed_primary" if each.industry is None or each.public is None else "reported",
        }
        for each in seen
    )
    return Grid(_("How industry and the public side see it"), columns, rows, head="name")


def change(changed: Sequence[Changed], *, note: str, top: int = 100) -> Picture:
    """Return what moved since the last round: a ring before, a dot now. note: how many of the raters are new.

    top: the end of the scale, 100 for scores of components, 4 for items.
    """
    both = [each for each in changed if each.before is not None and each.after is not None]
    said = f"{_change_sentence(both)} {note}".strip()
    legend = [Row(_("before"), (Mark("ring", 0),), ""), Row(_("now"), (Mark("dot", 0),), "")]
    rows = [
        Row(
            f"{each.code} {each.name}",
            (Mark("dot", (each.after or 0) / top), Mark("ring", (each.before or 0) / top)),
            signed(_moved(each)),
        )
        for each in both
    ]
    svg = drawing(rows, ends=("0", str(top)), steps=4, alt=said, legend=legend) if rows else SafeString("")
    return Picture(said, _change_grid(changed), svg)


def _moved(each: Changed) -> float:
    return round((each.after or 0.0) - (each.before or 0.0), 1)


def _change_sentence(both: Sequence[Changed]) -> str:
    if not both:
        return _("There is no earlier round with which to compare.")
    up = sum(_moved(each) > 0 for each in both)
    down = sum(_moved(each) < 0 for each in both)
    return _("Of {all}, {up} went up, {down} went down and {same} stayed.").format(
        all=len(both), up=up, down=down, same=len(both) - up - down
    )


def _change_grid(changed: Sequence[Changed]) -> Grid:
    columns = (
        GridColumn("code", _("Code"), "code"),
        GridColumn("name", _("What")),
        GridColumn("before", _("Before"), "number"),
        GridColumn("after", _("Now"), "number"),
        GridColumn("moved", _("Change"), "number"),
    )
    rows: tuple[dict[str, Value], ...] = tuple(
        {
            "code": each.code,
            "name": each.name,
            "before": None if each.before is None else round(each.before, 1),
            "after": None if each.after is None else round(each.after, 1),
            "moved": None if each.before is None or each.after is None else _moved(each),
        }
        for each in changed
    )
    return Grid(_("Change since the last round"), columns, rows, head="name")
