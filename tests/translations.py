"""Does every sentence that users read have its Spanish? Missing, fuzzy or stale words fail the build."""

import ast
import gettext
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "talentshed"
CATALOG = PACKAGE / "locale" / "es" / "LC_MESSAGES" / "django.po"


def entries(path: Path) -> list[tuple[str, str, bool]]:
    """Return (original, translation, fuzzy) of each entry of a .po file; plural forms joined."""
    found = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in block.splitlines())
        original, translation, target = "", "", ""
        for line in lines:
            if match := re.match(r'(msgid|msgid_plural|msgctxt|msgstr(?:\[\d\])?) "(.*)"$', line):
                target, text = match.groups()
            elif line.startswith('"'):
                text = line[1:-1]
            else:
                continue
            text = ast.literal_eval(f'"{text}"')
            if target.startswith("msgstr"):
                translation += text
            elif target == "msgid":
                original += text
        if original:
            found.append((original, translation, fuzzy))
    return found


def placeholders(text: str) -> list[str]:
    """Return the named placeholders of a sentence, in both of Python's styles, sorted."""
    return sorted(set(re.findall(r"%\(\w+\)[sd]|\{\w+[^}]*\}", text)))


def problems() -> list[str]:
    """Return a sentence for each word that lacks its Spanish or whose placeholders differ."""
    if not CATALOG.exists():
        return [f"{CATALOG.name} is missing: run make messages"]
    known = entries(CATALOG)
    said = [f"no Spanish for: {original!r}" for original, translation, _ in known if not translation.strip()]
    said += [f"to be reviewed (fuzzy): {original!r}" for original, _, fuzzy in known if fuzzy]
    said += [
        f"placeholders differ: {original!r} and {translation!r}"
        for original, translation, _ in known
        if translation and placeholders(original) != placeholders(translation)
    ]
    return said + stale(known) + uncompiled(known)


def stale(known: list[tuple[str, str, bool]]) -> list[str]:
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
        now = {original for original, _, _ in entries(copy / "locale" / "es" / "LC_MESSAGES" / "django.po")}
    missing = now - {original for original, _, _ in known}
    return [f"not in the catalog yet (run make messages): {original!r}" for original in sorted(missing)]


def uncompiled(known: list[tuple[str, str, bool]]) -> list[str]:
    """Return a sentence when the compiled catalog isn't that of the .po file."""
    compiled = CATALOG.with_suffix(".mo")
    if not compiled.exists():
        return [f"{compiled.name} is missing: run make messages"]
    with compiled.open("rb") as file:
        catalog = gettext.GNUTranslations(file)
    old = [original for original, translation, _ in known if "%d" not in original and not said(catalog, original)]
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
