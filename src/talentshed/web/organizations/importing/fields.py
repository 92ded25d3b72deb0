"""Which facts can a file bring, what are they called in our template, and by which other names do we know them?"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Field:
    """One fact about an organization that a column may hold."""

    key: str
    label: "str | Promise"
    help: "str | Promise"
    example: str
    known_as: tuple[str, ...] = ()
    """Headings, in small letters and digits only, by which the column is found."""
    in_template: bool = True


FIELDS: tuple[Field, ...] = (
    Field(
        "name",
        _("Name of the organization"),
        _("The firm, not the plant. Without it a row can't be imported."),
        "Prairie Gear Works, Inc.",
        (
            "name",
            "organization",
            "company",
            "companyname",
            "employer",
            "employername",
            "business",
            "businessname",
            "firm",
        ),
    ),
    Field(
        "kind",
        _("Kind"),
        _("employer, education, workforce, economic_development, community, labor or association; empty: employer"),
        "employer",
        ("kind", "type", "organizationtype"),
    ),
    Field(
        "parent", _("Holding company"), _("If it is part of a larger one"), "", ("parent", "holding", "parentcompany")
    ),
    Field(
        "website", _("Website"), _("Begins with https://"), "https://prairie-gear.example", ("website", "url", "web")
    ),
    Field(
        "site_name",
        _("Name of the site"),
        _("Plant, office or campus"),
        "Pekin plant",
        ("sitename", "site", "establishment", "establishmentname", "location", "locationname", "plant", "facility"),
    ),
    Field("city", _("City"), _("Of the site"), "Pekin", ("city", "town", "citytown", "locationcity", "municipality")),
    Field(
        "state", _("State"), _("Two letters; rows of other states are left out"), "IL", ("state", "st", "locationstate")
    ),
    Field(
        "zip",
        _("ZIP Code"),
        _("Finds the county where that is not given"),
        "61554",
        ("zip", "zipcode", "postalcode", "zip5", "locationzipcode", "locationzip"),
    ),
    Field(
        "county", _("County"), _("Name or five-digit code"), "Tazewell", ("county", "countyname", "countyfips", "fips")
    ),
    Field(
        "naics",
        _("Industry code (NAICS)"),
        _("Two to six digits"),
        "333612",
        ("naics", "naicscode", "naicscodes", "industrycode"),
    ),
    Field(
        "workers",
        _("Workers"),
        _("Number at the site; kept as a size band only"),
        "85",
        ("workers", "employees", "numberofemployees", "employment", "headcount", "staff"),
    ),
    Field(
        "size_band", _("Size band"), _("For example 50-99"), "50-99", ("sizeband", "size", "sizeclass", "employeerange")
    ),
    Field(
        "contact_name",
        _("Person to talk to"),
        _("First and last name"),
        "",
        ("contactname", "contact", "contactperson"),
    ),
    Field("contact_title", _("Their title"), _("For example plant manager"), "", ("contacttitle", "title", "jobtitle")),
    Field("contact_email", _("Their e-mail"), _("Shown to others only with consent"), "", ("contactemail", "email")),
    Field(
        "contact_phone",
        _("Their phone"),
        _("Shown to others only with consent"),
        "",
        ("contactphone", "phone", "telephone"),
    ),
    Field("email_consent", _("May the e-mail be shared?"), _("yes or no; empty: no"), "", ("emailconsent",)),
    Field("phone_consent", _("May the phone be shared?"), _("yes or no; empty: no"), "", ("phoneconsent",)),
    Field("street", _("Street"), _("Tells filings of one site from another; not kept"), "", ("streetaddress",), False),
    Field("ein", _("Employer number"), _("Tells firms of one name apart; not kept"), "", ("ein",), False),
    Field(
        "hours",
        _("Hours worked in the year"),
        _("Checks the number of workers; not kept"),
        "",
        ("totalhoursworked",),
        False,
    ),
    Field(
        "year",
        _("Year of the filing"),
        _("The newest filing of a site counts; not kept"),
        "",
        ("yearfilingfor",),
        False,
    ),
    Field("filing", _("Number of the filing"), _("Of repeated filings the largest counts; not kept"), "", (), False),
    Field("event", _("What happened"), _("Closures can be left out; not kept"), "", (), False),
)

BY_KEY = {field.key: field for field in FIELDS}
TEMPLATE = tuple(field for field in FIELDS if field.in_template)
YES = frozenset({"yes", "y", "true", "1", "x", "sí", "si"})


def plain(heading: str) -> str:
    """Return a heading in small letters and digits only, as headings are compared."""
    return "".join(letter for letter in heading.casefold() if letter.isalnum())
