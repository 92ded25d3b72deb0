"""Which pictures go with a release? Each is drawn from one published table and from nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa

from talentshed.labor.disclosure.hierarchy import TOTAL
from talentshed.labor.flows.definitions.moving import DESTINATIONS, SOURCES
from talentshed.labor.flows.publishing.asked import About, Asked
from talentshed.labor.flows.publishing.names import place_in_words, place_names, sector_in_words, sector_names
from talentshed.labor.flows.publishing.sheet import Sheet, Shown

if TYPE_CHECKING:
    from talentshed.labor.flows.publishing.folder import Safe

Language = Literal["en", "es"]
Draw = Callable[..., tuple[str, str, str]]
"""Takes the kind of a picture (sankey, matrix, survival, fan, leakage), its table and words; returns the SVG file, the
sentence, the alternative text: `charts.flow_figures.drawing`. Charts and flows don't know each other."""
MOST_PROGRAMS = 8
AFTER = 4
"""Quarters after the award at which the completers are drawn."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One picture: the sheet that it shows, its title, and itself."""

    sheet: str
    title: str
    svg: str
    sentence: str
    description: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What every picture of a release shares."""

    safe: "Safe"
    asked: Asked
    source: str
    language: Language
    translate: Callable[[str], str]
    draw: Draw

    def drawn(self, kind: str, sheet: str, title: str, table: pa.Table, **options: Any) -> Drawn:
        """Return a picture of a table."""
        shared = {"source": self.source, "locale": self.language, "_": self.translate}
        drawing, sentence, description = self.draw(kind, table, title=title, **shared, **options)
        return Drawn(sheet, title, drawing, sentence, description)

    @property
    def sector(self) -> str:
        """The published code of the focus; without one, all sectors."""
        return self.safe.industries.focus(self.asked.sector) if self.asked.sector else TOTAL


def draw_figures(
    safe: "Safe", asked: Asked, about: About, *, draw: Draw, language: Language = "en", _: Callable[[str], str] = str
) -> dict[str, Drawn]:
    """Return the pictures of a release by file name; those without a published figure are left out."""
    words = _("Source: {agency}, wage records {vintage}. Hidden figures aren't zero.")
    stated = _("not stated")
    source = words.format(agency=about.agency or stated, vintage=about.vintage or stated)
    setting = Setting(safe, asked, source, language, _, draw)
    drawn = {
        "inflow-and-outflow": _streams(setting),
        "industry-matrix": _matrix(setting),
        "retention": _survival(setting),
        "earnings": _fan(setting),
        "capture-and-leakage": _leakage(setting),
    }
    return {name: each for name, each in drawn.items() if each is not None}


def _table(names: tuple[str, ...], rows: list[tuple[object, ...]]) -> pa.Table:
    return pa.table({name: [row[place] for row in rows] for place, name in enumerate(names)})


def published_year(setting_or_safe: "Safe") -> str | None:
    """Return the last complete year of the inflow and outflow tables."""
    for name in ("inflow", "outflow"):
        sheet = setting_or_safe.sheets.get(name)
        if sheet is not None:
            return max(row.codes[1] for row in sheet.rows if "Q" not in row.codes[1] and "quarter " not in row.codes[1])
    return None


def streams_of(safe: "Safe", sector: str, year: str) -> list[tuple[str, str, Shown]]:
    """Return (side, source or destination, published cell) of a sector's year in reading order."""
    found = []
    for side, name, order in (("in", "inflow", SOURCES), ("out", "outflow", DESTINATIONS)):
        sheet = safe.sheets.get(name)
        for place in order:
            codes = {"source" if side == "in" else "destination": place}
            row = None if sheet is None else sheet.find(sector=sector, time=year, **codes)
            if row is not None:
                found.append((side, place, row))
    return found


def _streams(setting: Setting) -> Drawn | None:
    _, year = setting.translate, published_year(setting.safe)
    found = [] if year is None else streams_of(setting.safe, setting.sector, year)
    if not found or year is None or all(row.value is None for _side, _place, row in found):
        return None
    names = place_names(_)
    rows = [(side, names.get(place, place), row.value, row.status) for side, place, row in found]
    sector = sector_in_words(setting.asked, setting.sector, _)
    title = _("Who joined and who left: {sector}, {year}").format(sector=sector, year=year)
    table = _table(("side", "name", "people", "status"), list(rows))
    return setting.drawn("sankey", "inflow", title, table, middle=sector)


def _matrix(setting: Setting) -> Drawn | None:
    _, sheet = setting.translate, setting.safe.sheets.get("industry_matrix")
    if sheet is None:
        return None
    rows = [(*row.codes, row.value, row.status) for row in sheet.rows if TOTAL not in row.codes]
    title = _("Moves between sectors, all published years")
    table = _table(("origin", "destination", "flows", "status"), list(rows))
    return setting.drawn("matrix", "industry_matrix", title, table, names=sector_names(_))


def spell_sector_words(safe: "Safe", asked: Asked, code: str, _: Callable[[str], str] = str) -> str:
    """Return the name of a sector of the retention tables: the focus has its name only if it is the whole sector."""
    is_focus = bool(asked.sector) and code == safe.industries.focus(asked.sector)
    return sector_in_words(asked, code, _) if is_focus else sector_names(_).get(code, code)


def curve_sectors(setting: Setting, sheet: Sheet) -> list[str]:
    """Return the sectors whose curves are drawn: the focus or the two with most at risk, and all together."""
    known = list(dict.fromkeys(row.codes[0] for row in sheet.rows if row.value is not None))
    if setting.asked.sector:
        own = setting.safe.industries.around(setting.asked.sector)
        chosen = [own] if own in known else []
    else:
        at_risk = {
            row.codes[0]: row.value or 0
            for row in setting.safe.sheets["retention"].rows
            if row.codes[1] == "at risk at 1"
        }
        chosen = sorted((code for code in known if code != TOTAL), key=lambda code: (-at_risk.get(code, 0), code))[:2]
    return [*chosen, *([TOTAL] if TOTAL in known else [])]


def _survival(setting: Setting) -> Drawn | None:
    _, sheet = setting.translate, setting.safe.sheets.get("retention_curve")
    sectors = [] if sheet is None else curve_sectors(setting, sheet)
    if sheet is None or not sectors:
        return None
    held: dict[str, list[Shown]] = {}
    for row in sheet.rows:
        held.setdefault(row.codes[0], []).append(row)
    rows = [(code, int(row.codes[1]), row.value, row.low, row.high) for code in sectors for row in held[code]]
    names = {code: spell_sector_words(setting.safe, setting.asked, code, _) for code in sectors}
    title = _("How long those who are hired stay with their employer")
    table = _table(("sector", "quarters", "share", "low", "high"), list(rows))
    return setting.drawn("survival", "retention_curve", title, table, names=names)


def fan_sector(setting: Setting, sheet: Sheet) -> str | None:
    """Return the sector whose earnings are drawn: the focus, else the one with most published percentiles."""
    counts: dict[str, int] = {}
    for row in sheet.rows:
        counts[row.codes[0]] = counts.get(row.codes[0], 0) + (row.value is not None)
    if setting.asked.sector:
        return setting.sector if counts.get(setting.sector) else None
    best = sorted(counts, key=lambda code: (-counts[code], code))
    return best[0] if best and counts[best[0]] else None


def _fan(setting: Setting) -> Drawn | None:
    _, sheet = setting.translate, setting.safe.sheets.get("earnings_percentiles")
    sector = None if sheet is None else fan_sector(setting, sheet)
    if sheet is None or sector is None:
        return None
    held = {row.codes[1:]: row.value for row in sheet.rows if row.codes[0] == sector}
    offsets = sorted({int(offset) for offset, _name in held})
    rows = [(each, *(held.get((f"{each:+d}", name)) for name in ("p25", "p50", "p75"))) for each in offsets]
    title = _("Earnings before and after a start: {sector}").format(sector=sector_in_words(setting.asked, sector, _))
    table = _table(("offset", "p25", "p50", "p75"), list(rows))
    return setting.drawn("fan", "earnings_percentiles", title, table)


def programs_shown(safe: "Safe") -> list[str]:
    """Return the programs that are drawn: the largest with all counts, then those with hidden ones."""
    sheet = safe.sheets["completers"]
    whole = {row.codes[0]: row.value for row in sheet.rows if row.codes[1] == f"after {AFTER}"}
    single = [code for code in whole if code != TOTAL and not code.startswith("field ") and code != "other fields"]
    order = sorted(single, key=lambda code: (-(whole[code] or 0.0), code))
    return [*order[:MOST_PROGRAMS], *([TOTAL] if TOTAL in whole else [])]


def _leakage(setting: Setting) -> Drawn | None:
    _ = setting.translate
    if "completers" not in setting.safe.sheets:
        return None
    figures = {
        "captured": f"after {AFTER}: sector_in_region",
        "leaked": f"after {AFTER}: leaked",
        "not_in_records": f"after {AFTER}: not_in_records",
    }
    sheet, rows = setting.safe.sheets["completers"], []
    for program in programs_shown(setting.safe):
        name = _("All programs") if program == TOTAL else program
        for place, figure in figures.items():
            cell = sheet.find(program=program, figure=figure)
            if cell is not None:
                rows.append((name, place, cell.value, cell.status))
    if all(row[2] is None for row in rows):
        return None
    where = place_in_words(setting.asked, _)
    title = _("Where completers are {quarters} quarters after their award: {place}").format(quarters=AFTER, place=where)
    table = _table(("program", "place", "completers", "status"), list(rows))
    return setting.drawn("leakage", "completers", title, table, whole=_("All programs"))
