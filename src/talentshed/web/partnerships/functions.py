"""Which functions should a support team cover, so that a firm finds all help at one table?"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FUNCTIONS: dict[str, str | Promise] = {
    "k12_cte": _("Schools and career and technical education"),
    "college": _("Community college"),
    "university": _("University"),
    "adult_education": _("Adult education and literacy"),
    "workforce": _("Workforce board and job center"),
    "rehabilitation": _("Vocational rehabilitation"),
    "apprenticeship": _("Apprenticeship"),
    "economic_development": _("Economic development"),
    "community": _("Community organizations"),
    "labor": _("Labor"),
    "transport": _("Transport, housing and child care"),
    "facts": _("Labor-market facts"),
}
"""Key -> what it is called."""

ESSENTIAL = ("k12_cte", "college", "adult_education", "workforce", "economic_development", "community")
"""Functions without which most requests of employers find no answer."""
