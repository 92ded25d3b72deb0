"""Is a folder refused, in one sentence, whatever is wrong with it? And is nothing kept then?"""

import io
import json
import zipfile
from collections.abc import Callable

import pytest

import release_world
from partnership_world import World
from release_world import CERTIFICATE, LEDGER, RECEIPTS, Files, certified, changed, packed, whole
from talentshed.labor.disclosure import certificate as engine_certificate
from talentshed.labor.disclosure.reading import STATUSES as ENGINE_STATUSES
from talentshed.labor.flows.publishing import names as engine_names
from talentshed.labor.flows.publishing import release as engine_release
from talentshed.labor.flows.publishing.plan import plan
from talentshed.labor.flows.publishing.sheet import COLUMNS
from talentshed.web.access.models import AuditEntry
from talentshed.web.flows import release_checking, release_folder, release_sheets
from talentshed.web.flows.actions.releasing import upload_release
from talentshed.web.flows.models import FlowFile, FlowRelease
from talentshed.web.flows.problems import NotPossible
from talentshed.web.flows.queries import regional_words
from talentshed.web.flows.release_checking import check
from talentshed.web.flows.release_folder import files_of

INFLOW = "tables/inflow.csv"


def test_the_shipped_release_passes_and_says_that_it_is_simulated() -> None:
    checked = check(files_of([("simulated-release.zip", release_world.simulated_release())]))
    assert (checked.sector, checked.sector_code) == ("31-33", "31-33")
    assert (checked.first, checked.last, checked.is_simulated) == ("2018Q1", "2021Q4", True)
    assert {"inflow", "outflow", "retention_curve", "capture", "completers"} <= set(checked.sheets)
    assert "jobs" in checked.left_out
    assert len(release_world.simulated_release()) < 300_000


def test_files_chosen_at_once_are_the_same_release_as_their_zip() -> None:
    loose = [(name.rpartition("/")[2], content) for name, content in whole().items()]
    assert check(files_of(loose)).digest == check(files_of(packed(whole()))).digest
    assert check(files_of(packed(whole(), folder=""))).digest == check(files_of(packed(whole(), "a/b/"))).digest


def test_what_a_mac_adds_to_a_zip_is_passed_over() -> None:
    litter = {"__MACOSX/._inflow.csv": b"x", "publishable/.DS_Store": b"x"}
    named = {f"publishable/{name}": content for name, content in whole().items()}
    assert check(files_of(packed(named | litter, folder=""))).sheets


def without(name: str) -> Files:
    return {each: content for each, content in whole().items() if each != name}


def rewritten(text: str, **parts: object) -> str:
    return json.dumps({**json.loads(text), **parts})


def first_hidden(text: str, into: str) -> str:
    """Put a value into the first hidden row of a table."""
    lines = text.split("\n")
    row = next(place for place, line in enumerate(lines) if ",,suppressed_" in line)
    lines[row] = lines[row].replace(",,suppressed_", f",{into},suppressed_", 1)
    return "\n".join(lines)


def first_count(text: str, into: str) -> str:
    """Change the first count that is shown."""
    lines = text.split("\n")
    cells = lines[1].split(",")
    lines[1] = ",".join([*cells[:3], into, *cells[4:]])
    return "\n".join(lines)


WRONG: dict[str, tuple[Callable[[], Files], str]] = {
    "a number changed by hand": (
        lambda: changed(INFLOW, lambda text: first_count(text, "9999")),
        "tables/inflow.csv was changed after the audit",
    ),
    "a picture changed by hand": (
        lambda: changed("figures/retention.svg", lambda text: text + " "),
        "figures/retention.svg was changed after the audit",
    ),
    "the receipts changed by hand": (
        lambda: changed(RECEIPTS, lambda text: rewritten(text, more=1)),
        "receipts.json was changed after the audit",
    ),
    "a table that was never audited": (
        lambda: {
            **certified(without(INFLOW)),
            INFLOW: whole()[INFLOW],
        },
        "tables/inflow.csv isn’t in the certificate",
    ),
    "a table left out": (lambda: without(INFLOW), "tables/inflow.csv is in the certificate and not in the upload"),
    "no certificate": (lambda: without(CERTIFICATE), "audit-certificate.json is missing"),
    "no summary": (lambda: without("summary.pdf"), "summary.pdf is missing"),
    "no table": (
        lambda: {name: each for name, each in whole().items() if not name.startswith("tables/")},
        "There is no table",
    ),
    "an audit that failed": (
        lambda: certified(whole(), audit={"passed": False}),
        "The audit of this release did not pass",
    ),
    "a family whose audit failed": (
        lambda: certified(whole(), families={"moves": {"audit": {"passed": False}}}),
        r"did not pass \(moves\)",
    ),
    "a certificate of nothing": (lambda: certified(whole(), families={}), "did not pass"),
    "a lenient policy": (
        lambda: certified(whole(), policy={"key": "people", "minimum_persons": 3}),
        "lets fewer than 10 people stand behind a count",
    ),
    "another kind of certificate": (lambda: certified(whole(), kind="diploma"), "is no audit certificate"),
    "a certificate that is no JSON": (
        lambda: {**whole(), CERTIFICATE: b"{"},
        "audit-certificate.json can’t be read as JSON",
    ),
    "a ledger of another release": (
        lambda: {**whole(), LEDGER: b'{"certificate": "{}"}\n'},
        "ledger.jsonl doesn’t end with this release",
    ),
    "a hidden figure with a value": (
        lambda: changed(INFLOW, lambda text: first_hidden(text, "7"), is_certified=True),
        r"tables/inflow.csv, row \d+: a hidden figure has a value",
    ),
    "a count of a few people": (
        lambda: changed(INFLOW, lambda text: first_count(text, "3"), is_certified=True),
        "tables/inflow.csv, row 2: it counts 3 people, fewer than the 10",
    ),
    "a figure that is shown without a value": (
        lambda: changed(INFLOW, lambda text: first_count(text, ""), is_certified=True),
        "row 2: a figure that is shown has no value",
    ),
    "an unknown status": (
        lambda: changed(INFLOW, lambda text: text.replace(",reported,", ",guessed,", 1), is_certified=True),
        "row 2: its status “guessed” is unknown",
    ),
    "words in place of a number": (
        lambda: changed(INFLOW, lambda text: first_count(text, "nan"), is_certified=True),
        "row 2: a value is no number",
    ),
    "other columns": (
        lambda: changed(INFLOW, lambda text: text.replace("source", "origin", 1), is_certified=True),
        "tables/inflow.csv has other columns than sector, time, source",
    ),
    "a row twice": (
        lambda: changed(INFLOW, lambda text: text + text.split("\n")[1] + "\n", is_certified=True),
        "has a row twice",
    ),
    "a row more than the receipt tells": (
        lambda: changed(INFLOW, lambda text: text + "44-45,1999,Total,20,reported,,20,20,\n", is_certified=True),
        "has other rows than its receipt tells",
    ),
    "a row that is cut off": (
        lambda: changed(INFLOW, lambda text: text + "Total,2022\n", is_certified=True),
        "cells in place of 9",
    ),
    "a picture that runs something": (
        lambda: changed(
            "figures/retention.svg", lambda text: text.replace("</svg>", "<script>1</script></svg>"), is_certified=True
        ),
        "figures/retention.svg is no plain SVG picture",
    ),
    "a picture that fetches something": (
        lambda: changed(
            "figures/retention.svg",
            lambda text: text.replace("</svg>", '<image href="https://example.org/x.png"/></svg>'),
            is_certified=True,
        ),
        "is no plain SVG picture",
    ),
    "a picture whose style fetches something": (
        lambda: changed(
            "figures/retention.svg",
            lambda text: text.replace("</svg>", "<style>a{fill:url(https://example.org/x)}</style></svg>"),
            is_certified=True,
        ),
        "is no plain SVG picture",
    ),
    "a quarter that is no number": (
        lambda: changed("tables/retention_curve.csv", lambda text: text.replace(",1,", ",soon,", 1), is_certified=True),
        r"tables/retention_curve.csv, row 2: its quarters is “soon”",
    ),
    "a picture with a trap for its reader": (
        lambda: changed(
            "figures/retention.svg", lambda text: '<!DOCTYPE x [<!ENTITY a "b">]>' + text, is_certified=True
        ),
        "is no plain SVG picture",
    ),
    "a document that is no PDF": (lambda: {**whole(), "summary.pdf": b"hello"}, "summary.pdf is no PDF"),
    "a file of another kind": (
        lambda: {**whole(), "run.exe": b"MZ"},
        "run.exe is no file of a release",
    ),
    "an unknown table": (lambda: {**whole(), "tables/persons.csv": b"x"}, "tables/persons.csv is no file of a release"),
    "a confidential file": (
        lambda: {**whole(), "confidential/job_to_job.parquet": b"PAR1"},
        "confidential/job_to_job.parquet is a confidential file, and nothing was kept",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_in_one_sentence_and_nothing_is_kept(world: World, name: str) -> None:
    make, said = WRONG[name]
    with pytest.raises(NotPossible, match=said):
        upload_release(by=world["Stu"], partnership=world.machinery, uploads=packed(make()))
    assert not FlowRelease.objects.exists()
    assert not FlowFile.objects.exists()
    assert not AuditEntry.objects.filter(kind__startswith="FLOW_RELEASE").exists()


def zipped(*parts: tuple[zipfile.ZipInfo | str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> list[tuple[str, bytes]]:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", kind) as into:
        for name, content in parts:
            into.writestr(name, content)
    return [("release.zip", data.getvalue())]


def link() -> zipfile.ZipInfo:
    found = zipfile.ZipInfo("summary.pdf")
    found.external_attr = 0o120777 << 16
    return found


@pytest.mark.parametrize(
    ("uploads", "said"),
    [
        ([], "Choose the .zip"),
        ([("notes.docx", b"hello")], "notes.docx can’t be opened as a .zip"),
        ([("release.zip", packed(whole())[0][1][:-300])], "can’t be opened as a .zip"),
        (zipped(("../summary.pdf", b"%PDF-")), "../summary.pdf would lie outside the folder"),
        (zipped(("/etc/summary.pdf", b"%PDF-")), "would lie outside the folder"),
        (zipped(("C:/summary.pdf", b"%PDF-")), "would lie outside the folder"),
        (zipped((link(), b"/etc/passwd")), "is a link, locked, or packed in an unusual way"),
        (zipped(("summary.pdf", b"%PDF-"), kind=zipfile.ZIP_BZIP2), "packed in an unusual way"),
        (zipped(("summary.pdf", b"0" * (21 * 1024 * 1024))), "more than 20 MB unpacked"),
        (zipped(*((f"{n}.csv", b"") for n in range(201))), "holds 201 files"),
        ([("a.csv", b"0" * 11 * 1024 * 1024), ("b.csv", b"0" * 11 * 1024 * 1024)], "more than 20 MB"),
        ([("inflow.csv", b"x"), ("inflow.csv", b"y")], "tables/inflow.csv is there twice"),
        ([("inflow.csv", b"x")], "audit-certificate.json is missing"),
    ],
)
def test_what_is_no_folder_is_refused_before_it_is_read(uploads: list[tuple[str, bytes]], said: str) -> None:
    with pytest.raises(NotPossible, match=said):
        files_of(uploads)


def test_a_zip_that_lies_about_its_size_is_no_bomb() -> None:
    """The sizes in the list at the end say one byte; what unpacks to more is refused and never read in full."""
    data = bytearray(zipped(("summary.pdf", b"0" * 1_000_000))[0][1])
    place = data.index(b"PK\x01\x02")
    data[place + 24 : place + 28] = (1).to_bytes(4, "little")
    with pytest.raises(NotPossible, match="can’t be opened"):
        files_of([("release.zip", bytes(data))])


def test_the_web_knows_the_engine_s_files_codes_and_words() -> None:
    planned = {name for leaving in plan() for name in leaving.sheets}
    assert set(release_sheets.SHEETS) == planned
    assert {name: release_sheets.SHEETS[name] for name in COLUMNS} == COLUMNS
    assert set(release_sheets.STATUSES) == {*ENGINE_STATUSES, "not_applicable"}
    assert (release_checking.KIND, release_checking.FORMAT) == (engine_certificate.KIND, engine_certificate.FORMAT)
    named = (engine_release.CERTIFICATE, engine_release.IN_WORDS, engine_release.LEDGER)
    assert named == (release_folder.CERTIFICATE, release_folder.IN_WORDS, release_folder.LEDGER)
    assert regional_words.sector_names() == engine_names.sector_names()
    assert regional_words.place_names() == engine_names.place_names()
    assert set(regional_words.sheet_names()) == set(release_sheets.SHEETS)
