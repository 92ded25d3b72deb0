"""Pictures of standing: where is this region concentrated, what pays, and how do two places or sectors compare?"""

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.charts.pairs import Pair, dumbbells, lollipops
from talentshed.labor.charts.picture import Picture, finish
from talentshed.labor.charts.rows import Row, read_rows
from talentshed.labor.charts.words import (
    Kind,
    Locale,
    Translate,
    figure_words,
    leader_sentences,
    missing_sentence,
    write,
)


def quotient_chart(
    table: ir.Table | pa.Table,
    *,
    place: str,
    year_before: int,
    year: int,
    limit: int = 12,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """Where is the region more concentrated than the nation, and is that rising?

    Columns: naics, title, lq, lq_before (ratios; blank where missing), status. The dashed line at 1 is the nation.
    """
    rows = read_rows(
        table,
        chart="location quotient",
        columns=("naics", "title", "lq", "lq_before", "status"),
        order=("-lq", "naics"),
        limit=limit,
    )
    items = [_pair(row, "title", "lq_before", "lq", "ratio", locale, _) for row in rows]
    title = _("Location quotient in {place}, {year_before} and {year} (1 = as in the nation)")
    return _finish_pairs(
        items,
        names=(str(year_before), str(year)),
        reference=1.0,
        title=title.format(place=place, year_before=year_before, year=year),
        sentences=_quotient_sentences(items, year_before, year, _),
        source=source,
        locale=locale,
        _=_,
    )


def _quotient_sentences(items: list[Pair], year_before: int, year: int, _: Translate) -> list[str]:
    known = [item for item in items if item.second is not None]
    both = [item for item in known if item.first is not None]
    first = _("Most concentrated in {year}: {{name}}, with a location quotient of {{value}}.").format(year=year)
    tied = _("Most concentrated in {year}: {{names}}, with a location quotient of {{value}} each.").format(year=year)
    counted = _("Of {known} with a figure, {above} stand above the nation; of {both} with both years, {risen} rose.")
    return [
        *leader_sentences(
            [(item.name, item.second_text) for item in known],
            first=first,
            tied=tied,
            second=_("Next: {name}, {value}."),
            _=_,
        ),
        counted.format(
            known=len(known),
            above=sum((item.second or 0) > 1 for item in known),
            both=len(both),
            risen=sum((item.second or 0) > (item.first or 0) for item in both),
        ),
        *missing_sentence(len(items) - len(known), len(items), _),
    ]


def comparison_chart(
    table: ir.Table | pa.Table,
    *,
    names: tuple[str, str],
    title: str,
    kind: Kind,
    limit: int = 15,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """How do two regions, or two sectors, differ on one kind of figure?

    Columns: name, first, second (same unit), status (why a figure is missing), in the order to show. `title` names
    the figure and its unit.
    """
    rows = read_rows(table, chart="comparison", columns=("name", "first", "second", "status"), limit=limit)
    items = [_pair(row, "name", "first", "second", kind, locale, _) for row in rows]
    return _finish_pairs(
        items,
        names=names,
        reference=None,
        title=title,
        sentences=_comparison_sentences(items, names, _),
        source=source,
        locale=locale,
        _=_,
    )


def _comparison_sentences(items: list[Pair], names: tuple[str, str], _: Translate) -> list[str]:
    both = [item for item in items if item.first is not None and item.second is not None]
    ahead = sum((item.second or 0) > (item.first or 0) for item in both)
    behind = sum((item.second or 0) < (item.first or 0) for item in both)
    counted = _("{first} is higher in {behind} and {second} in {ahead} of the {both} pairs.")
    always = _("{first} is higher in every pair.")
    if both and ahead in (0, len(both)) and behind in (0, len(both)) and ahead != behind:
        sentences = [always.format(first=names[1] if ahead else names[0])]
    else:
        sentences = [counted.format(both=len(both), first=names[0], second=names[1], ahead=ahead, behind=behind)]
    if both:
        widest = max(both, key=lambda item: abs((item.second or 0) - (item.first or 0)))
        gap = _("The gap is widest for {name}: {first_value} in {first}, {second_value} in {second}.").format(
            name=widest.name,
            first=names[0],
            second=names[1],
            first_value=widest.first_text,
            second_value=widest.second_text,
        )
        sentences += [gap] if widest.first != widest.second else []
    return sentences + missing_sentence(len(items) - len(both), len(items), _)


def _pair(row: Row, name: str, first: str, second: str, kind: Kind, locale: Locale, _: Translate) -> Pair:
    texts = [_plain(row[key], row["status"], kind, locale, _) for key in (first, second)]
    return Pair(row[name], row[first], row[second], texts[0], texts[1])


def _plain(value: float | None, status: str, kind: Kind, locale: Locale, _: Translate) -> str:
    if value is not None:
        return write(value, kind, locale)
    return figure_words(None, status=status if status not in ("reported", "estimated") else "not_available", _=_)


def _finish_pairs(
    items: list[Pair],
    *,
    names: tuple[str, str],
    reference: float | None,
    title: str,
    sentences: list[str],
    source: str,
    locale: Locale,
    _: Translate,
) -> Picture:
    sentence = " ".join(sentences)
    return finish(
        dumbbells(items, names=names, reference=reference),
        title=title,
        sentence=sentence,
        description=_("Pairs of dots: {title}. {sentence}").format(title=title, sentence=sentence),
        source=source,
        locale=locale,
    )


def pay_chart(
    table: ir.Table | pa.Table,
    *,
    place: str,
    region_pay: float,
    limit: int = 12,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """Which industries pay more than the region as a whole?

    Columns: naics, title, pay (USD a year per job; blank where missing), status. `region_pay`: USD a year, all jobs.
    """
    rows = read_rows(
        table,
        chart="pay against the region",
        columns=("naics", "title", "pay", "status"),
        order=("-pay", "naics"),
        limit=limit,
    )
    items = [_pay(row, region_pay, locale, _) for row in rows]
    region = write(region_pay, "usd", locale)
    sentence = " ".join(_pay_sentences(items, region_pay, region, _))
    title = _("Average pay per job in {place}, dollars a year").format(place=place)
    return finish(
        lollipops(items, reference=region_pay, reference_text=_("all jobs: {pay}").format(pay=region)),
        title=title,
        sentence=sentence,
        description=_("Dots against the regional average: {title}. {sentence}").format(title=title, sentence=sentence),
        source=source,
        locale=locale,
    )


def _pay_sentences(items: list[Pair], region_pay: float, region: str, _: Translate) -> list[str]:
    known = [item for item in items if item.second is not None]
    counted = _("Of {known} with a figure, {above} pay more than the {region} of the region.")
    return [
        *leader_sentences(
            [(item.name, item.second_text) for item in known],
            first=_("Highest pay: {name}, {value}."),
            tied=_("Highest pay: {names}, {value} each."),
            second=_("Next: {name}, {value}."),
            _=_,
        ),
        counted.format(known=len(known), above=sum((item.second or 0) > region_pay for item in known), region=region),
        *missing_sentence(len(items) - len(known), len(items), _),
    ]


def _pay(row: Row, region_pay: float, locale: Locale, _: Translate) -> Pair:
    pay = row["pay"]
    if pay is None:
        return Pair(row["title"], region_pay, None, "", _plain(None, row["status"], "usd", locale, _))
    ratio = write(pay / region_pay - 1, "change", locale)
    return Pair(row["title"], region_pay, pay, "", f"{write(pay, 'usd', locale)} ({ratio})")
