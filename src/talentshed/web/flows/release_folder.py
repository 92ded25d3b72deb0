"""Which files make a release of an analysis, and what is in the .zip or the files that somebody uploads?"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from talentshed.web.flows.problems import NotPossible
from talentshed.web.flows.release_sheets import SHEETS

MOST_BYTES = 20 * 1024 * 1024
"""Of all files together, unpacked."""
MOST_FILES = 100
_MOST_LETTERS = 120
"""Of the name of a file in a message."""
CERTIFICATE, IN_WORDS, RECEIPTS, LEDGER = (
    "audit-certificate.json",
    "audit-certificate.txt",
    "receipts.json",
    "ledger.jsonl",
)
SUMMARY, ABSTRACT = "summary.pdf", "technical-abstract.pdf"
REQUIRED = (CERTIFICATE, IN_WORDS, RECEIPTS, SUMMARY, ABSTRACT)
PICTURES = ("inflow-and-outflow", "industry-matrix", "retention", "earnings", "capture-and-leakage")
EXPECTED = frozenset(
    (*REQUIRED, LEDGER, *(f"tables/{name}.csv" for name in SHEETS), *(f"figures/{name}.svg" for name in PICTURES))
)
_LITTER = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
_PLACE = {PurePosixPath(name).name: name for name in EXPECTED}
_LINK = 0o120000
_KIND = 0o170000


class FolderProblem(NotPossible):
    """A folder that can't be taken; the message says what is wrong, where, and how to mend it."""


def files_of(uploads: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    """Return the files of a release by their place in the folder: from one .zip, or from its files chosen at once.

    Raises:
        FolderProblem: not a .zip, too large, a path out of the folder, or a file that no release has.
    """
    if not uploads:
        raise FolderProblem(_("Choose the .zip of the folder publishable, or all of its files."))
    if sum(len(content) for _name, content in uploads) > MOST_BYTES:
        raise FolderProblem(_too_large())
    if len(uploads) == 1 and not uploads[0][0].lower().endswith((".csv", ".svg", ".json", ".pdf", ".txt", ".jsonl")):
        found = _unpacked(*uploads[0])
    else:
        found = {}
        for name, content in uploads:
            _put(found, _PLACE.get(PurePosixPath(name.replace("\\", "/")).name, name), content)
    return _expected(found)


def _too_large() -> str:
    most = MOST_BYTES // 1024 // 1024
    return _("The files have more than {most} MB unpacked. A release is far smaller: upload publishable alone.").format(
        most=most
    )


def _unpacked(name: str, content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = [each for each in packed.infolist() if not each.is_dir() and not _is_litter(each.filename)]
            _check_parts(parts)
            found: dict[str, bytes] = {}
            for part, place in zip(parts, _within(each.filename for each in parts), strict=True):
                with packed.open(part) as file:
                    _put(found, place, file.read(MOST_BYTES + 1))
            return found
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError):
        sentence = _("{file} can’t be opened as a .zip. Pack the folder publishable again and upload that .zip.")
        raise FolderProblem(sentence.format(file=name)) from None


def _is_litter(name: str) -> bool:
    return any(part in _LITTER for part in PurePosixPath(name).parts)


def _check_parts(parts: Sequence[zipfile.ZipInfo]) -> None:
    """See that nothing in a .zip reaches out of the folder, hides its size, or is no plain file."""
    if len(parts) > MOST_FILES:
        sentence = _("The .zip holds {n} files; a release has fewer than {most}. Pack the folder publishable alone.")
        raise FolderProblem(sentence.format(n=len(parts), most=MOST_FILES))
    if sum(each.file_size for each in parts) > MOST_BYTES:
        raise FolderProblem(_too_large())
    for each in parts:
        path = PurePosixPath(each.filename)
        if path.is_absolute() or ".." in path.parts or "\\" in each.filename or ":" in each.filename:
            sentence = _("{file} would lie outside the folder. Pack the folder publishable again.")
            raise FolderProblem(sentence.format(file=each.filename[-_MOST_LETTERS:]))
        is_plain = (each.external_attr >> 16) & _KIND != _LINK and not each.flag_bits & 0x1
        if not is_plain or each.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            sentence = _("{file} is a link, locked, or packed in an unusual way. Pack plain files, without a password.")
            raise FolderProblem(sentence.format(file=each.filename[-_MOST_LETTERS:]))


def _within(names: Iterable[str]) -> list[str]:
    """Return places within the folder: a .zip may hold the folder itself, or what is in it."""
    paths = [PurePosixPath(name) for name in names]
    while paths and all(len(path.parts) > 1 for path in paths) and len({path.parts[0] for path in paths}) == 1:
        if paths[0].parts[0] in ("tables", "figures"):
            break
        paths = [PurePosixPath(*path.parts[1:]) for path in paths]
    return [str(path) for path in paths]


def _put(found: dict[str, bytes], name: str, content: bytes) -> None:
    if name in found:
        raise FolderProblem(_("{file} is there twice. Upload each file of the folder once.").format(file=name))
    found[name] = content


def _expected(found: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files as they are where each of them belongs to a release, and none is missing."""
    for name in sorted(found):
        short = name[-_MOST_LETTERS:]
        if "confidential" in PurePosixPath(name).parts or name.endswith(".parquet"):
            sentence = _(
                "{file} is a confidential file, and nothing was kept. Upload the folder publishable alone, never the "
                "one above it."
            )
            raise FolderProblem(sentence.format(file=short))
        if name not in EXPECTED:
            sentence = _("{file} is no file of a release. Upload publishable as the analysis wrote it, without more.")
            raise FolderProblem(sentence.format(file=short))
    for name in REQUIRED:
        if name not in found:
            sentence = _("{file} is missing. Upload the whole folder publishable as the analysis wrote it.")
            raise FolderProblem(sentence.format(file=name))
    if not any(name.startswith("tables/") for name in found):
        raise FolderProblem(_("There is no table in the folder tables. Upload the whole folder publishable."))
    return found


def names_of(files: Mapping[str, bytes], folder: str) -> list[str]:
    """Return the names of the files in `tables` or `figures`, without folder and ending."""
    return [PurePosixPath(name).stem for name in sorted(files) if name.startswith(f"{folder}/")]
