"""What is a draft made of, and which names does it need?"""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Block:
    """One part of a draft. kind: heading, text, bullets, table or signatures."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    """Lines of bullets; who signs."""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def heading(text: str) -> Block:
    """Return a heading."""
    return Block("heading", text)


def text(words: str) -> Block:
    """Return a paragraph."""
    return Block("text", words)


def bullets(*items: str) -> Block:
    """Return a list."""
    return Block("bullets", items=items)


def table(caption: str, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Block:
    """Return a table; its caption stands above it."""
    return Block("table", caption, head=head, rows=rows)


def signatures(*who: str) -> Block:
    """Return lines on which people sign."""
    return Block("signatures", items=who)


@dataclass(frozen=True)
class Names:
    """What a draft takes from the partnership."""

    partnership: str
    industry: str
    region: str
    counties: int
    today: date
    conveners: tuple[tuple[str, str], ...] = ()
    """Person and body, conveners first, then co-conveners."""
    facilitator: str = ""
    champions: tuple[tuple[str, str], ...] = ()
    """Person and firm."""
    chairs: tuple[tuple[str, str], ...] = ()
    signer: int = 0
    """Which champion signs the letter."""
    employers: int = 0
    supporters: tuple[tuple[str, str], ...] = ()
    """Body and the functions that it covers, in words."""
    start_size: int = 4
    facts: tuple[str, ...] = ()
    """Findings on the industry here, in sentences, from the packet."""
    facts_source: str = ""
    """Where they come from: address and edition."""
    sector_partnership: str = "sector partnership"
    convener_word: str = "convener"


@dataclass(frozen=True)
class Document:
    """A draft: its title, what it says, and what is still missing."""

    key: str
    title: str
    about: str
    """What it is for, in a sentence, for who opens it."""
    blocks: tuple[Block, ...]
    missing: tuple[str, ...] = field(default=())
    """What stands in brackets because it is not known yet."""


def or_gap(value: str, gap: str) -> str:
    """Return a value, or in brackets what has to be filled in."""
    return value or f"[{gap}]"


def named(pair: tuple[str, str]) -> str:
    """Return a person with their organization."""
    return _("{person}, {organization}").format(person=pair[0], organization=pair[1]) if pair[1] else pair[0]


def no_advice() -> Block:
    """Return the sentence that stands beneath drafts of agreements."""
    return text(_("This is a draft to work on. It is not legal advice: have your counsel read it before you sign."))
