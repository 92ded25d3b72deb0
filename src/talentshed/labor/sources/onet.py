"""What does an occupation take: skills, knowledge, tasks, technology, preparation, education, and what is near it?

Published by the U.S. Department of Labor as the O*NET database, four releases a year, as one workbook a topic
(www.onetcenter.org/database.html). License: CC BY 4.0, with the attribution line below wherever its figures are shown.

Traps: codes are O*NET-SOC 2019 (NN-NNNN.NN), finer than SOC 2018: the first seven characters are the SOC code. Scales:
IM importance 1 to 5, LV level 0 to 7. "Recommend Suppress" warns of a weak estimate. 137 of the 1,016 occupations have
no ratings, 93 no job zone: that is a gap, not a zero. Shares of education are percentages of answers.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.columns import code, frame, number, stage_all, text, whole
from talentshed.labor.sources.compute import pc
from talentshed.labor.sources.opening import Opened, open_files
from talentshed.labor.sources.rows import Rows, first_text, sheet_rows
from talentshed.labor.sources.source import Download, Source

SOURCE = Source(
    name="onet",
    title="O*NET Database",
    agency="U.S. Department of Labor, Employment and Training Administration",
    license="CC BY 4.0",
    attribution=(
        "O*NET {edition} Database by the U.S. Department of Labor, Employment and Training Administration. "
        "Used under the CC BY 4.0 license."
    ),
    page_url="https://www.onetcenter.org/database.html",
    tables=(
        "onet_occupation",
        "onet_skill",
        "onet_knowledge",
        "onet_task",
        "onet_technology",
        "onet_related",
        "onet_education",
    ),
    vintage="O*NET {edition}",
    edition_pattern=r"(?:onet|db)[_ -](\d+)[_.](\d+)",
    layouts=("official workbooks of one release, each or all at once, or the release's zip of workbooks",),
    downloads=(
        Download(
            "https://www.onetcenter.org/dl_files/database/db_{release}_excel.zip",
            "db_{release}_excel.zip",
            {"release": ("29_0",)},
        ),
    ),
)

ONET_SOC = r"^\d\d-\d{4}\.\d\d$"
_CODE = "O*NET-SOC Code"
_FIRST = "o*net-soc code"


def recognizes(header: str, name: str) -> bool:
    """Tell an O*NET workbook by its columns."""
    return (
        _FIRST in header
        or "element id,element name" in header
        or "job zone,name,experience" in header
        or ("scale id,scale name,minimum" in header)
    )


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return the O*NET tables that the workbooks hold; job zones and education categories belong to their tables."""
    books = {kind: opened for opened in open_files(SOURCE, paths) if (kind := _kind(opened))}
    if not set(books) & {"occupations", *_READERS}:
        raise open_files(SOURCE, paths)[0].wrong("this O*NET workbook holds none of the tables in use")
    found: dict[str, list[tuple[str, pa.Table]]] = {}
    if "occupations" in books:
        found["onet_occupation"] = [(books["occupations"].name, _occupations(books))]
    elif "zones" in books:
        raise books["zones"].wrong("job zones belong to occupations: give 'Occupation Data.xlsx' with them")
    for kind, (name, reader) in _READERS.items():
        if kind in books:
            found[name] = [(books[kind].name, reader(books))]
    return stage_all(SOURCE, found)


def _kind(opened: Opened) -> str:
    """Tell which workbook this is by its header: the topic, or '' for one that isn't needed."""
    header = first_text(opened)
    for kind, marks in _MARKS.items():
        if all(mark in header for mark in marks):
            return kind
    if not recognizes(header, opened.name):
        raise opened.wrong(f"this is not an O*NET workbook: column '{_CODE}' is missing")
    return ""


_MARKS = {
    "occupations": (f"{_FIRST},title,description",),
    "zones": (f"{_FIRST},title,job zone",),
    "categories": ("element id,element name,scale id,scale name,category,category description",),
    "education": (f"{_FIRST}", "scale name,category,data value", "2.d.1"),
    "skills": (f"{_FIRST}", "not relevant", "skills\n"),
    "knowledge": (f"{_FIRST}", "not relevant", "knowledge\n"),
    "tasks": (f"{_FIRST},title,task id",),
    "technology": (f"{_FIRST},title,example,commodity code",),
    "related": (f"{_FIRST},title,related o*net-soc code",),
}
_Books = dict[str, Opened]


def _sheet(opened: Opened, *columns: str) -> tuple[Rows, Any]:
    rows = sheet_rows(opened, (_CODE, *columns), "an O*NET workbook")
    return rows, code(rows, _CODE, ONET_SOC, "an O*NET-SOC code like 51-4041.00")


def _occupations(books: _Books) -> pa.Table:
    rows, onet = _sheet(books["occupations"], "Title", "Description")
    zones: dict[str, int] = {}
    if "zones" in books:
        zone_rows, zone_codes = _sheet(books["zones"], "Job Zone")
        zones = dict(zip(zone_codes.to_pylist(), whole(zone_rows, "Job Zone").to_pylist(), strict=True))
    return frame(
        "onet_occupation",
        {
            "onet_soc": onet,
            "soc": pc.utf8_slice_codeunits(onet, 0, 7),
            "title": text(rows, "Title"),
            "description": text(rows, "Description"),
            "job_zone": [zones.get(cell) for cell in onet.to_pylist()],
        },
    )


def _elements(name: str, kind: str) -> Callable[[_Books], pa.Table]:
    def reader(books: _Books) -> pa.Table:
        rows, _ = _sheet(books[kind], "Element ID", "Element Name", "Scale ID", "Data Value", "Recommend Suppress")
        levels = rows.filter(pc.equal(text(rows, "Scale ID"), "LV"))
        level = dict(zip(_cells(levels), number(levels, "Data Value").to_pylist(), strict=True))
        rated = rows.filter(pc.equal(text(rows, "Scale ID"), "IM"))
        return frame(
            name,
            {
                "onet_soc": text(rated, _CODE),
                "element_id": text(rated, "Element ID"),
                "element": text(rated, "Element Name"),
                "importance": number(rated, "Data Value"),
                "level": [level.get(cell) for cell in _cells(rated)],
                "suppress": pc.equal(text(rated, "Recommend Suppress"), "Y"),
            },
        )

    return reader


def _cells(rows: Rows) -> list[tuple[str, str]]:
    return list(zip(text(rows, _CODE).to_pylist(), text(rows, "Element ID").to_pylist(), strict=True))


def _tasks(books: _Books) -> pa.Table:
    rows, onet = _sheet(books["tasks"], "Task ID", "Task", "Task Type")
    core = [{"Core": True, "": None}.get(cell, False) for cell in text(rows, "Task Type").to_pylist()]
    return frame(
        "onet_task", {"onet_soc": onet, "task_id": whole(rows, "Task ID"), "task": text(rows, "Task"), "core": core}
    )


def _technology(books: _Books) -> pa.Table:
    rows, onet = _sheet(books["technology"], "Example", "Commodity Title", "Hot Technology", "In Demand")
    return frame(
        "onet_technology",
        {
            "onet_soc": onet,
            "example": text(rows, "Example"),
            "commodity": text(rows, "Commodity Title"),
            "hot": pc.equal(text(rows, "Hot Technology"), "Y"),
            "in_demand": pc.equal(text(rows, "In Demand"), "Y"),
        },
    )


def _related(books: _Books) -> pa.Table:
    rows, onet = _sheet(books["related"], "Related O*NET-SOC Code", "Relatedness Tier", "Index")
    other = code(rows, "Related O*NET-SOC Code", ONET_SOC, "an O*NET-SOC code like 51-4041.00")
    rank = whole(rows, "Index")
    return frame(
        "onet_related",
        {"onet_soc": onet, "related_onet_soc": other, "tier": text(rows, "Relatedness Tier"), "rank": rank},
    )


def _education(books: _Books) -> pa.Table:
    if "categories" not in books:
        needed = "'Education, Training, and Experience Categories.xlsx'"
        raise books["education"].wrong(f"its categories have numbers only: give {needed} with it")
    names = sheet_rows(books["categories"], ("Element ID", "Category", "Category Description"), "an O*NET workbook")
    words = {
        (element, category): description
        for element, category, description in zip(
            text(names, "Element ID").to_pylist(),
            whole(names, "Category").to_pylist(),
            text(names, "Category Description").to_pylist(),
            strict=True,
        )
    }
    rows, _ = _sheet(books["education"], "Element ID", "Scale ID", "Category", "Data Value")
    rows = rows.filter(pc.equal(text(rows, "Scale ID"), "RL"))
    category = whole(rows, "Category")
    return frame(
        "onet_education",
        {
            "onet_soc": text(rows, _CODE),
            "category": category,
            "education": [words.get(("2.D.1", cell), f"Category {cell}") for cell in category.to_pylist()],
            "share": pc.divide(number(rows, "Data Value"), 100.0),
        },
    )


_READERS: dict[str, tuple[str, Callable[[_Books], pa.Table]]] = {
    "skills": ("onet_skill", _elements("onet_skill", "skills")),
    "knowledge": ("onet_knowledge", _elements("onet_knowledge", "knowledge")),
    "tasks": ("onet_task", _tasks),
    "technology": ("onet_technology", _technology),
    "related": ("onet_related", _related),
    "education": ("onet_education", _education),
}
