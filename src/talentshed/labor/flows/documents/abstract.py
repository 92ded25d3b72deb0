"""How was it done, so that an analyst can check it and do it again?"""

from collections.abc import Mapping
from typing import Any

from talentshed.labor.flows.definitions import WORDS
from talentshed.labor.flows.definitions.studying import ATTACHED_CENTS
from talentshed.labor.flows.documents.parts import Block, Document, bullets, heading, paragraphs, table
from talentshed.labor.flows.documents.saying import Told
from talentshed.labor.flows.documents.summary import foot, limits, period, stamp
from talentshed.labor.flows.publishing.plan import plan
from talentshed.labor.flows.publishing.release import rule_sentences

_TOLD_WORDS = (
    "main job",
    "flow",
    "spell",
    "hire",
    "sector",
    "region",
    "focus job",
    "start",
    "leaving",
    "full-quarter job",
    "stable job",
    "completer",
    "real earnings",
    "percentile",
)
_DIGEST_LETTERS = 12


def technical_abstract(told: Told, proof: Mapping[str, Any]) -> Document:
    """Return the technical abstract for analysts."""
    _ = told.translate
    blocks = [
        *_purpose(told),
        *_sources(told),
        *_population(told),
        *_definitions(told),
        *_steps(told),
        *_wages(told),
        *_uncertainty(told),
        *_disclosure(told, proof),
        *_checks(told),
        *_reproduce(told),
        *_review(told),
    ]
    return Document(
        _("Talent flow: {sector}").format(sector=told.sector_words),
        _("Technical abstract"),
        told.place,
        told.language,
        tuple(blocks),
        foot(told),
        _("Page PAGE of PAGES"),
        stamp(told, proof),
        _("Stamp"),
    )


def _purpose(told: Told) -> list[Block]:
    _, about = told.translate, told.about
    return [
        heading(_("Purpose and authority")),
        paragraphs(
            _(
                "Question: movement of people into, through and out of {sector}, {place}, {period}. "
                "Decision: {decision}."
            ).format(
                sector=told.sector_words,
                place=told.place,
                period=period(told),
                decision=told.stated(about.decision.rstrip(".")),
            ),
            _("Legal basis: {basis}. Agreements: {agreements}.").format(
                basis=told.stated(about.legal_basis.rstrip(".")), agreements=told.stated(", ".join(about.agreements))
            ),
        ),
    ]


def _sources(told: Told) -> list[Block]:
    _, about = told.translate, told.about
    rows = [
        (
            source.name,
            _("see step log") if source.rows is None else f"{source.rows:,}",
            told.stated(source.quarters),
            source.digest[:_DIGEST_LETTERS],
        )
        for source in about.sources
    ]
    stated = _("not stated")
    columns = (_("file"), _("rows"), _("quarters"), _("digest begins"))
    return [
        heading(_("Sources")),
        paragraphs(
            _("Agency: {agency}. Vintage: {vintage}.").format(
                agency=told.stated(about.agency), vintage=told.stated(about.vintage)
            )
        ),
        table(_("Files that were read"), columns, rows or [(stated,) * 4], wide=(0, 2, 3)),
        bullets(limits(told)),
    ]


def _population(told: Told) -> list[Block]:
    _, asked = told.translate, told.asked
    return [
        heading(_("Population and linkage")),
        paragraphs(
            _(
                "All rows with a worker, an employer, a quarter and earnings above zero, {period}. Rows that lack one "
                "of them are set aside and counted; unknown industry and county codes are kept and counted."
            ).format(period=period(told)),
            _(
                "Completers count after k quarters only where that quarter is in the records. A start counts as coming "
                "from education up to {window} quarters after the award."
            ).format(window=asked.education_window),
            _("Identifiers are keyed hashes; the key isn't stored. Linkage: {linkage}.").format(
                linkage=told.stated(told.about.linkage.rstrip("."))
            ),
        ),
    ]


def _definitions(told: Told) -> list[Block]:
    _ = told.translate
    rows = [(word, WORDS[word]) for word in _TOLD_WORDS]
    rows.append(("capture rate", _("Completers with a main job in sector and region / completers, after k quarters.")))
    rows.append(("leakage", _("Employed completers outside the sector or the region / employed completers.")))
    columns = (_("word"), _("meaning"))
    note = _(
        "Deviations from the Census tables: no noise, no weights, no establishment match; `adjacent` isn't AQHire; the "
        "main job isn't the dominant job. Tables with Census names follow its definitions within these records."
    )
    return [heading(_("Definitions")), table(_("Words"), columns, rows, wide=(0, 1), note=note)]


def _steps(told: Told) -> list[Block]:
    _ = told.translate
    rows = [(step.rule, step.words, f"{step.rows_in:,}", f"{step.rows_out:,}") for step in told.about.steps]
    stated = _("not stated")
    columns = (_("step"), _("rule"), _("rows in"), _("rows out"))
    return [
        heading(_("Step log")),
        table(_("What was done to the records"), columns, rows or [(stated,) * 4], wide=(0, 1)),
    ]


def _wages(told: Told) -> list[Block]:
    _ = told.translate
    base = told.asked.base_quarter
    real = _("Real earnings are in dollars of {base}.").format(base=base) if base else _("Earnings are as paid.")
    return [
        heading(_("Wages")),
        paragraphs(
            real,
            _("Outlier rule: {rule}.").format(rule=told.stated(told.about.outlier_rule.rstrip("."))),
            _("Attached to the labor force: paid in three of four quarters and at least ${least} in the year.").format(
                least=f"{ATTACHED_CENTS / 100:,.2f}"
            ),
            _(
                "Percentiles in the confidential tables are nearest rank. Published ones are fuzzy: the mean of the "
                "percentiles five below and five above, rounded to tens of dollars."
            ),
        ),
    ]


def _uncertainty(told: Told) -> list[Block]:
    _ = told.translate
    return [
        heading(_("Uncertainty")),
        paragraphs(
            _(
                "The records are a count, not a sample. Curves of retention have 95 percent intervals by "
                "Greenwood's variance."
            ),
            _("No figure is shrunk. Sensitivity to other rules: {told}").format(
                told=" ".join(told.about.sensitivity) or _("not stated") + "."
            ),
        ),
    ]


def _disclosure(told: Told, proof: Mapping[str, Any]) -> list[Block]:
    _ = told.translate
    rows = [
        (
            name,
            f"{part['hidden']['cells']:,}",
            f"{part['hidden']['primary']:,}",
            f"{part['hidden']['complementary']:,}",
            _("passed") if part["audit"]["passed"] else _("failed"),
        )
        for name, part in proof["families"].items()
    ]
    columns = (_("tables that hang together"), _("cells"), _("primary"), _("complementary"), _("audit"))
    left = (f"{name}: {why}" for name, why in told.safe.left_out.items())
    plans = [
        (each.table, each.how, each.why) for each in plan(_=_) if each.sheets and each.table in _published_tables(told)
    ]
    return [
        heading(_("Disclosure")),
        bullets(rule_sentences(proof["policy"], _=_)),
        table(_("Hidden cells"), columns, rows, wide=(0,)),
        table(_("How coarse each table leaves"), (_("table"), _("how"), _("why")), plans, wide=(0, 1, 2)),
        bullets([*left]) if told.safe.left_out else paragraphs(_("Nothing was left out.")),
    ]


def _published_tables(told: Told) -> set[str]:
    """Return the tables of which something is published."""
    return {each.table for each in plan() if set(each.sheets) & set(told.safe.sheets)}


def _checks(told: Told) -> list[Block]:
    _ = told.translate
    words = list(told.about.reconciled) or [_("Comparison with QCEW, QWI or J2J totals: not stated.")]
    return [heading(_("Quality checks")), bullets(words)]


def _reproduce(told: Told) -> list[Block]:
    _, about = told.translate, told.about
    settings = "; ".join(f"{name} = {value}" for name, value in told.asked.parameters.items())
    return [
        heading(_("Reproduce")),
        paragraphs(
            _("Code version: {version}.").format(version=told.stated(about.code_version)),
            _("Settings: {settings}.").format(settings=told.stated(settings)),
            _("Command: {command}").format(command=told.stated(about.command)),
            _("Digests of every published file stand in the audit certificate, of every source above."),
        ),
    ]


def _review(told: Told) -> list[Block]:
    _, about = told.translate, told.about
    return [
        heading(_("Review")),
        paragraphs(
            _("Reviewed by: {names}. Date: {date}.").format(
                names=told.stated(", ".join(about.reviewers)), date=told.stated(about.date)
            ),
            _("Changes since the last release: {changes}.").format(changes=told.stated(about.changes.rstrip("."))),
        ),
    ]
