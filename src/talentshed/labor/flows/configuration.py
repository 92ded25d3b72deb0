"""What shall be analyzed, from which columns of which files, and by which settings? The file flows.toml as a value.

`parse` turns the text into a frozen `FlowsConfiguration` or raises `FlowsError` in one sentence that names the file,
the section, the key, what is wrong and how to mend it. It opens nothing: that files and columns exist is said by those
who read them.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from talentshed.labor.flows.about_section import about_of
from talentshed.labor.flows.configuration_section import Section
from talentshed.labor.flows.problem import FlowsError
from talentshed.labor.flows.publishing.asked import About

SECTOR_LEVEL = "sector"
LEVELS: tuple[str | int, ...] = (SECTOR_LEVEL, 2, 3, 4, 5, 6)
QUARTER_FORMATS = ("auto", "index", "yyyyq", "calendar")
"""Of quarters that are whole numbers. `index`: any numbering; `yyyyq`: 20243; `calendar`: year x 4 + quarter - 1;
`auto`: yyyyq where every value looks like it, else index. Texts such as 2024Q3 and dates need no format."""
EARNINGS_UNITS = ("dollars", "cents")
KEEPS = ("first", "highest")
NOMINAL, CPI = "none", "cpi-u"
JOINED = {"31-33": ("31", "32", "33"), "44-45": ("44", "45"), "48-49": ("48", "49")}
"""NAICS sectors that span several two-digit codes."""
_SECTIONS = ("wages", "analysis", "employers", "completions", "people", "backend", "hashing", "about")


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows stand: in files (paths or globs, relative ones made absolute), or in a table of the backend."""

    files: tuple[str, ...] = ()
    table: str = ""


@dataclass(frozen=True, slots=True)
class Wages:
    """Column names of the quarterly wage records; None where a column isn't there."""

    source: Source
    worker: str
    employer: str
    quarter: str
    earnings: str
    naics: str | None = None
    county: str | None = None
    site: str | None = None
    filed: str | None = None
    earnings_unit: str = "dollars"
    quarter_format: str = "auto"
    state: str | None = None
    """Two-digit FIPS code put before county codes of up to three digits; None: county codes have five."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is asked: industries, the sector and region in focus, and how dollars of different years compare."""

    industry_level: str | int = SECTOR_LEVEL
    sector: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    """County codes, five digits."""
    sector_name: str = ""
    region_name: str = ""
    """What people call sector and region; empty: their codes, or the key of the region."""
    region_key: str = ""
    """A named region, such as metro-37900: whoever runs the analysis turns it into counties."""
    deflator: str | None = None
    """`cpi-u`, `none`, or the path of an index file; None: cpi-u where quarters are of the calendar, else none."""
    base: str = ""
    """Year or quarter whose dollars are used, as 2024 or 2024Q4; empty: the last quarter of the records."""
    education_window: int = 4
    """Quarters after an award in which a start counts as coming from education."""
    attached_cents: int | None = None
    """Least earnings of a year of those attached to the labor force; None: the definition's own."""


@dataclass(frozen=True, slots=True)
class Employers:
    """Columns of employer attributes: a row for each employer, or unit of one, or for each of its quarters."""

    source: Source
    employer: str
    quarter: str | None = None
    naics: str | None = None
    county: str | None = None
    size: str | None = None


@dataclass(frozen=True, slots=True)
class Completions:
    """Columns of the awards, and which award of a person counts."""

    source: Source
    person: str
    date: str
    institution: str | None = None
    cip: str | None = None
    level: str | None = None
    keep: str = "first"
    level_order: tuple[str, ...] = ()
    """Award levels from the lowest to the highest; empty: levels are numbers that rise."""
    since: str = ""
    until: str = ""
    """First and last quarter whose awards count, as 2019Q3 or as a number; empty: all."""


@dataclass(frozen=True, slots=True)
class People:
    """The column that names a person, and (attribute, column) of each attribute."""

    source: Source
    person: str
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Backend:
    """Where tables stand and how much of the machine may be used; files alone need none of it."""

    url: str = field(default="", repr=False)  # it may hold a password
    memory_limit: str = ""
    threads: int | None = None
    spill: str = ""
    """Folder for what doesn't fit into memory."""


@dataclass(frozen=True, slots=True)
class FlowsConfiguration:
    """One analysis as flows.toml asks for it."""

    wages: Wages
    analysis: Analysis = Analysis()
    employers: Employers | None = None
    completions: Completions | None = None
    people: People | None = None
    backend: Backend = Backend()
    key_file: str = ""
    """File with the key of the hashes; empty: TALENTSHED_FLOWS_KEY, or a random key of this run."""
    about: About = field(default_factory=About)

    def has(self, need: str) -> bool:
        """Say whether a need of `definitions.NEEDS` is met: completions, people, or a sector in focus."""
        return bool(self.analysis.sector) if need == "sector" else getattr(self, need) is not None


def parse(
    text: str, *, file: str = "flows.toml", folder: Path = Path(), _: Callable[[str], str] = str
) -> FlowsConfiguration:
    """Return what the text of a configuration file asks for; relative paths count from `folder`.

    Raises FlowsError, with the name `file` in it, for the first mistake found.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        message = _("{file} can't be read as TOML ({why}): mend that line; text stands in quotes.")
        raise FlowsError(message.format(file=file, why=problem)) from None
    if odd := sorted(name for name in content if name not in _SECTIONS):
        message = _("{file}: there is no section [{name}]; the sections are {known}.")
        raise FlowsError(message.format(file=file, name=odd[0], known=", ".join(f"[{each}]" for each in _SECTIONS)))
    if "wages" not in content:
        message = _("{file} has no section [wages]: name the wage files and their columns in it.")
        raise FlowsError(message.format(file=file))
    sections = {name: Section(name, content[name], file=file, folder=folder, _=_) for name in content}
    found = FlowsConfiguration(
        wages=_wages(sections["wages"]),
        analysis=_analysis(sections["analysis"]) if "analysis" in sections else Analysis(),
        employers=_employers(sections["employers"]) if "employers" in sections else None,
        completions=_completions(sections["completions"]) if "completions" in sections else None,
        people=_people(sections["people"]) if "people" in sections else None,
        backend=_backend(sections["backend"]) if "backend" in sections else Backend(),
        key_file=sections["hashing"].path("key_file") if "hashing" in sections else "",
        about=about_of(sections["about"]) if "about" in sections else About(),
    )
    for section in sections.values():
        section.refuse_the_rest()
    _check_tables_have_a_backend(found, sections)
    return found


def _source(section: Section) -> Source:
    files, table = section.paths("files"), section.text("table")
    if bool(files) == bool(table):
        raise section.wrong("files", section._("give either files (a path or a pattern) or table, and not both"))
    return Source(files=files, table=table)


def _wages(section: Section) -> Wages:
    state = section.text("state")
    if state and not (len(state) == 2 and state.isdigit()):
        raise section.wrong("state", section._("'{found}' is no state code; write two digits, as 17"), found=state)
    return Wages(
        source=_source(section),
        worker=section.needed("worker"),
        employer=section.needed("employer"),
        quarter=section.needed("quarter"),
        earnings=section.needed("earnings"),
        naics=section.text("naics") or None,
        county=section.text("county") or None,
        site=section.text("site") or None,
        filed=section.text("filed") or None,
        earnings_unit=section.choice("earnings_unit", EARNINGS_UNITS),
        quarter_format=section.choice("quarter_format", QUARTER_FORMATS),
        state=state or None,
    )


def _analysis(section: Section) -> Analysis:
    level = section.level("industry_level", LEVELS)
    counties, region_key = section.region("region")
    deflator = section.text("deflator")
    if deflator and deflator.lower() in (NOMINAL, CPI):
        deflator = deflator.lower()
    elif deflator:
        deflator = section.path("deflator")
    dollars = section.number("attached_earnings", least=0)
    return Analysis(
        industry_level=level,
        sector=_sector(section, level),
        region=counties,
        sector_name=section.text("sector_name"),
        region_name=section.text("region_name"),
        region_key=region_key,
        deflator=deflator or None,
        base=section.quarter("base", years=True),
        education_window=section.whole("education_window", least=0, default=4),
        attached_cents=None if dollars is None else round(dollars * 100),
    )


def _sector(section: Section, level: str | int) -> tuple[str, ...]:
    codes = section.codes("sector")
    spanned = {part: joined for joined, parts in JOINED.items() for part in parts}
    for code in codes:
        if level == SECTOR_LEVEL and code in spanned:
            message = section._("'{code}' is part of the sector {joined}: write {joined}, or raise industry_level")
            raise section.wrong("sector", message, code=code, joined=spanned[code])
        # a sector that spans several codes has two digits
        finest = 2 if level == SECTOR_LEVEL else int(level)
        if "-" not in code and len(code) > finest:
            message = section._("'{code}' is finer than industry_level {level}: raise industry_level, or shorten it")
            raise section.wrong("sector", message, code=code, level=level)
    return codes


def _employers(section: Section) -> Employers:
    found = Employers(
        source=_source(section),
        employer=section.needed("employer"),
        quarter=section.text("quarter") or None,
        naics=section.text("naics") or None,
        county=section.text("county") or None,
        size=section.text("size") or None,
    )
    if not found.naics and not found.county:
        raise section.wrong("naics", section._("name the column of naics or of county, or leave the section out"))
    return found


def _completions(section: Section) -> Completions:
    return Completions(
        source=_source(section),
        person=section.needed("person"),
        date=section.needed("date"),
        institution=section.text("institution") or None,
        cip=section.text("cip") or None,
        level=section.text("level") or None,
        keep=section.choice("keep", KEEPS),
        level_order=section.texts("level_order"),
        since=section.quarter("since"),
        until=section.quarter("until"),
    )


def _people(section: Section) -> People:
    person, source = section.needed("person"), _source(section)
    named = [(name, name) for name in section.texts("attributes")]
    mapped = [(name, section.text(name)) for name in section.others()]
    if not named and not mapped:
        raise section.wrong("attributes", section._('name the columns to compare groups by, as attributes = ["sex"]'))
    return People(source=source, person=person, attributes=tuple(named + mapped))


def _backend(section: Section) -> Backend:
    threads = section.whole("threads", least=1, default=0)
    return Backend(
        url=section.text("url"),
        memory_limit=section.memory("memory_limit"),
        threads=threads or None,
        spill=section.path("spill"),
    )


def _check_tables_have_a_backend(found: FlowsConfiguration, sections: dict[str, Section]) -> None:
    for name in ("wages", "employers", "completions", "people"):
        part = getattr(found, name)
        if part is not None and part.source.table and not found.backend.url:
            section = sections[name]
            message = section._("a table needs [backend] url, as postgresql://server/database or spark")
            raise section.wrong("table", message)
