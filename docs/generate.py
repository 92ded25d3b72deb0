"""Write docs/reference from the code, or (`--check`) say which page is stale. Run `make docs` after a change."""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import talentshed.labor.measures
import talentshed.labor.regions
from talentshed import cli
from talentshed.labor import sources
from talentshed.labor.flows import definitions as flows
from talentshed.labor.method import Method
from talentshed.labor.tables import STATUSES, TABLES

FOLDER = Path(__file__).resolve().parent / "reference"
NOTE = "<!-- Written by docs/generate.py from the code: change the code, then run `make docs`. -->\n\n"


def tables_page() -> str:
    """Every table that crosses a boundary, with its columns."""
    lines = ["# Tables\n", "Every table that crosses a boundary is declared once, in `talentshed.labor.tables`.\n"]
    lines += ["## Status of a figure\n", "| status | meaning |", "|---|---|"]
    lines += [f"| `{status}` | {meaning} |" for status, meaning in STATUSES.items()]
    for table in sorted(TABLES.values(), key=lambda each: each.name):
        lines += [
            f"\n## {table.name}\n",
            f"{table.description} Source: `{table.source}`. Key: {', '.join(table.key)}.\n",
        ]
        lines += ["| column | type | unit | meaning |", "|---|---|---|---|"]
        for column in table.columns:
            kind = column.type + (", may be blank" if column.nullable else "")
            lines.append(f"| `{column.name}` | {kind} | {column.unit} | {column.meaning} |")
    return "\n".join(lines) + "\n"


def methods(package: ModuleType) -> Iterator[tuple[str, Method]]:
    """Yield (module name, method) of every module of a package that has one, in the order of their names."""
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        for name, value in sorted(vars(module).items()):
            if isinstance(value, Method) and name.startswith("METHOD"):
                yield info.name, value


def measures_page() -> str:
    """Every measure: question, formula, unit, who defined it, what it misses; those of regions on their own."""
    lines = ["# Measures\n", "One module of `talentshed.labor.measures` answers one question.\n"]
    lines += explained(talentshed.labor.measures, "##")
    lines += ["\n## Regions\n", "One module of `talentshed.labor.regions` answers one question about where a labor "
              "market is. In the command: `talentshed regions`.\n"]  # fmt: skip
    lines += explained(talentshed.labor.regions, "###")
    return "\n".join(lines) + "\n"


def explained(package: ModuleType, level: str) -> list[str]:
    """Return the definition of every measure of a package, each under a heading of that level."""
    lines = []
    for module, method in methods(package):
        lines += [f"\n{level} {method.name}\n", f"*{method.question}* (`{module}`)\n"]
        lines += [f"- Formula: `{method.formula}`", f"- Unit: {method.unit}", f"- Source: {method.citation}"]
        lines += [f"- Rests on: {', '.join(f'`{name}`' for name in method.tables)}"]
        lines += [f"- Misses: {sentence}" for sentence in method.misses]
    return lines


def command_page() -> str:
    """The help of the command and of each of its words."""
    lines = ["# The command `talentshed`\n", "```text", cli.parser("-").format_help().rstrip(), "```"]
    for word in cli.WORDS:
        parser = argparse.ArgumentParser(prog=f"talentshed {word}")
        importlib.import_module(f"talentshed.cli.{word}").configure(parser)
        lines += [f"\n## talentshed {word}\n", *helps(parser)]
    return "\n".join(lines) + "\n"


def helps(parser: argparse.ArgumentParser) -> list[str]:
    """Return the help of a parser and of the words beneath it."""
    lines = ["```text", parser.format_help().rstrip(), "```"]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for child in action.choices.values():
                lines += ["", *helps(child)]
    return lines


def settings_page() -> str:
    """Every setting with its default."""
    from talentshed.web.config.environment import SETTINGS

    lines = ["# Settings\n", "All come from the environment; none is needed.\n"]
    lines += ["| setting | default | meaning |", "|---|---|---|"]
    lines += [f"| `{each.name}` | {each.default or '(empty)'} | {each.meaning} |" for each in SETTINGS]
    return "\n".join(lines) + "\n"


def sources_page() -> str:
    """Every public source: agency, license, tables, layouts."""
    lines = ["# Sources\n", "One module of `talentshed.labor.sources` reads one public source.\n"]
    for name in sorted(sources.SOURCES):
        source = sources.SOURCES[name].SOURCE
        lines += [f"\n## {name}\n", f"{source.title}. {source.agency}. License: {source.license}.\n"]
        lines += [f"- Published at: <{source.page_url}>"]
        lines += [f"- Makes: {', '.join(f'`{table}`' for table in source.tables)}"]
        lines += [f"- Reads: {layout}" for layout in source.layouts]
        if source.attribution:
            lines.append(f"- Attribution: {source.attribution}")
    return "\n".join(lines) + "\n"


def flows_page() -> str:
    """Every table of a talent flow analysis with its columns, what it needs, and the words that they are made of."""
    lines = ["# Tables of a talent flow analysis\n"]
    lines += ["`talentshed flows analyze` writes them to `confidential/`, a Parquet file each. They are declared once, "
              "in `talentshed.labor.flows.definitions`; examples stand in "
              "[how flows are counted](../explanation/how-flows-are-counted.md).\n"]  # fmt: skip
    lines += ["## Words\n", "| word | meaning |", "|---|---|"]
    lines += [f"| {word} | {meaning} |" for word, meaning in flows.WORDS.items()]
    for table in flows.TABLES.values():
        needs = " ".join(FLOW_NEEDS[need] for need in flows.NEEDS.get(table.name, ()))
        key = ", ".join(table.key)
        lines += [f"\n## {table.name}\n", f"{table.description}{' ' * bool(needs)}{needs} Key: {key}.\n"]
        lines += ["| column | type | unit | meaning |", "|---|---|---|---|"]
        for column in table.columns:
            kind = column.type + (", may be blank" if column.nullable else "")
            lines.append(f"| `{column.name}` | {kind} | {column.unit} | {column.meaning} |")
    return "\n".join(lines) + "\n"


FLOW_NEEDS = {
    "completions": "Needs `[completions]`.",
    "people": "Needs `[people]`.",
    "sector": "Needs `sector` in `[analysis]`.",
}


PAGES: dict[str, Callable[[], str]] = {
    "tables.md": tables_page,
    "measures.md": measures_page,
    "command.md": command_page,
    "settings.md": settings_page,
    "sources.md": sources_page,
    "flows.md": flows_page,
}


def stale() -> list[str]:
    """Return the pages that differ from what the code says now."""
    return [
        name
        for name, page in PAGES.items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text(encoding="utf-8") != NOTE + page()
    ]


def main() -> int:
    """Write the pages, or name the stale ones and return 1."""
    if "--check" in sys.argv:
        for name in (old := stale()):
            print(f"docs/reference/{name} is stale: run make docs")
        return 1 if old else 0
    FOLDER.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(NOTE + page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
