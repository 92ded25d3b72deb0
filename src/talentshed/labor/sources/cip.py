"""What is a program of study called?

Published by the National Center for Education Statistics as the Classification of Instructional Programs 2020, every
ten years. Public domain.

Traps: the official CSV writes codes as ="01.0000" so that spreadsheets leave them alone. Codes that 2020 moved or
deleted stay in the list, because institutions still report a few of them. The full stop after a title is dropped.
"""

from collections.abc import Sequence
from pathlib import Path

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.columns import code, frame, stage_all, text
from talentshed.labor.sources.compute import pc
from talentshed.labor.sources.opening import Opened, open_files
from talentshed.labor.sources.rows import text_rows
from talentshed.labor.sources.source import PUBLIC_DOMAIN, Download, Source

SOURCE = Source(
    name="cip",
    title="Classification of Instructional Programs",
    agency="National Center for Education Statistics",
    license=PUBLIC_DOMAIN,
    attribution="National Center for Education Statistics, Classification of Instructional Programs",
    page_url="https://nces.ed.gov/ipeds/cipcode/resources.aspx?y=56",
    tables=("program_title",),
    vintage="CIP 2020",
    layouts=("CIPCode2020.csv (CIPFamily, CIPCode, Action, TextChange, CIPTitle, CIPDefinition …)",),
    downloads=(Download("https://nces.ed.gov/ipeds/cipcode/Files/CIPCode2020.csv", "CIPCode2020.csv"),),
)


def recognizes(header: str, name: str) -> bool:
    """Tell the list of programs by its columns."""
    return "cipfamily" in header and "ciptitle" in header


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return program_title."""
    return stage_all(
        SOURCE, {"program_title": [(opened.name, _titles(opened)) for opened in open_files(SOURCE, paths)]}
    )


def _titles(opened: Opened) -> pa.Table:
    rows = text_rows(opened).require(("CIPCode", "CIPTitle"), "the list of CIP codes")
    bare = pc.replace_substring_regex(text(rows, "CIPCode"), r'^="?|"$', "")
    codes = code(rows, "CIPCode", r"^\d\d(\.\d{2}(\d\d)?)?$", "a CIP code like 48.0510", bare)
    digits = pc.utf8_length(pc.replace_substring(codes, ".", ""))
    title = pc.utf8_rtrim(text(rows, "CIPTitle"), characters=".")
    return frame("program_title", {"cip": codes, "title": title, "level": digits})
