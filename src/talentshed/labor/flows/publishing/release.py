"""What stands beside a release: the certificate of its audit in data and in words, and its entry in the ledger?"""

import csv
import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from talentshed.labor.disclosure.certificate import FORMAT, KIND, RULE_VERSION, certificate_of
from talentshed.labor.disclosure.ledger import Entry, appended, as_lines, from_lines
from talentshed.labor.disclosure.policy import Policy, settings_of
from talentshed.labor.disclosure.reading import REPORTED
from talentshed.labor.flows.publishing.asked import About
from talentshed.labor.flows.publishing.employers import LARGEST_SHARE, LEAST_EMPLOYERS
from talentshed.labor.flows.publishing.protecting import Earlier, Key, SafeFamily, key_of
from talentshed.labor.flows.publishing.sheet import COLUMNS

CERTIFICATE, IN_WORDS, LEDGER, TABLES = "audit-certificate.json", "audit-certificate.txt", "ledger.jsonl", "tables"


def certificate(
    families: Sequence[SafeFamily], policy: Policy, files: Mapping[str, str], counted: Collection[str] = ()
) -> dict[str, Any]:
    """Return the certificate of the whole release: one part a family, counts by rule, a digest of every file.

    `counted`: for what the employers were counted (`employers.SCOPES`); the jobs of an industry stand in for the rest.
    """
    parts = {
        safe.family.name: certificate_of(safe.protected, [part.table for part in safe.family.parts])
        for safe in families
    }
    for safe in families:
        reasons = {each.rule: int(each.is_primary.sum()) for each in safe.protected.findings}
        hidden = safe.protected.hidden
        primary = int((hidden & safe.protected.is_primary).sum())
        parts[safe.family.name]["hidden"] = {
            "cells": int(safe.protected.cells.n_cells),
            "primary": primary,
            "complementary": int(hidden.sum()) - primary,
            "by_rule": reasons,
        }
    return {
        "kind": KIND,
        "format": FORMAT,
        "rule_version": RULE_VERSION,
        "policy": settings_of(policy),
        "employers_rule": {
            "least_employers": LEAST_EMPLOYERS,
            "largest_share": LARGEST_SHARE,
            "counted": sorted(counted),
        },
        "audit": {"passed": all(safe.protected.judgment.has_passed for safe in families)},
        "families": parts,
        "files": {name: hashlib.sha256(text.encode("utf-8")).hexdigest() for name, text in sorted(files.items())},
    }


def in_words(content: Mapping[str, Any], left_out: Mapping[str, str], *, _: Callable[[str], str] = str) -> str:
    """Return the certificate as a page of text."""
    policy = content["policy"]
    lines = [
        _("Audit certificate of a talent flow analysis"),
        "",
        _("Policy: {title}, version {version}. Rules in version {rules}.").format(
            title=policy.get("title", policy["key"]), version=policy["version"], rules=content["rule_version"]
        ),
        *rule_sentences(policy, _=_),
        _("Employers were counted for: {scopes}. For other figures of an industry those of its jobs stand in.").format(
            scopes=", ".join(content["employers_rule"]["counted"]) or _("nothing")
        ),
        "",
    ]
    for name, part in content["families"].items():
        hidden = part["hidden"]
        passed = _("the audit passed") if part["audit"]["passed"] else _("the audit failed")
        line = _(
            "{name}: {cells} cells, {primary} hidden by a rule, {complementary} more so that those can't be worked "
            "out; {passed}."
        )
        lines.append(
            line.format(name=name, passed=passed, **{key: hidden[key] for key in ("cells", "primary", "complementary")})
        )
    lines += ["", *(f"{name}: {why}" for name, why in left_out.items())]
    lines.append(_("Hidden figures are not zero. The totals include them."))
    return "\n".join(lines) + "\n"


def rule_sentences(policy: Mapping[str, Any], *, _: Callable[[str], str] = str) -> list[str]:
    """Return the rules of a release as sentences."""
    return [
        _("At least {persons} persons stand behind every count above zero.").format(
            persons=policy.get("minimum_persons", 0)
        ),
        _(
            "At least {least} employers, and none with more than {share} %, stand behind the figures of a sector."
        ).format(least=LEAST_EMPLOYERS, share=f"{100 * LARGEST_SHARE:g}"),
        _("Percentages are shown where both of their counts are; percentiles are fuzzy and in tens of dollars."),
        _(
            "More cells are hidden so that no hidden one can be worked out from totals and linked tables: "
            "this was tried."
        ),
    ]


def entered(
    earlier: Path | None, content: Mapping[str, Any], about: About, period: str, *, _: Callable[[str], str] = str
) -> tuple[Entry, ...]:
    """Return the ledger of the earlier release (its publishable folder) with this one at its end."""
    path = None if earlier is None else earlier / LEDGER
    ledger = from_lines(path.read_text(encoding="utf-8"), _=_) if path is not None and path.is_file() else ()
    number = len(ledger) + 1
    return appended(
        ledger,
        release=f"talent-flow-{number}",
        date=about.date or (ledger[-1].date if ledger else ""),
        certificate=content,
        period=period,
        approver=about.approver,
        linked=[ledger[-1].release] if ledger else [],
        _=_,
    )


def ledger_text(ledger: Sequence[Entry]) -> str:
    """Return the ledger as the text of its file."""
    return as_lines(ledger)


def printed_before(earlier: Path | None) -> Earlier:
    """Return what the tables of an earlier publishable folder print; empty without one."""
    if earlier is None:
        return {}
    found: dict[str, dict[Key, int]] = {}
    for name, dimensions in COLUMNS.items():
        path = earlier / TABLES / f"{name}.csv"
        if not path.is_file():
            continue
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["status"] == REPORTED]
        found[name] = {key_of({each: row[each] for each in dimensions}): int(row["value"]) for row in rows}
    return found


def as_json(content: object) -> str:
    """Return plain data as JSON text, the same for the same content."""
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
