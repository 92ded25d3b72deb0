"""Does every sentence that users read have its Spanish? Missing, fuzzy or stale words fail the build."""

import ast
import gettext
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "talentshed"
CATALOG = PACKAGE / "locale" / "es" / "LC_MESSAGES" / "django.po"


class Entry(NamedTuple):
    """One sentence of a .po file; the forms of a plural translation joined."""

    original: str
    plural: str
    translation: str
    fuzzy: bool


def entries(path: Path) -> list[Entry]:
    """Return the entries of a .po file."""
    found = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in block.splitlines())
        texts = parts(block)
        if texts["msgid"]:
            found.append(Entry(texts["msgid"], texts["msgid_plural"], texts["msgstr"], fuzzy))
    return found


def parts(block: str) -> dict[str, str]:
    """Return the texts of one entry by keyword; the forms of a plural translation joined."""
    texts, target = {"msgid": "", "msgid_plural": "", "msgctxt": "", "msgstr": ""}, ""
    for line in block.splitlines():
        if match := re.match(r'(msgid_plural|msgid|msgctxt|msgstr)(?:\[\d\])? "(.*)"$', line):
            target, text = match.groups()
        elif line.startswith('"'):
            text = line[1:-1]
        else:
            continue
        texts[target] += ast.literal_eval(f'"{text}"')
    return texts


def placeholders(text: str) -> list[str]:
    """Return the named placeholders of a sentence, in both of Python's styles, sorted."""
    return sorted(set(re.findall(r"%\(\w+\)[sd]|\{\w+[^}]*\}", text)))


def problems() -> list[str]:
    """Return a sentence for each word that lacks its Spanish or whose placeholders differ."""
    if not CATALOG.exists():
        return [f"{CATALOG.name} is missing: run make messages"]
    known = entries(CATALOG)
    said = [f"no Spanish for: {each.original!r}" for each in known if not each.translation.strip()]
    said += [f"to be reviewed (fuzzy): {each.original!r}" for each in known if each.fuzzy]
    said += [
        f"placeholders differ: {each.original!r} and {each.translation!r}"
        for each in known
        if each.translation and placeholders(each.original + each.plural) != placeholders(each.translation)
    ]
    return said + stale(known) + uncompiled(known)


def stale(known: list[Entry]) -> list[str]:
    """Return the sentences of the code that the catalog lacks (needs gettext's programs; else the build says so)."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "talentshed"
        subprocess.run(["cp", "-r", str(PACKAGE), str(copy)], check=True)
        done = subprocess.run(
            [sys.executable, "-m", "django", "makemessages", "-l", "es", "--no-location", "--no-wrap"],
            cwd=copy,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            return [f"the words of the code can't be collected: {done.stderr.strip()}"]
        now = {each.original for each in entries(copy / "locale" / "es" / "LC_MESSAGES" / "django.po")}
    missing = now - {each.original for each in known}
    return [f"not in the catalog yet (run make messages): {original!r}" for original in sorted(missing)]


def uncompiled(known: list[Entry]) -> list[str]:
    """Return a sentence when the compiled catalog isn't that of the .po file."""
    compiled = CATALOG.with_suffix(".mo")
    if not compiled.exists():
        return [f"{compiled.name} is missing: run make messages"]
    with compiled.open("rb") as file:
        catalog = gettext.GNUTranslations(file)
    old = [each.original for each in known if "%d" not in each.original and not said(catalog, each.original)]
    return [f"compiled words are older than the catalog (run make messages), e.g. {old[0]!r}"] if old else []


def said(catalog: gettext.GNUTranslations, original: str) -> bool:
    """Say whether the compiled catalog knows a sentence, alone or with a context or plural."""
    keys = catalog._catalog  # type: ignore[attr-defined]
    return (
        original in keys
        or (original, 0) in keys
        or any(isinstance(key, str) and key.endswith(f"\x04{original}") for key in keys)
    )


if __name__ == "__main__":
    for problem in (all_problems := problems()):
        print(problem)
    sys.exit(1 if all_problems else 0)
