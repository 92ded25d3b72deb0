"""A simulated release in the tests: the one that is shipped, and the same with one thing wrong with it."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping

from talentshed.web.flows.demo_release import NAME, simulated_release

Files = dict[str, bytes]
CERTIFICATE, RECEIPTS, LEDGER = "audit-certificate.json", "receipts.json", "ledger.jsonl"


def whole() -> Files:
    """Return the files of the shipped release by their place in the folder."""
    with zipfile.ZipFile(io.BytesIO(simulated_release())) as packed:
        return {each.removeprefix("publishable/"): packed.read(each) for each in packed.namelist()}


def packed(files: Mapping[str, bytes], folder: str = "publishable/") -> list[tuple[str, bytes]]:
    """Return an upload: one .zip of these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as into:
        for name, content in files.items():
            into.writestr(folder + name, content)
    return [(NAME, data.getvalue())]


def certified(files: Files, **changes: object) -> Files:
    """Return the files under a certificate and a ledger of their own, as somebody would forge them."""
    content = json.loads(files[CERTIFICATE])
    audited = {each: files[each] for each in files if each.startswith(("tables/", "figures/")) or each == RECEIPTS}
    content |= {"files": {each: hashlib.sha256(text).hexdigest() for each, text in audited.items()}, **changes}
    entry = json.loads(files[LEDGER].splitlines()[-1])
    entry["certificate"] = json.dumps(content, sort_keys=True)
    return {**files, CERTIFICATE: json.dumps(content).encode(), LEDGER: json.dumps(entry).encode() + b"\n"}


def changed(name: str, change: Callable[[str], str], *, is_certified: bool = False) -> Files:
    """Return the release with one file rewritten, with its old certificate or with one of its own."""
    files = whole()
    files[name] = change(files[name].decode()).encode()
    return certified(files) if is_certified else files


def next_release() -> list[tuple[str, bytes]]:
    """Return another release: the same figures with a later vintage."""

    def later(text: str) -> str:
        told = json.loads(text)
        told["shared"]["vintage"] = "2023Q4, simulated"
        return json.dumps(told)

    return packed(changed(RECEIPTS, later, is_certified=True))
