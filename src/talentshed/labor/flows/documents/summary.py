"""What does the partnership need to know, on four pages at most, and what does it do next?"""

from collections.abc import Mapping
from typing import Any

from talentshed.labor.disclosure.hierarchy import TOTAL
from talentshed.labor.flows.definitions.earning import OFFSETS
from talentshed.labor.flows.documents import findings
from talentshed.labor.flows.documents.parts import Block, Document, box, bullets, figure, heading, paragraphs, table
from talentshed.labor.flows.documents.parts import findings as findings_block
from talentshed.labor.flows.documents.saying import Told
from talentshed.labor.flows.publishing.codes import Periods
from talentshed.labor.flows.publishing.figures import AFTER, programs_shown, streams_of
from talentshed.labor.flows.publishing.names import place_names

_QUARTERS = (4, 8)


def summary(told: Told, proof: Mapping[str, Any]) -> Document:
    """Return the summary for the partnership."""
    _ = told.translate
    blocks = [
        *_question(told),
        heading(_("The answer first")),
        findings_block(findings.answers(told)),
        *_streams(told),
        *_completers(told),
        *_staying(told),
        *_dual_customer(told),
        box(_("What the records can't show"), limits(told)),
        *_next(told),
    ]
    return Document(
        _("Talent flow: {sector}").format(sector=told.sector_words),
        _("Summary for the partnership"),
        told.place,
        told.language,
        tuple(block for block in blocks if block.kind != "findings" or block.texts),
        foot(told),
        _("Page PAGE of PAGES"),
        stamp(told, proof),
        _("Stamp"),
    )


def foot(told: Told) -> str:
    """Return the line at the foot of each page."""
    return told.translate("Wage records: {vintage}. c: hidden to protect people or employers; it is not zero.").format(
        vintage=told.stated(told.about.vintage)
    )


def period(told: Told) -> str:
    """Return the quarters of the records in words."""
    periods = Periods(told.asked.first, told.asked.last)
    return told.translate("{first} to {last}").format(
        first=periods.name(told.asked.first), last=periods.name(told.asked.last)
    )


def stamp(told: Told, proof: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what stands in the stamp: vintage, rule, audit, contact."""
    _ = told.translate
    policy = proof["policy"]
    passed = _("passed") if proof["audit"]["passed"] else _("failed")
    return (
        (_("Data vintage"), told.stated(told.about.vintage)),
        (_("Records cover"), period(told)),
        (_("Agency"), told.stated(told.about.agency)),
        (
            _("Disclosure rule"),
            _("{title}, version {version}; audit {passed}").format(
                title=policy.get("title", policy["key"]), version=policy["version"], passed=passed
            ),
        ),
        (_("Date"), told.stated(told.about.date)),
        (_("Contact"), told.stated(told.about.contact)),
    )


def _question(told: Told) -> list[Block]:
    _ = told.translate
    asked = _(
        "How do people come into {sector}, how long do they stay, what do they earn, and where do they go? The region "
        "is {place}; the records cover {period}."
    ).format(sector=told.sector_words, place=told.place, period=period(told))
    decision = _("The decision that this serves: {decision}.").format(
        decision=told.stated(told.about.decision.rstrip("."))
    )
    return [heading(_("The question")), paragraphs(asked, decision)]


def _picture(told: Told, name: str) -> list[Block]:
    drawn = told.drawn.get(name)
    return [] if drawn is None else [figure(drawn.svg, drawn.description, drawn.sentence)]


def _streams(told: Told) -> list[Block]:
    _, year = told.translate, told.year
    if year is None:
        return []
    found = streams_of(told.safe, told.sector, year)
    names = place_names(_)
    heads = {"in": _("from"), "out": _("to")}
    rows = [
        (heads[side], names.get(place, place), told.count(row), "" if row.value is not None else told.why(row))
        for side, place, row in found
    ]
    for side, sheet, words in (("in", "inflow", _("all who joined")), ("out", "outflow", _("all who left"))):
        total = told.find(sheet, sector=told.sector, time=year)
        last = max((place for place, row in enumerate(rows) if row[0] == heads[side]), default=-1)
        if last >= 0:
            rows.insert(last + 1, ("", words, told.count(total), "" if total.value is not None else told.why(total)))
    caption = _("Starts and leavings, {sector}, {year}").format(sector=told.sector_words, year=year)
    columns = ("", _("source or destination"), _("people"), _("why hidden"))
    return [
        heading(_("Inflow and outflow")),
        *_picture(told, "inflow-and-outflow"),
        table(caption, columns, rows, wide=(0, 1, 3)),
    ]


def _completers(told: Told) -> list[Block]:
    _ = told.translate
    if "completers" not in told.safe.sheets:
        needs = _("No completions were linked, so capture and leakage can't be counted.")
        return [heading(_("Completers")), paragraphs(needs)]
    after = f"after {AFTER}"
    rows = []
    for program in programs_shown(told.safe):
        counts = [
            told.find("completers", program=program, figure=f"{after}{part}")
            for part in ("", ": sector_in_region", ": leaked", ": not_in_records")
        ]
        rates = [told.find("capture", program=program, after=after, rate=name) for name in ("capture rate", "leakage")]
        name = _("All programs") if program == TOTAL else program
        rows.append((name, *(told.count(each) for each in counts), *(told.percent(each.value) for each in rates)))
    columns = (
        _("program"),
        _("completers"),
        _("captured"),
        _("leaked"),
        _("not in records"),
        _("capture rate"),
        _("leakage"),
    )
    caption = _("Completers {quarters} quarters after their award").format(quarters=AFTER)
    note = _("Captured: main job in the sector and region. Leakage: of those employed, the share that works elsewhere.")
    return [
        heading(_("Completers: capture and leakage")),
        *_picture(told, "capture-and-leakage"),
        table(caption, columns, rows, note=note),
    ]


def _staying(told: Told) -> list[Block]:
    _ = told.translate
    rows = []
    for code, words in ((told.spell_sector, told.spell_sector_words), (TOTAL, _("All sectors"))):
        shares = [told.find("retention_curve", sector=code, quarters=str(each)) for each in _QUARTERS]
        hires = told.find("retention", sector=code, figure="at risk at 1")
        row = (words, told.count(hires), *(told.share(each) for each in shares))
        if row not in rows:
            rows.append(row)
    columns = (_("sector"), _("hires"), *(_("stay over {k} quarters").format(k=each) for each in _QUARTERS))
    blocks = [
        heading(_("Retention and earnings")),
        *_picture(told, "retention"),
        table(
            _("Retention (Kaplan-Meier)"),
            columns,
            rows,
            note=findings.everywhere(told) if told.asked.region else "",
        ),
        *_picture(told, "earnings"),
    ]
    money = _money_rows(told)
    if money:
        heads = (_("quarters after the start"), _("starts paid"), "P25", "P50", "P75")
        base = told.asked.base_quarter
        dollars = _("Dollars of {base}.").format(base=base) if base else _("Dollars as paid.")
        note = _("Fuzzy percentiles of a quarter's earnings, in tens of dollars.") + " " + dollars
        caption = _("Earnings before and after a start, {sector}").format(sector=told.sector_words)
        blocks.append(table(caption, heads, money, wide=(), note=note))
    else:
        blocks.append(paragraphs(_("Earnings aren't shown: no fuzzy percentile of this sector may be published.")))
    return blocks


def _money_rows(told: Told) -> list[tuple[str, ...]]:
    rows = []
    for offset in OFFSETS:
        cells = [
            told.find("earnings_percentiles", sector=told.sector, offset=f"{offset:+d}", percentile=name)
            for name in ("p25", "p50", "p75")
        ]
        if any(cell.codes for cell in cells):
            count = told.find("earnings", sector=told.sector, figure=f"paid at {offset:+d}")
            rows.append(
                (f"{offset:+d}".replace("-", "\u2212"), told.count(count), *(told.money(cell) for cell in cells))
            )
    return rows if any(row[2] != "c" for row in rows) else []


def _dual_customer(told: Told) -> list[Block]:
    _ = told.translate
    return [
        heading(_("What it means for both customers")),
        bullets([_for_employers(told), _for_jobseekers(told)]),
    ]


def _for_employers(told: Told) -> str:
    _, year = told.translate, told.year
    four = told.find("retention_curve", sector=told.spell_sector, quarters="4")
    total = told.find("outflow", sector=told.sector, time=year or "")
    other = told.find("outflow", sector=told.sector, time=year or "", destination="other_sector")
    said = _("For employers:")
    if four.value is not None:
        lost = told.percent(100 * (1 - four.value))
        said += " " + _(
            "{lost} of hires are gone within four quarters; keeping them is the nearest source of talent."
        ).format(lost=lost)
    if total.value and other.value is not None:
        text = _("{part} of {whole} who left in {year} went to another sector.")
        said += " " + text.format(part=told.count(other), whole=told.count(total), year=year)
    if said == _("For employers:"):
        return said + " " + _("the counts behind retention and leaving are hidden, so nothing is said here.")
    return said


def _for_jobseekers(told: Told) -> str:
    _, year = told.translate, told.year
    said = _("For jobseekers:")
    total = told.find("inflow", sector=told.sector, time=year or "")
    open_door = [
        told.find("inflow", sector=told.sector, time=year or "", source=name)
        for name in ("other_sector", "nonemployment")
    ]
    if total.value and all(row.value is not None for row in open_door):
        text = _("{part} of {whole} starts in {year} were of people from another sector or from nonemployment.")
        part = sum(row.value or 0.0 for row in open_door)
        said += " " + text.format(part=f"{part:,.0f}", whole=told.count(total), year=year)
    pay = told.find("earnings_percentiles", sector=told.sector, offset="+4", percentile="p50")
    if pay.value is not None:
        text = _("A year after the start the median of those paid was {median} a quarter.")
        said += " " + text.format(median=told.money(pay))
    if said == _("For jobseekers:"):
        return said + " " + _("the counts behind starts and pay are hidden, so nothing is said here.")
    return said


def limits(told: Told) -> list[str]:
    """Return what the records can't show."""
    _ = told.translate
    return [
        _("Wage records hold no occupation: working in the sector isn't working in the trained job."),
        _(
            "Not in the wage records isn't unemployed: the self-employed, federal and military "
            "jobs and jobs in other states are missing."
        ),
        _("Nothing here is an effect of a program: there is no comparison group."),
        _("Pay of a quarter includes quarters worked in part, and the records know no hours."),
        _("Firms that merge or change accounts can look like moves; such links are flagged, not removed."),
        _("The latest quarter covered is {last}.").format(
            last=Periods(told.asked.first, told.asked.last).name(told.asked.last)
        ),
    ]


def _next(told: Told) -> list[Block]:
    _ = told.translate
    columns = (_("action"), _("owner"), _("date"))
    rows: list[tuple[str, ...]] = [
        (action.what, told.stated(action.owner), told.stated(action.date)) for action in told.about.actions
    ]
    stated = _("not stated")
    return [
        heading(_("Next")),
        table(_("Actions that the partnership proposes"), columns, rows or [(stated, stated, stated)], wide=(0, 1, 2)),
    ]
