"""May this result leave by e-mail, or did too many go to that address today?"""

from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict

MOST_A_DAY = 3
"""Letters with a result that one address gets in a day: nobody is pestered with them."""


def may_mail_result(sent_today: int) -> Verdict:
    """Whether one more result may go to an address."""
    if sent_today >= MOST_A_DAY:
        return Verdict(_("Three results went to this address today. Download the file instead, or try tomorrow."))
    return Verdict()
