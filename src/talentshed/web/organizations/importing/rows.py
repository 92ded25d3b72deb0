"""What does each row of a file say about an organization, and what is wrong in which row and column?"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from talentshed.web.organizations.importing.fields import YES
from talentshed.web.organizations.importing.reading import Sheet
from talentshed.web.organizations.importing.sizes import size_of, whole_number
from talentshed.web.organizations.models import Organization
from talentshed.web.organizations.names import name_key


@dataclass(frozen=True)
class Problem:
    """Something that a person should look at before importing."""

    line: int
    column: str
    text: str
    level: Literal["error", "warning"] = "error"


@dataclass(frozen=True)
class Candidate:
    """One row as we understand it."""

    line: int
    name: str
    kind: str
    parent: str = ""
    website: str = ""
    naics: str = ""
    size_band: str = ""
    site_name: str = ""
    city: str = ""
    county_fips: str = ""
    contact: Mapping[str, str] = field(default_factory=dict)
    email_consent: bool = False
    phone_consent: bool = False
    filing: tuple[str, ...] = ()
    """Which site's filing it is; equal for repeated filings."""
    order: tuple[int, int] = (0, 0)
    """Year and number of the filing; the largest counts."""

    @property
    def name_key(self) -> str:
        """The name as it is compared."""
        return name_key(self.name)


@dataclass(frozen=True)
class LeftOut:
    """A row that is not imported, and why."""

    line: int
    name: str
    reason: str


@dataclass(frozen=True)
class Understood:
    """The whole file as we understand it."""

    candidates: tuple[Candidate, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Problems that keep their row from being imported."""
        return tuple(problem for problem in self.problems if problem.level == "error")


@dataclass(frozen=True)
class Reading:
    """How rows are to be read: choices of the person, and what the public data know of places."""

    state_code: str
    kind: str = "employer"
    naics: str = ""
    skip_closures: bool = False
    county_of: Callable[[str], str] = lambda _text: ""
    zip_counties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_industry: Callable[[str], bool] = lambda _code: True


Cells = Callable[[str], str]
Say = Callable[..., None]


def understand(sheet: Sheet, mapping: Mapping[str, str], reading: Reading) -> Understood:
    """Return what the rows say. mapping: the file's column by field; fields without a column are left blank."""
    places = {column: number for number, column in enumerate(sheet.columns)}
    at = {key: places[column] for key, column in mapping.items() if column in places}
    problems: list[Problem] = []
    left_out: list[LeftOut] = []
    found: list[Candidate] = []
    for line, row in zip(sheet.lines, sheet.rows, strict=True):

        def cell(key: str, row: Sequence[str] = row) -> str:
            return row[at[key]].strip() if key in at else ""

        def say(key: str, text: str, level: Literal["error", "warning"] = "error", line: int = line) -> None:
            # What can't be mended in a row, because the file has no such column, is not said at every row.
            if level == "error" or key in mapping:
                problems.append(Problem(line, mapping.get(key, ""), text, level))

        reason = _reason_to_leave_out(cell, reading)
        if reason:
            left_out.append(LeftOut(line, cell("name") or cell("site_name"), reason))
            continue
        candidate = _candidate(line, cell, say, reading)
        if candidate is not None:
            found.append(candidate)
    newest, repeated = _newest_filings(found)
    return Understood(tuple(newest), tuple(problems), (*left_out, *repeated))


def _reason_to_leave_out(cell: Cells, reading: Reading) -> str:
    state = cell("state").upper()
    if state and state != reading.state_code:
        return _("in another state ({state})").format(state=state)
    if reading.skip_closures and "closure" in cell("event").lower():
        return _("the site was closed")
    return ""


def _candidate(line: int, cell: Cells, say: Say, reading: Reading) -> Candidate | None:
    name = cell("name") or cell("site_name")
    if not name_key(name):
        say("name", _("There is no name. Fill it in, or leave the row out."))
        return None
    if len(name) > 200:
        say("name", _("The name is longer than 200 letters. Shorten it."))
        return None
    kind = _kind(cell, say, reading)
    if not kind:
        return None
    return Candidate(
        line=line,
        name=name,
        kind=kind,
        parent=cell("parent")[:200],
        website=_website(cell, say),
        naics=_naics(cell, say, reading),
        size_band=size_of(cell, say),
        site_name="" if cell("site_name") == name else cell("site_name")[:200],
        city=_place(cell("city"))[:100],
        county_fips=_county(cell, say, reading),
        contact=_contact(cell, say),
        email_consent=cell("email_consent").casefold() in YES,
        phone_consent=cell("phone_consent").casefold() in YES,
        filing=_filing(cell, name),
        order=(whole_number(cell("year")) or 0, whole_number(cell("filing")) or 0),
    )


def _place(city: str) -> str:
    """Agencies write cities in capitals; people don't."""
    return city.title() if city.isupper() else city


def _kind(cell: Cells, say: Say, reading: Reading) -> str:
    written = cell("kind").casefold().replace(" ", "_").replace("-", "_")
    if not written:
        return reading.kind
    known = {str(value): str(value) for value in Organization.Kind.values}
    known |= {str(label).casefold().replace(" ", "_"): str(value) for value, label in Organization.Kind.choices}
    if written not in known:
        sentence = _("“{text}” is no kind of organization. Write one of: {kinds}.")
        say("kind", sentence.format(text=cell("kind"), kinds=", ".join(Organization.Kind.values)))
        return ""
    return known[written]


def _website(cell: Cells, say: Say) -> str:
    written = cell("website")
    if not written:
        return ""
    address = written if "://" in written else f"https://{written}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        say("website", _("“{text}” is no web address; it is left blank.").format(text=written), "warning")
        return ""
    return address[:200]


def _naics(cell: Cells, say: Say, reading: Reading) -> str:
    written = cell("naics")
    # "311612 - Meat Processed from Carcasses, 311611 - …": the first code counts.
    found = re.match(r"\s*(\d{2,6})\b", written)
    if found and reading.is_industry(found[1]):
        return found[1]
    if written and written not in ("0", "999999"):
        say("naics", _("“{text}” is no industry code; it is left blank.").format(text=written[:60]), "warning")
    return reading.naics


def _county(cell: Cells, say: Say, reading: Reading) -> str:
    written = cell("county")
    if written:
        found = reading.county_of(written)
        if found:
            return found
        say("county", _("“{text}” is no county of this state; it is left blank.").format(text=written), "warning")
    code = cell("zip")[:5]
    reached = [fips for fips in reading.zip_counties.get(code, ()) if fips]
    if len(reached) == 1:
        return reached[0]
    if len(reached) > 1:
        say(
            "zip", _("ZIP Code {code} lies in several counties; the county is left blank.").format(code=code), "warning"
        )
    return ""


def _contact(cell: Cells, say: Say) -> dict[str, str]:
    name, email = cell("contact_name")[:120], cell("contact_email")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            say("contact_email", _("“{text}” is no e-mail address; it is left blank.").format(text=email), "warning")
            email = ""
    if not name:
        if email or cell("contact_phone"):
            say("contact_name", _("There is an e-mail or phone without a name; it is left out."), "warning")
        return {}
    return {"name": name, "title": cell("contact_title")[:120], "email": email, "phone": cell("contact_phone")[:40]}


def _filing(cell: Cells, name: str) -> tuple[str, ...]:
    """Return what repeated filings of one site have in common; empty for files that aren't filings."""
    if not cell("filing"):
        return ()
    site = name_key(cell("site_name") or name)
    # Amended filings spell the firm's name in other ways, so the employer number decides where there is one.
    return (cell("ein") or name_key(name), site, cell("street").casefold(), cell("zip")[:5])


def _newest_filings(found: Sequence[Candidate]) -> tuple[list[Candidate], list[LeftOut]]:
    newest: dict[tuple[str, ...], Candidate] = {}
    for each in found:
        if each.filing and (each.filing not in newest or each.order > newest[each.filing].order):
            newest[each.filing] = each
    kept = [each for each in found if not each.filing or newest[each.filing] is each]
    repeated = [
        LeftOut(
            each.line,
            each.name,
            _("row {line} is a newer filing of the same site").format(line=newest[each.filing].line),
        )
        for each in found
        if each.filing and newest[each.filing] is not each
    ]
    return [replace(each, filing=()) for each in kept], repeated
