"""Which words of the shipped sector definitions do translators see? YAML files are read by people, not by gettext."""

from talentshed.labor.method import gettext_noop

WORDS = (
    gettext_noop("Agriculture and food"),
    gettext_noop(
        "From farm inputs to food plants and wholesale. Farms themselves (111, 112) belong to the sector"
        " but are not counted by County Business Patterns: add what the Census of Agriculture says. Food"
        " plants are also in manufacturing: don't add the two."
    ),
    gettext_noop("Growing and animal care"),
    gettext_noop("Food processing"),
    gettext_noop("Equipment service"),
    gettext_noop("Food safety and science"),
    gettext_noop("Grain, input and food trade"),
    gettext_noop("Energy"),
    gettext_noop(
        "Utilities, fuels, power-line and electrical contractors, electrical equipment and ethanol (in "
        "32519). Electrical contractors (23821) do all kinds of wiring: they are the largest part and "
        "only partly energy."
    ),
    gettext_noop("Power generation and grid"),
    gettext_noop("Solar, wind and storage"),
    gettext_noop("Electrical and line construction"),
    gettext_noop("Fuel extraction, refining and pipelines"),
    gettext_noop("Energy engineering"),
    gettext_noop("Healthcare"),
    gettext_noop(
        "Ambulatory care, hospitals, nursing and residential care. Social assistance (624, for example "
        "child day care) is left out. Government hospitals are not counted by County Business Patterns."
    ),
    gettext_noop("Nursing and direct care"),
    gettext_noop("Diagnosis, imaging and laboratory"),
    gettext_noop("Therapy and rehabilitation"),
    gettext_noop("Clinic and pharmacy support"),
    gettext_noop("Health information and administration"),
    gettext_noop("Information technology"),
    gettext_noop(
        "Industries that make or run information technology. Most of the occupations work in other "
        "industries: read it beside the occupations of the region. Computer wholesale is inside 4234, "
        "which also has medical and office equipment."
    ),
    gettext_noop("Software development and testing"),
    gettext_noop("Networks, systems and cloud"),
    gettext_noop("Cybersecurity"),
    gettext_noop("Data"),
    gettext_noop("User support"),
    gettext_noop("Manufacturing"),
    gettext_noop(
        "All of NAICS 31-33. Food and beverage makers are here and also in agriculture and food: don't add the two."
    ),
    gettext_noop("Machining and metal forming"),
    gettext_noop("Assembly and production operation"),
    gettext_noop("Industrial maintenance and automation"),
    gettext_noop("Quality and process engineering"),
    gettext_noop("Plant and supply management"),
    gettext_noop("Transportation, distribution and logistics"),
    gettext_noop(
        "Wholesale trade, freight carriers, support activities, couriers and warehousing. Passenger "
        "transit (485) and scenic transportation (487) are left out. Railroads (482) and the postal "
        "service (491) are not counted by County Business Patterns."
    ),
    gettext_noop("Driving"),
    gettext_noop("Warehousing and order filling"),
    gettext_noop("Logistics planning"),
    gettext_noop("Vehicle and equipment maintenance"),
)
"""Titles, notes and business functions of the shipped definitions; a test holds them to the files."""
