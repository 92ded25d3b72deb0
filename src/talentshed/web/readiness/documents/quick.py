"""What does somebody keep of a quick check: one paper, and the same as a workbook?"""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talentshed.web.readiness.documents import book
from talentshed.web.readiness.documents.values import (
    Block,
    Cell,
    Column,
    Paper,
    bullets,
    grid_table,
    heading,
    picture,
    table,
    text,
)
from talentshed.web.readiness.instruments.shipped import quick_check
from talentshed.web.readiness.queries.quick import NextStep, QuickResult


def quick_paper(result: QuickResult) -> Paper:
    """Return the result as two or three pages: what to do next comes first."""
    return Paper(
        title=_("Quick check of readiness"),
        subtitle=indicative(),
        blocks=(
            text(result.sentence),
            *((heading(_("Steps to take next")), _steps(result.steps)) if result.steps else ()),
            *_not_ready(result),
            heading(_("Scores by component, indicative")),
            picture(result.picture.svg, result.picture.sentence),
            heading(_("Your answers")),
            grid_table(result.answers, (0.6, 4.2, 1.3, 1.5), ("item", "text", "critical", "answer")),
            text(_("This page is made from what you typed in. Talentshed has not stored your answers.")),
        ),
        foot=str(quick_check().about),
        language=(get_language() or "en").split("-")[0],
        slug="readiness-quick-check",
    )


def indicative() -> str:
    """Return how far the scores can be trusted."""
    return _(
        "Scores rest on two to four statements each and on one person: take them as a first sign, not as a verdict."
    )


def _steps(steps: Sequence[NextStep]) -> Block:
    columns = (
        Column(_("Step"), 0.6),
        Column(_("What to do first"), 3.4),
        Column(_("Why"), 3),
        Column(_("Done when"), 2),
    )
    rows = tuple(
        (
            Cell(str(number), strong=True),
            Cell(each.first, strong=True),
            Cell(f"{each.rated.item.key} {each.rated.item.text} {each.why}"),
            Cell(each.done),
        )
        for number, each in enumerate(steps, start=1)
    )
    return table(_("Steps to take next"), columns, rows)


def _not_ready(result: QuickResult) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if result.below:
        blocks += [
            heading(_("Below 2, and needed for launch")),
            bullets(*(f"{each.item.key} {each.item.text} {each.name}" for each in result.below)),
        ]
    if result.unknown:
        blocks += [
            heading(_("What you do not know yet")),
            bullets(*(f"{each.item.key} {each.item.text}" for each in result.unknown)),
        ]
    return tuple(blocks)


def quick_book(result: QuickResult) -> bytes:
    """Return the result as a workbook: scores and answers."""
    sheets = (
        book.Sheet(_("Scores"), indicative(), result.picture.grid),
        book.Sheet(_("Answers"), result.sentence, result.answers),
    )
    return book.as_xlsx(_("Quick check of readiness"), sheets)
