"""An invented region and sector, marked as demonstration: the report that the report tests render."""

from collections.abc import Callable

import ibis

from talentshed.labor import charts
from talentshed.web.reports.report import Passage, Report
from talentshed.web.ui.values import Figure, Grid, GridColumn, ReceiptLine, ReceiptView

PLACE = "Demo Valley (invented)"
SECTOR = "machinery manufacturing"
SOURCE = "Invented figures for demonstration. Counts no government, farm, rail or self-employed jobs."


def receipt(name: str, formula: str, filled: str, status: str = "estimated") -> ReceiptView:
    return ReceiptView(
        name=name,
        formula=formula,
        filled=filled,
        citation="Invented for tests",
        edition="e-1a2b3c4d",
        code_version="0.1.0",
        status=status,
        sources=(ReceiptLine("Demo Patterns", "Demo Bureau", "2017-2021", "public domain"),),
        misses=("It counts no government, farm, rail or self-employed jobs.",),
        bounds="2,310 to 2,540 jobs",
    )


def figure(key: str, heading: str, picture: charts.Picture, grid: Grid, made: ReceiptView, **extra: object) -> Figure:
    return Figure(
        key=key, heading=heading, sentence=picture.sentence, receipt=made, grid=grid, svg=charts.svg(picture), **extra
    )


def grid(caption: str, rows: list[dict], *columns: GridColumn) -> Grid:
    return Grid(caption, columns, tuple(rows))


def jobs_figure() -> Figure:
    rows = [
        {"year": 2017, "jobs": 14200, "jobs_low": 13000, "jobs_high": 16100, "status": "estimated"},
        {"year": 2018, "jobs": 14690, "jobs_low": 14100, "jobs_high": 15600, "status": "estimated"},
        {"year": 2019, "jobs": 15500, "jobs_low": 15500, "jobs_high": 15500, "status": "reported"},
        {"year": 2020, "jobs": None, "jobs_low": 9000, "jobs_high": 17000, "status": "withheld_by_source"},
        {"year": 2021, "jobs": 17711, "jobs_low": 17100, "jobs_high": 18100, "status": "estimated"},
    ]
    picture = charts.jobs_over_time_chart(ibis.memtable(rows), sector=SECTOR, place=PLACE, source=SOURCE)
    columns = (
        GridColumn("year", "Year", "year"),
        GridColumn("jobs", "Jobs", "count", low="jobs_low", high="jobs_high", help="Paid employees in mid-March"),
        GridColumn("status", "Standing", "status"),
    )
    return figure(
        "jobs",
        "Machinery added about 3,500 jobs in four years",
        picture,
        grid("Jobs by year", rows, *columns),
        receipt("Jobs", "sum of the cells of the counties", "4,210 + 13,501 = 17,711"),
        notes=("Figures for 2020 and 2021 stand in the pandemic.",),
        questions=("Does the growth feel real on your shop floor?", "Which plants opened or closed since 2021?"),
    )


def mix_figure() -> Figure:
    drawn = """Health Care and Social Assistance|62|0.182|0.182|0.182|reported
Manufacturing|31-33|0.15|0.12|0.18|estimated
Retail Trade|44-45|0.11|0.11|0.11|reported
Accommodation and Food Services|72|0.09|0.09|0.09|reported
Administrative and Support and Waste Management Services|56|0.05|0.048|0.055|estimated
Management of Companies and Enterprises|55||0.02|0.09|withheld_by_source"""
    rows = []
    for line in drawn.splitlines():
        title, naics, share, low, high, status = line.split("|")
        known = float(share) if share else None
        rows.append(
            {
                "title": title,
                "naics": naics,
                "share": known,
                "share_low": float(low),
                "share_high": float(high),
                "status": status,
            }
        )
    picture = charts.region_mix_chart(ibis.memtable(rows), place=PLACE, highlight=["31-33"], source=SOURCE)
    columns = (
        GridColumn("title", "Sector"),
        GridColumn("naics", "NAICS", "code"),
        GridColumn("share", "Share of jobs", "percent", low="share_low", high="share_high"),
    )
    return figure(
        "mix",
        "Manufacturing is the second-largest sector of the region",
        picture,
        grid("Jobs by sector", rows, *columns),
        receipt("Share of jobs", "s = e_ir / E_r", "17,711 / 118,000 = 15%"),
    )


def shift_figure() -> Figure:
    rows = [
        {
            "national": -38,
            "mix": 120,
            "competitive": 2129,
            "change": 2211,
            "change_low": 1600,
            "change_high": 2600,
            "status": "estimated",
        }
    ]
    picture = charts.shift_share_chart(
        ibis.memtable(rows), sector=SECTOR, place=PLACE, first_year=2019, last_year=2021, source=SOURCE
    )
    columns = tuple(
        GridColumn(key, label, "count")
        for key, label in (
            ("national", "Growth of the nation"),
            ("mix", "Industry everywhere"),
            ("competitive", "Special to the region"),
        )
    )
    return figure(
        "shift",
        "Most of the gain is home-made",
        picture,
        grid(
            "Parts of the change in jobs",
            rows,
            *columns,
            GridColumn("change", "Change", "count", low="change_low", high="change_high"),
        ),
        receipt("Shift-share", "change = national + mix + competitive", "-38 + 120 + 2,129 = 2,211"),
        questions=("What does this region offer that others don't?",),
    )


def pay_figure() -> Figure:
    drawn = (
        ("Machinery Manufacturing", "333", 71200, "reported"),
        ("Hospitals", "622", 58000, "reported"),
        ("Truck Transportation", "484", 49000, "reported"),
        ("Retail Trade", "44-45", 27000, "reported"),
        ("Management of Companies", "55", None, "withheld_by_source"),
    )
    rows = [dict(zip(("title", "naics", "pay", "status"), row, strict=True)) for row in drawn]
    picture = charts.pay_chart(ibis.memtable(rows), place=PLACE, region_pay=51500.0, source=SOURCE)
    return figure(
        "pay",
        "Machinery pays 38% more than the region",
        picture,
        grid("Average pay per job", rows, GridColumn("title", "Industry"), GridColumn("pay", "Pay a year", "usd")),
        receipt("Pay per job", "payroll / jobs with published payroll", "1,261,000,000 / 17,711 = $71,200", "reported"),
    )


def quotient_figure() -> Figure:
    drawn = (
        ("Machinery Manufacturing", "333", 9.1, 8.4, "estimated"),
        ("Hospitals", "622", 1.8, 1.7, "reported"),
        ("Truck Transportation", "484", 0.9, 0.7, "reported"),
        ("Management of Companies", "55", 2.2, None, "withheld_by_source"),
    )
    rows = [dict(zip(("title", "naics", "lq", "lq_before", "status"), row, strict=True)) for row in drawn]
    picture = charts.quotient_chart(ibis.memtable(rows), place=PLACE, year_before=2017, year=2021, source=SOURCE)
    columns = (
        GridColumn("title", "Industry"),
        GridColumn("lq_before", "2017", "ratio"),
        GridColumn("lq", "2021", "ratio"),
    )
    return figure(
        "lq",
        "Machinery is nine times as concentrated here as in the nation",
        picture,
        grid("Location quotient", rows, *columns),
        receipt(
            "Location quotient",
            "LQ = (e_ir / E_r) / (e_in / E_n)",
            "(17,711 / 118,000) / (1,050,000 / 63,700,000) = 9.10",
        ),
    )


WAGES = ("annual_p10_usd", "annual_p25_usd", "annual_p50_usd", "annual_p75_usd", "annual_p90_usd")


def ladder_figure() -> Figure:
    drawn = """51-2090|Miscellaneous Assemblers and Fabricators|entry|30000 33000 38000 45000 52000
53-7065|Stockers and Order Fillers|entry|-
51-9161|Computer Numerically Controlled Tool Operators|middle|36000 42000 48000 56000 63000
51-4041|Machinists|middle|37000 44000 51680 60000 70000
17-2141|Mechanical Engineers|advanced|66000 78000 98000 120000 145000
11-3051|Industrial Production Managers|advanced|75000 90000 115000 150000 189000"""
    rows = []
    for line in drawn.splitlines():
        soc, title, rung, wages = line.split("|")
        paid = [int(wage) for wage in wages.split()] if wages != "-" else [None] * 5
        status = "reported" if wages != "-" else "withheld_by_source"
        rows.append({"soc": soc, "title": title, "rung": rung, "status": status} | dict(zip(WAGES, paid, strict=True)))
    picture = charts.ladder_chart(ibis.memtable(rows), sector=SECTOR, place=PLACE, source=SOURCE)
    labels = ("Lowest tenth", "Lowest quarter", "Median", "Highest quarter", "Highest tenth")
    columns = tuple(GridColumn(key, label, "usd") for key, label in zip(WAGES, labels, strict=True))
    return figure(
        "ladder",
        "From assembler to machinist is a step of $13,680",
        picture,
        grid("Pay by occupation, dollars a year", rows, GridColumn("title", "Occupation"), *columns),
        receipt(
            "Occupation ladder",
            "rung = job zone; pay = percentiles of the area",
            "median of Machinists = $51,680",
            "reported",
        ),
        questions=("Which step is hardest to fill?",),
    )


def openings_figure() -> Figure:
    drawn = (
        ("51-4041", "Machinists", 4, 18, 33, 55),
        ("51-2090", "Miscellaneous Assemblers and Fabricators", -20, 60, 95, 135),
        ("17-2141", "Mechanical Engineers", 6, 8, 12, 26),
    )
    rows = [
        dict(zip(("soc", "title", "growth", "exits", "transfers", "openings"), row, strict=True))
        | {"status": "estimated"}
        for row in drawn
    ]
    picture = charts.openings_chart(ibis.memtable(rows), sector=SECTOR, place=PLACE, source=SOURCE)
    columns = tuple(
        GridColumn(key, label, "count")
        for key, label in (
            ("growth", "New jobs"),
            ("exits", "Leave work"),
            ("transfers", "Change occupation"),
            ("openings", "Openings a year"),
        )
    )
    return figure(
        "openings",
        "Nearly all openings replace people who leave",
        picture,
        grid("Openings a year", rows, GridColumn("title", "Occupation"), *columns),
        receipt("Openings", "growth + exits + transfers", "4 + 18 + 33 = 55"),
    )


def completers_figure() -> Figure:
    drawn = (
        ("48.05", "Precision Metal Working", 120),
        ("15.06", "Industrial Production Technologies", 86),
        ("14.19", "Mechanical Engineering", 64),
        ("52.02", "Business Administration", None),
    )
    rows = [
        {"cip": cip, "program": program, "completions": count, "status": "reported" if count else "not_reported"}
        for cip, program, count in drawn
    ]
    picture = charts.completers_chart(ibis.memtable(rows), place=PLACE, year=2024, source=SOURCE)
    columns = (
        GridColumn("cip", "CIP", "code"),
        GridColumn("program", "Program"),
        GridColumn("completions", "Awards", "count"),
    )
    return figure(
        "completers",
        "Local programs award 270 degrees and certificates a year",
        picture,
        grid("Awards by program", rows, *columns),
        receipt("Completers", "sum of awards of related programs", "120 + 86 + 64 = 270", "reported"),
    )


FIGURES: tuple[Callable[[], Figure], ...] = (
    mix_figure,
    jobs_figure,
    quotient_figure,
    shift_figure,
    pay_figure,
    ladder_figure,
    openings_figure,
    completers_figure,
)


def demo_report(language: str = "en") -> Report:
    """Return a whole packet of eight figures on the invented region."""
    return Report(
        title="Machinery Manufacturing",
        subtitle="Sector packet",
        place=PLACE,
        edition="e-1a2b3c4d",
        permalink="https://example.org/packet/demo-valley/machinery/e-1a2b3c4d",
        date_line="Jobs and pay 2017 to 2021, wages May 2025, awards 2024",
        summary=(
            "About 17,700 people work in machinery manufacturing in Demo Valley, one job in seven.",
            "The sector pays $71,200 a year on average, 38% more than the region as a whole.",
            "It is nine times as concentrated here as in the nation, and the lead has grown since 2017.",
            "About 216 openings come up each year; nearly all replace people who leave.",
            "Local programs award 270 related degrees and certificates a year.",
        ),
        limits=(
            "The figures count no government, farm, rail or self-employed jobs.",
            "Where the agency withholds a figure, we show the range that the published figures allow, never zero.",
            "Data lag: ask the people at the table what has changed since.",
        ),
        attributions=("Demo Bureau, Demo Patterns 2017-2021, public domain.", "Invented figures; no real place."),
        sections=(
            *(make() for make in FIGURES),
            Passage(
                "What happens next",
                ("Bring this packet to the table.",),
                ("Which two figures surprise you?", "Which one do you doubt?"),
            ),
        ),
        language=language,  # type: ignore[arg-type]
    )
