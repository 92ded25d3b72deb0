"""Where do firms and issues stand in the picture of who named what?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

CELL, ROW, TOP, LEFT = 30, 30, 40, 210
MOST_ISSUES = 20


@dataclass(frozen=True)
class Cell:
    """A firm and an issue that it named."""

    x: float
    y: float
    is_inside: bool


@dataclass(frozen=True)
class Line:
    """A firm's row."""

    name: str
    y: float
    is_inside: bool


@dataclass(frozen=True)
class Matrix:
    """The picture: rows are firms, numbered columns are issues."""

    width: int
    height: int
    lines: tuple[Line, ...]
    columns: tuple[tuple[int, float, str], ...]
    """Number, place and words of each issue."""
    cells: tuple[Cell, ...]
    inside_height: int
    """Height of the block of proposed firms, drawn as one field."""


def matrix(firms: Sequence[tuple[str, bool]], issues: Sequence[str], flags: "np.ndarray") -> Matrix:
    """Place firms x issues on a drawing; the issues that most firms named, up to twenty."""
    shown = issues[:MOST_ISSUES]
    lines = tuple(Line(name, TOP + ROW * row, inside) for row, (name, inside) in enumerate(firms))
    columns = tuple((place + 1, LEFT + CELL * place, words) for place, words in enumerate(shown))
    cells = tuple(
        Cell(LEFT + CELL * column, TOP + ROW * row, firms[row][1])
        for row in range(len(firms))
        for column in range(len(shown))
        if flags[row, column]
    )
    inside = sum(1 for _name, inside in firms if inside)
    return Matrix(LEFT + CELL * len(shown) + 10, TOP + ROW * len(firms) + 10, lines, columns, cells, ROW * inside)
