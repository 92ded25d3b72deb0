"""How do the confidential tables of an analysis become a folder that anyone may have?"""

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa

from talentshed.labor.disclosure.judging import Progress
from talentshed.labor.disclosure.policy import Policy, load_policy
from talentshed.labor.disclosure.protect import ProtectionError
from talentshed.labor.disclosure.publishing import MARKERS
from talentshed.labor.flows.definitions import TABLES as DEFINED
from talentshed.labor.flows.publishing import holding, moving, studying, working_out
from talentshed.labor.flows.publishing.asked import About, Asked
from talentshed.labor.flows.publishing.codes import Industries, Periods
from talentshed.labor.flows.publishing.employers import TABLE, EmployersRule, employers_rule, joined_industries
from talentshed.labor.flows.publishing.family import Family, Made
from talentshed.labor.flows.publishing.money import completer_earnings, earnings
from talentshed.labor.flows.publishing.plan import no_employers_known, plan, too_few_employers
from talentshed.labor.flows.publishing.protecting import KeptBack, SafeFamily, protect_family
from talentshed.labor.flows.publishing.receipts import receipts
from talentshed.labor.flows.publishing.release import (
    CERTIFICATE,
    IN_WORDS,
    LEDGER,
    TABLES,
    as_json,
    certificate,
    entered,
    in_words,
    ledger_text,
    printed_before,
)
from talentshed.labor.flows.publishing.sheet import Sheet, csv_of, sheet_of

if TYPE_CHECKING:
    from talentshed.labor.flows.publishing.figures import Drawn

MARKS = {**MARKERS, "not_applicable": "z"}
FAMILIES: tuple[Callable[[Made], Family | None], ...] = (
    moving.moves,
    moving.starts,
    moving.all_starts,
    moving.leavings,
    moving.spells,
    holding.jobs,
    holding.main_jobs,
    studying.completers,
)


@dataclass(frozen=True, slots=True)
class Published:
    """What was written, and what wasn't and why."""

    folder: Path
    files: tuple[str, ...]
    sheets: Mapping[str, Sheet]
    left_out: Mapping[str, str]
    certificate: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Safe:
    """A release in memory: safe tables, what was left out and why, the families behind it."""

    sheets: Mapping[str, Sheet]
    left_out: Mapping[str, str]
    families: tuple[SafeFamily, ...]
    industries: Industries
    counted: frozenset[str] = frozenset()
    """For what employers were counted."""


def make_safe(
    tables: Mapping[str, pa.Table],
    asked: Asked,
    policy: Policy,
    *,
    earlier: Path | None = None,
    progress: Progress | None = None,
    _: Callable[[str], str] = str,
) -> Safe:
    """Return the safe tables of an analysis; nothing is written.

    `tables`: those of `definitions.TABLES` that were made, and beside them `contributors` (`employers.py`) and
    `fuzzy_earnings`, `fuzzy_completer_earnings` (`money.py`). `earlier`: publishable folder of the release before.
    A family that nothing protects, alone or beside the earlier release, is left out and said to be.
    """
    periods = Periods(asked.first, asked.last)
    rows = tables[TABLE].to_pylist() if TABLE in tables else []
    made = Made(tables, asked, periods, joined_industries(rows, periods))
    rule, before = employers_rule(made), printed_before(earlier)
    families, left_out = [], dict[str, str]()
    for build in FAMILIES:
        family = build(made)
        if family is None:
            continue
        if why := _why_not(family, made, rule, _):
            left_out |= dict.fromkeys({part.sheet for part in family.parts}, why)
            continue
        try:
            families.append(protect_family(family, policy, rule, before, progress=progress, _=_))
        except (KeptBack, ProtectionError) as problem:
            left_out |= dict.fromkeys({part.sheet for part in family.parts}, str(problem))
    sheets = {name: sheet_of(name, cells) for safe in families for name, cells in safe.sheets.items()}
    sheets |= {sheet.name: sheet for sheet in _worked_out(made, sheets, _)}
    return Safe(
        sheets, {**_not_made(tables, sheets, left_out, _), **left_out}, tuple(families), made.industries, rule.counted
    )


def _why_not(family: Family, made: Made, rule: EmployersRule, _: Callable[[str], str]) -> str:
    """Say why a family isn't published at all; empty where it is."""
    if set(family.scopes.values()) - rule.known:
        return no_employers_known(_=_)
    tells_of_focus = not family.scopes or set(family.scopes.values()) <= {"starts", "leavings"}
    if not made.asked.sector or not tells_of_focus:
        return ""
    if "starts" not in rule.known:
        return no_employers_known(_=_)
    return too_few_employers(_=_) if rule.fails("starts", made.sector(""), "") else ""


def _worked_out(made: Made, sheets: Mapping[str, Sheet], _: Callable[[str], str]) -> list[Sheet]:
    found: list[Sheet | None] = []
    if "retention" in sheets:
        found.append(working_out.retention_curve(sheets["retention"], _=_))
    if "first_sector_job" in sheets:
        found.append(working_out.first_job_curve(sheets["first_sector_job"], _=_))
    if "job_to_job" in sheets:
        found.append(working_out.industry_matrix(sheets["job_to_job"], _=_))
        if "qwi" in sheets and found[-1] is not None:
            found.append(working_out.feeder_index(found[-1], sheets["qwi"], _=_))
    if "earnings" in sheets:
        found.append(earnings(made, sheets["earnings"], _=_))
    return [sheet for sheet in (*found, *_of_completers(made, sheets, _)) if sheet is not None]


def _of_completers(made: Made, sheets: Mapping[str, Sheet], _: Callable[[str], str]) -> list[Sheet | None]:
    if "completers" not in sheets:
        return []
    found: list[Sheet | None] = [working_out.capture_rates(sheets["completers"], _=_)]
    if "wioa" in sheets:
        found.append(working_out.same_employer_rate(sheets["wioa"], sheets["completers"], _=_))
    return [*found, completer_earnings(made, sheets, _=_)]


def _not_made(
    tables: Mapping[str, pa.Table], sheets: Mapping[str, Sheet], left_out: Mapping[str, str], _: Callable[[str], str]
) -> dict[str, str]:
    """Say of every table and planned sheet that isn't published why."""
    found: dict[str, str] = {}
    for leaving in plan(_=_):
        if leaving.table not in tables:
            found[leaving.table] = _("Not made: the analysis lacks the records that it needs.")
        elif not leaving.sheets:
            found[leaving.table] = f"{leaving.how} {leaving.why}"
        else:
            for name in leaving.sheets:
                if name not in sheets and name not in left_out:
                    found[name] = _("Not published: there is nothing safe to count, or its percentiles aren't known.")
    return found


def publish(
    tables: Mapping[str, pa.Table],
    asked: Asked,
    about: About,
    out: Path,
    *,
    draw: Callable[..., tuple[str, str, str]],
    fonts: Path,
    policy: Policy | None = None,
    earlier: Path | None = None,
    progress: Progress | None = None,
    _: Callable[[str], str] = str,
    language: Literal["en", "es"] = "en",
) -> Published:
    """Write `out` (the publishable folder): safe tables, pictures, both documents, receipts, certificate, ledger.

    The folder appears as a whole or not at all; an existing one is replaced, after it was taken as the earlier release
    (unless `earlier` names another folder). `draw`: what
    `charts.flow_figures.drawing` returns; `fonts`: folder of the fonts of the documents. Raises LedgerError
    or DocumentError, and leaves `out` as it was.
    """
    from talentshed.labor.flows.documents import write_documents
    from talentshed.labor.flows.publishing.figures import draw_figures

    policy = policy or load_policy("people", _=_)
    earlier = earlier or (out if (out / LEDGER).is_file() else None)
    unknown = sorted(set(tables) - set(DEFINED) - {TABLE, "fuzzy_earnings", "fuzzy_completer_earnings"})
    if unknown:
        raise ValueError(f"publish knows no table {unknown[0]}")
    safe = make_safe(tables, asked, policy, earlier=earlier, progress=progress, _=_)
    drawn = draw_figures(safe, asked, about, draw=draw, language=language, _=_)
    files, proof = _texts(safe, drawn, asked, about, policy, _)
    files[LEDGER] = ledger_text(entered(earlier, proof, about, _period(asked), _=_))
    documents = write_documents(safe, drawn, asked, about, proof, fonts=fonts, language=language, _=_)
    _write(out, files, documents)
    return Published(out, tuple(sorted((*files, *documents))), safe.sheets, safe.left_out, proof)


def _texts(
    safe: Safe, drawn: "Mapping[str, Drawn]", asked: Asked, about: About, policy: Policy, _: Callable[[str], str]
) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the text files of a release by name, and its certificate."""
    files = {f"{TABLES}/{name}.csv": csv_of(sheet, MARKS) for name, sheet in safe.sheets.items()}
    files |= {f"figures/{name}.svg": figure.svg for name, figure in drawn.items()}
    shown = {name: figure.sheet for name, figure in drawn.items()}
    sheets = list(safe.sheets.values())
    files["receipts.json"] = as_json(receipts(sheets, shown, safe.left_out, asked, about, policy, _=_))
    proof = certificate(safe.families, policy, files, safe.counted)
    files[CERTIFICATE], files[IN_WORDS] = as_json(proof), in_words(proof, safe.left_out, _=_)
    return files, proof


def _period(asked: Asked) -> str:
    periods = Periods(asked.first, asked.last)
    return f"{periods.name(asked.first)} to {periods.name(asked.last)}"


def _write(out: Path, files: Mapping[str, str], documents: Mapping[str, bytes]) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".publishable-", dir=out.parent))
    try:
        for name, text in files.items():
            _file(work / name, text.encode("utf-8"))
        for name, content in documents.items():
            _file(work / name, content)
        work.chmod(0o755)
        if out.exists():
            shutil.rmtree(out)
        os.replace(work, out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
