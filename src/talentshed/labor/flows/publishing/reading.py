"""What does the steward's folder of an analysis hold: tables, question, and what happened on the way?"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from talentshed.labor.flows.definitions import TABLES
from talentshed.labor.flows.problem import FlowsError
from talentshed.labor.flows.publishing.asked import About, Asked, SourceFile, StepTaken
from talentshed.labor.flows.publishing.employers import TABLE

SIDE = (TABLE, "fuzzy_earnings", "fuzzy_completer_earnings")
"""Tables beside the defined ones that a release is made from."""
_STORY = "run.json"


def read_confidential(
    folder: Path, about: About, *, _: Callable[[str], str] = str
) -> tuple[dict[str, pa.Table], Asked, About]:
    """Return tables, question and `about` filled in with steps, sources and code version.

    `folder`: DIR/confidential as `flows.run.save` writes it. Raises FlowsError where it isn't one.
    """
    import pyarrow.parquet as pq

    try:
        story = json.loads((folder / _STORY).read_text(encoding="utf-8"))
        found = {name: folder / f"{name}.parquet" for name in (*TABLES, *SIDE)}
        tables = {name: pq.read_table(path) for name, path in found.items() if path.is_file()}
    except (OSError, ValueError) as problem:
        message = _("{folder} isn't the confidential folder of an analysis ({why}): run the analysis first.")
        raise FlowsError(message.format(folder=folder, why=str(problem).splitlines()[0])) from None
    return tables, asked_of(story), _filled(about, story)


def asked_of(story: Mapping[str, Any]) -> Asked:
    """Return the question that run.json tells of."""
    analysis = story["parameters"]["analysis"]
    quarters, deflator = story["quarters"], story["deflator"]
    return Asked(
        first=int(quarters["first"]),
        last=int(quarters["last"]),
        sector=tuple(analysis["sector"]),
        region=tuple(analysis["region"]),
        sector_name=str(analysis.get("sector_name") or ""),
        region_name=str(analysis.get("region_name") or analysis.get("region_key") or ""),
        education_window=int(analysis["education_window"]),
        base_quarter=str(deflator["base"]) if deflator["is_real"] else "",
        parameters={name: _words(value) for name, value in analysis.items() if value not in (None, "", [])},
    )


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _filled(about: About, story: Mapping[str, Any]) -> About:
    steps = tuple(
        StepTaken(str(step["rule"]), str(step["words"]), int(step["rows_in"]), int(step["rows_out"]))
        for step in story["steps"]
    )
    # Names only: where a file lay is nobody's business.
    sources = tuple(SourceFile(Path(path).name, str(digest), None) for path, digest in sorted(story["digests"].items()))
    return replace(about, steps=steps, sources=sources, code_version=str(story["versions"]["talentshed"]))
