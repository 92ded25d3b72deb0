"""Which agency's file is this, which of its columns do we need, and what is it not?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from talentshed.web.organizations.importing.fields import FIELDS, plain

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Layout:
    """A kind of file that we know by its columns."""

    key: str
    title: "str | Promise"
    source: "str | Promise"
    """What is noted as the source of the records."""
    caution: "str | Promise" = ""
    """What its reader must know before importing."""
    needs: frozenset[str] = frozenset()
    """Headings, plainly written, by which it is recognized: all of them."""
    mapping: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    """Heading, plainly written, by field."""
    kind: str = "employer"
    naics: str = ""
    """Industry of every row, where the file has no such column."""
    one_firm_per_name: bool = True
    """Rows with the same name are sites of one organization."""
    leaves_out_closures: bool = False


OSHA = Layout(
    key="osha",
    title=_("OSHA injury summary (form 300A)"),
    source=_("OSHA Injury Tracking Application, form 300A"),
    caution=_(
        "Employers report these figures themselves, and some are far off. They are kept as a size band only, and where "
        "hours and workers don't fit together the size is left open. Firms that needn't report are missing."
    ),
    needs=frozenset({"establishmentname", "naicscode", "annualaverageemployees"}),
    mapping={
        "name": "companyname",
        "site_name": "establishmentname",
        "ein": "ein",
        "street": "streetaddress",
        "city": "city",
        "state": "state",
        "zip": "zipcode",
        "naics": "naicscode",
        "workers": "annualaverageemployees",
        "hours": "totalhoursworked",
        "year": "yearfilingfor",
        "filing": "id",
    },
)

WARN = Layout(
    key="warn",
    title=_("Illinois layoff notices (WARN)"),
    source=_("Illinois DCEO, layoff (WARN) notices"),
    caution=_(
        "A layoff list is a signal, not a census: it names only employers that announced layoffs, and most of its rows "
        "are closures. The workers in it are those who lose their job, so no size is taken from it. Industry codes are "
        "sometimes wrong."
    ),
    needs=frozenset({"locationname", "layofftype", "iebsid"}),
    mapping={
        "name": "locationname",
        "city": "locationcity",
        "state": "locationstate",
        "zip": "locationzipcode",
        "county": "county",
        "naics": "naicscodes",
        "event": "reason",
    },
    leaves_out_closures=True,
)

HOSPITALS = Layout(
    key="hospitals",
    title=_("CMS list of hospitals"),
    source=_("CMS, Hospital General Information"),
    caution=_("The list has no number of workers and no industry code: every row is taken as a hospital (NAICS 622)."),
    needs=frozenset({"facilityid", "facilityname", "hospitaltype"}),
    mapping={
        "name": "facilityname",
        "city": "citytown",
        "state": "state",
        "zip": "zipcode",
        "county": "countyparish",
    },
    naics="622",
    one_firm_per_name=False,
)

OWN = Layout(
    key="own",
    title=_("A list of your own"),
    source=_("Imported list"),
)

LAYOUTS = {each.key: each for each in (OSHA, WARN, HOSPITALS, OWN)}


def recognize(columns: Sequence[str]) -> Layout:
    """Return the layout whose columns these are; a list of one's own where no agency's fits."""
    headings = {plain(column) for column in columns}
    return next((each for each in (OSHA, WARN, HOSPITALS) if each.needs <= headings), OWN)


def propose_mapping(columns: Sequence[str], layout: Layout) -> dict[str, str]:
    """Return the column of the file for each field that is found by its name, each column once."""
    by_heading: dict[str, str] = {}
    for column in columns:
        by_heading.setdefault(plain(column), column)
    if layout.mapping:
        return {key: by_heading[heading] for key, heading in layout.mapping.items() if heading in by_heading}
    found: dict[str, str] = {}
    for each in FIELDS:
        names = (plain(str(each.label)), plain(each.key), *each.known_as)
        known = next((by_heading[name] for name in names if name in by_heading), None)
        if known is not None and known not in found.values():
            found[each.key] = known
    return found
