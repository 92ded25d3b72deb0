"""Whom of those who complete a program does the region's sector keep, and who goes elsewhere?"""

from typing import Any

from django.utils.translation import gettext as _

from talentshed.web.flows.queries import drawing
from talentshed.web.flows.queries.regional_drawing import Drawing, draw
from talentshed.web.flows.queries.regional_reading import Reading, figure, standing
from talentshed.web.flows.queries.regional_words import OTHER_FIELDS, program_in_words, status_in_words
from talentshed.web.flows.release_sheets import TOTAL, Cell, Sheet
from talentshed.web.ui import formats
from talentshed.web.ui.values import Figure, GridColumn

AFTER = 4
"""Quarters after the award at which completers are looked at."""
MOST_PROGRAMS = 8
HERE, LEAKED, OUT = "sector_in_region", "leaked", "not_in_records"
_PLACES = {"captured": HERE, "leaked": LEAKED, "not_in_records": OUT}


def programs_shown(sheet: Sheet) -> list[str]:
    """Return the single programs with most completers, the largest first, and all of them together."""
    whole = {cell.codes[0]: cell.value for cell in sheet.cells if cell.codes[1] == f"after {AFTER}"}
    single = [code for code in whole if code not in (TOTAL, OTHER_FIELDS) and not _is_field(code)]
    order = sorted(single, key=lambda code: (-(whole[code] or 0.0), code))
    return [*order[:MOST_PROGRAMS], *([TOTAL] if TOTAL in whole else [])]


def _is_field(code: str) -> bool:
    return code.startswith("field ") and "," not in code


def leakage(reading: Reading) -> Figure | None:
    """Return where the completers of each program are: kept, elsewhere, or not in the records."""
    sheet = reading.sheet("completers")
    if sheet is None:
        return None
    found = [
        (program_in_words(program), place, cell)
        for program in programs_shown(sheet)
        for place, figure in _PLACES.items()
        if (cell := sheet.find(program=program, figure=f"after {AFTER}: {figure}")) is not None
    ]
    if not found:
        return None
    title = _("Where completers are {quarters} quarters after their award: {place}").format(
        quarters=AFTER, place=reading.release.region
    )
    columns: dict[str, list[Any]] = {
        "program": [program for program, _place, _cell in found],
        "place": [place for _program, place, _cell in found],
        "completers": [cell.value for _program, _place, cell in found],
        "status": [cell.status for _program, _place, cell in found],
    }
    places = {
        "captured": _("in the sector and region"),
        "leaked": _("employed elsewhere"),
        "not_in_records": _("not in the wage records"),
    }
    drawn = draw("leakage", columns, title=title, source=reading.source, whole=program_in_words(TOTAL))
    return figure(
        reading,
        "leakage",
        (sheet.name,),
        title,
        drawn,
        (GridColumn("program", _("Program")), GridColumn("place", _("Where they are")), _completers()),
        [{"program": program, "place": places[place], **standing(cell)} for program, place, cell in found],
    )


def _completers() -> GridColumn:
    return GridColumn("value", _("Completers"), "count")


def capture(reading: Reading) -> Figure | None:
    """Return the capture rate of each program. The table gives percents, pages take shares."""
    from talentshed.labor.charts.marks import Bar

    sheet, counts = reading.sheet("capture"), reading.sheet("completers")
    if sheet is None or counts is None:
        return None
    found = [
        (program_in_words(program), Cell(cell.codes, None if cell.value is None else cell.value / 100, cell.status))
        for program in programs_shown(counts)
        if (cell := sheet.find(program=program, after=f"after {AFTER}", rate="capture rate")) is not None
    ]
    if not found:
        return None
    title = _("Capture rate {quarters} quarters after the award").format(quarters=AFTER)
    shown = [(name, cell.value) for name, cell in found if cell.value is not None and name != program_in_words(TOTAL)]
    if shown:
        best, rate = max(shown, key=lambda each: each[1])
        sentence = _("The greatest share is kept of {program}: {rate} of its completers work in the sector and region.")
        sentence = sentence.format(program=best, rate=formats.written(rate, "percent"))
    else:
        sentence = _("None of these figures can be shown without telling of few people or employers.")
    bars = [
        Bar(name, cell.value, formats.in_words(cell.value, "percent", status=status_in_words(cell.status)))
        for name, cell in found
    ]
    svg, spec = drawing.bars(
        bars if any(each.value is not None for each in bars) else [], title=title, sentence=sentence
    )
    columns = (GridColumn("program", _("Program")), GridColumn("value", _("Capture rate"), "percent"))
    rows = [{"program": name, **standing(cell)} for name, cell in found]
    return figure(reading, "capture", (sheet.name, counts.name), title, Drawing(svg, spec, sentence), columns, rows)
