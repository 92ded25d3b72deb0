"""What are the answers in a few plain sentences, each with the count that it rests on?"""

from talentshed.labor.disclosure.hierarchy import TOTAL
from talentshed.labor.flows.documents.saying import Told
from talentshed.labor.flows.documents.writing import range_words
from talentshed.labor.flows.publishing.figures import AFTER, streams_of
from talentshed.labor.flows.publishing.names import place_names

MOST = 5


def answers(told: Told) -> list[str]:
    """Return three to five findings; what can't be said because it is hidden is said to be hidden."""
    found = [joined(told), left(told), stayed(told), earned(told), captured(told)]
    return [each for each in found if each][:MOST]


def joined(told: Told) -> str:
    """Who joined the sector, and from where most of them came."""
    return _stream(
        told,
        "in",
        "inflow",
        told.translate(
            "{count} starts were counted in {sector} in {year}. Of the sources that are shown most came from {place}: "
            "{most}, {percent} of all."
        ),
        told.translate("How many joined {sector} in {year} is hidden, to protect those behind it."),
    )


def left(told: Told) -> str:
    """Who left the sector, and where most of them went."""
    return _stream(
        told,
        "out",
        "outflow",
        told.translate(
            "{count} leavings were counted from {sector} in {year}. Of the destinations that are shown most went to "
            "{place}: {most}, {percent} of all."
        ),
        told.translate("How many left {sector} in {year} is hidden, to protect those behind it."),
    )


def _stream(told: Told, side: str, sheet: str, text: str, hidden: str) -> str:
    year = told.year
    if year is None or sheet not in told.safe.sheets:
        return ""
    total = told.find(sheet, sector=told.sector, time=year)
    own = [(place, row) for one, place, row in streams_of(told.safe, told.sector, year) if one == side and row.value]
    if not total.value or not own:
        return hidden.format(sector=told.sector_words, year=year)
    place, most = max(own, key=lambda item: item[1].value or 0.0)
    names = place_names(told.translate)
    return text.format(
        count=told.count(total),
        sector=told.sector_words,
        year=year,
        place=names.get(place, place),
        most=told.count(most),
        percent=told.percent(100 * (most.value or 0.0) / total.value),
    )


def stayed(told: Told) -> str:
    """How many of those hired stay four and eight quarters."""
    _ = told.translate
    if "retention_curve" not in told.safe.sheets:
        return ""
    sentences = []
    at_risk = told.find("retention", sector=told.spell_sector, figure="at risk at 1")
    for quarters in (4, 8):
        row = told.find("retention_curve", sector=told.spell_sector, quarters=str(quarters))
        if row.value is None or row.low is None or row.high is None:
            sentences.append(
                _("The share that stays more than {quarters} quarters can't be shown.").format(quarters=quarters)
            )
            continue
        text = _("{share} of those hired in {sector} stay more than {quarters} quarters (95 percent interval {range}).")
        spread = range_words(row.low, row.high, told.language)
        sentences.append(
            text.format(share=told.share(row), sector=told.spell_sector_words, quarters=quarters, range=spread)
        )
    if at_risk.value is not None:
        sentences.append(_("This rests on {count} hires.").format(count=told.count(at_risk)))
    if told.asked.region:
        sentences.append(everywhere(told))
    return " ".join(sentences)


def everywhere(told: Told) -> str:
    """Say that retention isn't counted by region."""
    return told.translate("Retention counts hires in all places in the records, not only in the region.")


def earned(told: Told) -> str:
    """What those who start earn before and after, as fuzzy medians."""
    _ = told.translate
    before, after = (
        told.find("earnings_percentiles", sector=told.sector, offset=offset, percentile="p50")
        for offset in ("-4", "+4")
    )
    counts = [told.find("earnings", sector=told.sector, figure=f"paid at {offset}") for offset in ("-4", "+4")]
    if before.value is None or after.value is None:
        return ""
    text = _(
        "Four quarters before a start the median of those paid was {before} a quarter ({n_before} starts), four "
        "quarters after it {after} ({n_after} starts). They aren't all the same people, and nothing here says that the "
        "start was the cause."
    )
    return text.format(
        before=told.money(before),
        after=told.money(after),
        n_before=told.count(counts[0]),
        n_after=told.count(counts[1]),
    )


def captured(told: Told) -> str:
    """Which share of completers the region's sector keeps, and which leaks."""
    _ = told.translate
    if "capture" not in told.safe.sheets:
        return ""
    after = f"after {AFTER}"
    rate = told.find("capture", program=TOTAL, after=after, rate="capture rate")
    leak = told.find("capture", program=TOTAL, after=after, rate="leakage")
    whole = told.find("completers", program=TOTAL, figure=after)
    inside = told.find("completers", program=TOTAL, figure=f"{after}: sector_in_region")
    if rate.value is None:
        return _(
            "The share of completers who work in the sector and region can't be shown: a count behind it is hidden."
        )
    text = _(
        "{rate} of completers work in the sector and region {quarters} quarters after their award ({part} of {whole})."
    ).format(rate=told.percent(rate.value), quarters=AFTER, part=told.count(inside), whole=told.count(whole))
    if leak.value is None:
        return text
    return text + " " + _("Of those employed, {leak} work elsewhere.").format(leak=told.percent(leak.value))
