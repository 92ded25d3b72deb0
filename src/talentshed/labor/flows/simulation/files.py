"""Which files does a simulation write? Wage records by quarter, employers, completions, people: Parquet, all marked."""

import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from talentshed.labor.flows.simulation import world
from talentshed.labor.flows.simulation.blemishes import EARLY, LATE, NO_CENTS, NO_ID, Records
from talentshed.labor.flows.simulation.employers import COUNTY_CODES, INDUSTRY_CODES, Employers
from talentshed.labor.flows.simulation.pay import Rows
from talentshed.labor.flows.simulation.people import People
from talentshed.labor.flows.simulation.settings import INTEGER, Settings, quarter_name

ROW_GROUP = 1 << 20
NOTE = "Invented by talentshed flows simulate; no real person, employer or school."
MARK: Any = {b"simulated": b"true", b"note": NOTE.encode("ascii")}
"""What every file says of itself."""
_DAYS = {0: 30, EARLY: 25, LATE: 80}
_COMPRESSION: Literal["zstd"] = "zstd"
_COMPLETION_COLUMNS = ("person_id", "institution", "cip", "award_level", "award_date")


def wage_schema(settings: Settings) -> pa.Schema:
    """Return the columns of the wage records."""
    coded = pa.dictionary(pa.int16(), pa.string())
    fields: list[Any] = [
        ("person_id", pa.int64()),
        ("employer_id", pa.int64()),
        ("quarter", pa.int32() if settings.quarter_format == INTEGER else coded),
        ("wages", pa.float64()),
        ("naics", coded),
        ("county", coded),
    ]
    if settings.refilings:
        fields.append(("filed", pa.date32()))
    return pa.schema(fields, metadata=MARK)


def write_wages(
    folder: Path, settings: Settings, place: int, records: Records, order: NDArray[np.int32] | NDArray[np.int64]
) -> None:
    """Write a quarter's records in the given order to a file of its own, in row groups of about a million."""
    schema = wage_schema(settings)
    path = folder / f"{settings.label(place)}.parquet"
    coded: Any = ["naics", "county", *(["quarter"] if settings.quarter_format != INTEGER else ["filed"])]
    with pq.ParquetWriter(path, schema, compression=_COMPRESSION, compression_level=1, use_dictionary=coded) as writer:
        for begins in range(0, max(len(order), 1), ROW_GROUP):
            batch = wage_batch(settings, place, records, order[begins : begins + ROW_GROUP])
            writer.write_batch(batch, row_group_size=ROW_GROUP)


def wage_batch(
    settings: Settings, place: int, records: Records, some: NDArray[np.int32] | NDArray[np.int64]
) -> pa.RecordBatch:
    """Return some of a quarter's records as columns."""
    schema = wage_schema(settings)
    person, employer, cents = records.person[some], records.employer[some], records.cents[some]
    lost = records.no_quarter[some]
    columns: list[Any] = [
        pa.array(person, mask=person == NO_ID),
        pa.array(employer, mask=employer == NO_ID),
        _quarters(settings, place, lost),
        pa.array(cents / 100.0, mask=cents == NO_CENTS),
        _coded(records.industry[some], INDUSTRY_CODES),
        _coded(records.county[some], COUNTY_CODES),
    ]
    if settings.refilings:
        ends = _end_of(settings.first_quarter + place)
        days = np.array([_DAYS[kind] for kind in sorted(_DAYS)], dtype=np.int32)[records.filed[some]]
        columns.append(pa.array(days + np.int32((ends - datetime.date(1970, 1, 1)).days), type=pa.date32()))
    return pa.RecordBatch.from_arrays(columns, schema=schema)


class EmployerFile:
    """The file of employers: a row for each employer and quarter with anybody on the payroll."""

    def __init__(self, path: Path, settings: Settings) -> None:
        coded = pa.dictionary(pa.int16(), pa.string())
        self._settings = settings
        self._schema = pa.schema(
            [
                ("employer_id", pa.int64()),
                ("quarter", wage_schema(settings).field("quarter").type),
                ("naics", coded),
                ("county", coded),
                ("size", pa.int32()),
            ],
            metadata=MARK,
        )
        self._writer = pq.ParquetWriter(path, self._schema, compression=_COMPRESSION)

    def __enter__(self) -> "EmployerFile":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.close()

    def add(self, place: int, rows: Rows, employers: Employers) -> None:
        """Add a quarter: the code is that of the larger unit, the size how many people were paid."""
        size = np.bincount(rows.employer, minlength=len(employers.ids))
        present = np.flatnonzero(size)
        columns = [
            pa.array(employers.ids[present]),
            _quarters(self._settings, place, np.zeros(len(present), dtype=np.bool_)),
            _coded(employers.industry[present], INDUSTRY_CODES),
            _coded(employers.county[present], COUNTY_CODES),
            pa.array(size[present].astype(np.int32)),
        ]
        self._writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=self._schema))


def write_people(path: Path, people: People) -> None:
    """Write everybody's attributes: sex, race or ethnicity, year of birth."""
    columns = {
        "person_id": pa.array(people.ids),
        "sex": _coded(people.female.astype(np.int16), ("M", "F")),
        "race_ethnicity": _coded(people.group.astype(np.int16), world.GROUPS),
        "birth_year": pa.array(people.birth_year),
    }
    order = np.argsort(people.ids, kind="stable")
    table = pa.table(columns).take(order).replace_schema_metadata(MARK)
    pq.write_table(table, path, compression=_COMPRESSION, row_group_size=ROW_GROUP)


def write_completions(path: Path, settings: Settings, people: People, random: np.random.Generator) -> int:
    """Write the awards by date and person; return how many people have a second award of the same day."""
    graduates = people.completers
    n = len(graduates)
    again = np.flatnonzero((random.random(n) < world.SECOND_AWARDS) & (graduates.program != world.CANARY))
    who = np.concatenate((np.arange(n), again))
    ends = [_end_of(settings.first_quarter + int(place)) for place in graduates.award]
    programs = [world.PROGRAMS[place] for place in graduates.program]
    rows = sorted(
        (
            (ends[i] - datetime.timedelta(days=20), int(people.ids[i]), programs[i].institution, programs[i].cip, level)
            for i, level in zip(who, [*(each.level for each in programs), *(["statement"] * len(again))], strict=True)
        ),
        key=lambda row: (row[0], row[1], row[4] == "statement"),
    )
    columns = list(zip(*rows, strict=True))
    table = pa.table(
        {
            "person_id": pa.array(columns[1], pa.int64()),
            "institution": pa.array(columns[2], pa.string()),
            "cip": pa.array(columns[3], pa.string()),
            "award_level": pa.array(columns[4], pa.string()),
            "award_date": pa.array(columns[0], pa.date32()),
        }
    )
    pq.write_table(table.replace_schema_metadata(MARK), path, compression=_COMPRESSION)
    return len(again)


def flows_toml(settings: Settings) -> str:
    """Return the configuration with which `talentshed flows analyze` reads these files; paths are relative to it."""
    lines = [
        "# Simulated records: invented by talentshed flows simulate; the truth stands in planted.json.",
        "[wages]",
        'files = "wages/*.parquet"',
        'worker = "person_id"',
        'employer = "employer_id"',
        'quarter = "quarter"',
        *(['quarter_format = "calendar"'] if settings.quarter_format == INTEGER else []),
        'earnings = "wages"',
        'naics = "naics"',
        'county = "county"',
        *(['filed = "filed"'] if settings.refilings else []),
        "",
        "[analysis]",
        'industry_level = "sector"',
        f'sector = ["{world.FOCUS}"]',
        f"region = [{', '.join(f'{chr(34)}{code}{chr(34)}' for code in world.REGION)}]",
        'region_name = "Four counties (simulated)"',
        "",
        "[completions]",
        'files = "completions.parquet"',
        *(f'{key} = "{column}"' for key, column in zip(_COMPLETION_KEYS, _COMPLETION_COLUMNS, strict=True)),
        'keep = "highest"',
        'level_order = ["statement", "certificate", "associate", "bachelor"]',
        "",
        "[people]",
        'files = "people.parquet"',
        'person = "person_id"',
        'attributes = ["sex", "race_ethnicity"]',
        "",
        "[about]",
        'decision = "None: these records are invented, to try the analysis and to test it."',
        'agency = "No agency: simulated records"',
        'vintage = "Simulated records"',
        'contact = "Nobody: simulated records"',
    ]
    return "\n".join(lines) + "\n"


_COMPLETION_KEYS = ("person", "institution", "cip", "level", "date")


def _quarters(settings: Settings, place: int, lost: NDArray[np.bool_]) -> Any:
    index = settings.first_quarter + place
    if settings.quarter_format == INTEGER:
        return pa.array(np.full(len(lost), index, dtype=np.int32), mask=lost)
    codes: Any = pa.array(np.zeros(len(lost), dtype=np.int16), mask=lost)
    return pa.DictionaryArray.from_arrays(codes, pa.array([quarter_name(index)]))


def _coded(places: NDArray[np.int16], codes: tuple[str | None, ...]) -> Any:
    """Return texts by their places in a list in which None stands for a missing one."""
    known = [code for code in codes if code is not None]
    if len(known) == len(codes):
        return pa.DictionaryArray.from_arrays(places, pa.array(known))
    missing = codes.index(None)
    shifted = np.where(places > missing, places - 1, places).astype(np.int16)
    indexes: Any = pa.array(shifted, mask=places == missing)
    return pa.DictionaryArray.from_arrays(indexes, pa.array(known))


def _end_of(index: int) -> datetime.date:
    year, quarter = divmod(index + 1, 4)
    return datetime.date(year, quarter * 3 + 1, 1) - datetime.timedelta(days=1)
