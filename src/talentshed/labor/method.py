"""How is a figure made: what a receipt says of it in words and as a formula."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def gettext_noop(text: str) -> str:
    """Mark words for the translators and return them as they are: pages translate them when they show them."""
    return text


@dataclass(frozen=True)
class Method:
    """How one measure is defined. Each measure module has one, named METHOD; receipts and the reference show it."""

    name: str
    question: str
    """The question that an employer would ask."""
    formula: str
    """As plain text, with the symbols of the source, for example LQ = (e_ir / E_r) / (E_i / E)."""
    unit: str
    citation: str
    """Who defined it, and where."""
    tables: tuple[str, ...]
    """The tables of an edition that it rests on: their receipts are shown with the figure."""
    misses: tuple[str, ...] = ()
    """What it leaves out or can't say, one plain sentence each."""


@dataclass(frozen=True)
class Stamp:
    """The receipt of one published figure: its method, the numbers filled in, the edition, the bounds, the status."""

    method: Method
    edition: str
    vintages: Mapping[str, str]
    """Table name to what its agency calls it, for example County Business Patterns 2017-2021."""
    filled: str = ""
    """The formula with this figure's numbers filled in."""
    status: str = "reported"
    low: float | None = None
    high: float | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    code_version: str = ""
