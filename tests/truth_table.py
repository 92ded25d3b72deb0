"""Who may do what? A table of permissions as people read it: one line a deed, one column a person, y or a dot."""

from collections.abc import Sequence


def read(table: str, who: Sequence[str]) -> dict[str, dict[str, bool]]:
    """Return deed -> person -> whether they may. The first line names the people, in the order of `who`."""
    first, *lines = (line for line in table.splitlines() if line.strip())
    assert first.split() == list(who)
    rows = {}
    for line in lines:
        words, cells = line.split()[: -len(who)], line.split()[-len(who) :]
        assert set(cells) <= {"y", "."}, line
        rows[" ".join(words)] = {name: cell == "y" for name, cell in zip(who, cells, strict=True)}
    return rows
