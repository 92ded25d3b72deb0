"""Which rules does a published table keep, who tried to break it, and is this the table that was tried?"""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from talentshed.labor.disclosure.hierarchy import DisclosureError, Hierarchy
from talentshed.labor.disclosure.policy import Policy, settings_of
from talentshed.labor.disclosure.printed import TableToProtect
from talentshed.labor.disclosure.protect import Protected
from talentshed.labor.disclosure.publishing import published_rows
from talentshed.labor.disclosure.reading import EXPLAINING, STATUS, STATUSES, VALUE

KIND = "talentshed disclosure certificate"
FORMAT = 1
RULE_VERSION = "2026.1"
"""Version of the rules' formulas; raised whenever the same policy would hide other cells."""


def certificate_of(protected: Protected, tables: list[TableToProtect]) -> dict[str, Any]:
    """Return the certificate of a release as plain data: rules, thresholds, counts, attackers, a digest of each table.

    It says nothing of hidden values, so it is published with the table.
    """
    judgment = protected.judgment
    return {
        "kind": KIND,
        "format": FORMAT,
        "rule_version": RULE_VERSION,
        "policy": settings_of(protected.policy),
        "tables": [_table(protected, each, number) for number, each in enumerate(tables)],
        "audit": {
            "passed": judgment.has_passed,
            "proved_with_whole_numbers": judgment.is_whole,
            "programs_solved": judgment.n_programs,
            "attackers": [
                {
                    "kind": each.kind,
                    "examined": each.n_examined,
                    "left_out": each.n_left_out,
                    **({"names_left_out": list(each.left_out)} if each.left_out else {}),
                }
                for each in judgment.examined
            ],
        },
    }


def digest_of(rows: pa.Table) -> str:
    """Return the SHA-256 of a published table: its codes, values and statuses, whatever the order of its rows."""
    dimensions = [name for name in rows.column_names if name not in (VALUE, STATUS, *EXPLAINING)]
    kept = [*sorted(dimensions), VALUE, STATUS]
    lines = sorted(
        "\x1f".join(str(cell or "") for cell in row)
        for row in zip(*(rows[name].to_pylist() for name in kept), strict=True)
    )
    return hashlib.sha256("\n".join(["\x1f".join(kept), *lines]).encode("utf-8")).hexdigest()


def as_json(certificate: Mapping[str, Any]) -> str:
    """Return a certificate as text; the same certificate always as the same text."""
    return json.dumps(certificate, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def beside(path: Path) -> Path:
    """Return where the certificate of a published CSV file stands."""
    return path.with_name(f"{path.stem}.certificate.json")


def read_certificate(path: Path, *, _: Callable[[str], str] = str) -> dict[str, Any]:
    """Return a certificate from its file; raises DisclosureError where it isn't one."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        message = _("{file} can't be read as a certificate ({why}).")
        raise DisclosureError(message.format(file=path.name, why=str(problem).splitlines()[0])) from problem
    if not isinstance(content, dict) or content.get("kind") != KIND or content.get("format") != FORMAT:
        raise DisclosureError(_("{file} isn't a certificate of a published table.").format(file=path.name))
    return content


def hierarchies_in(entry: Mapping[str, Any]) -> tuple[Hierarchy, ...]:
    """Return the hierarchies that a certificate says one of its tables has."""
    return tuple(
        Hierarchy(each["name"], tuple(each["levels"]), bool(each.get("has_total", True)))
        for each in entry["dimensions"]
    )


def policy_in(certificate: Mapping[str, Any]) -> Policy:
    """Return the policy that a certificate names."""
    settings = dict(certificate["policy"])
    return Policy(
        **{
            **{name: value for name, value in settings.items() if name not in ("lowered", "floors")},
            "dominance": tuple((int(n), float(k)) for n, k in settings.get("dominance", ())),
            "attackers": tuple(settings["attackers"]),
            "reader_knows": tuple(settings.get("reader_knows", ())),
        }
    )


def _table(protected: Protected, table: TableToProtect, number: int) -> dict[str, Any]:
    block = protected.cells.tables[number]
    rows = published_rows(protected, number)
    found = np.bincount([STATUSES.index(status) for status in rows[STATUS].to_pylist()], minlength=len(STATUSES))
    return {
        "name": table.name,
        "measure": protected.cells.measures[block.measure],
        "dimensions": [
            {"name": each.name, "levels": list(each.levels), "has_total": each.has_total} for each in table.hierarchies
        ],
        "columns": {name: getattr(table, name) for name in ("count", "value", "persons") if getattr(table, name)},
        "named_contributors": table.contributors is not None,
        "cells": rows.num_rows,
        "statuses": {status: int(n) for status, n in zip(STATUSES, found, strict=True)},
        "digest": digest_of(rows),
    }
