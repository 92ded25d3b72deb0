"""May somebody do this, and if not, why not?"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Verdict:
    """Yes, or no with a reason that a person can read."""

    reason: str = ""

    def __bool__(self) -> bool:
        return not self.reason

    def require(self) -> None:
        """Go on if it is yes.

        Raises:
            PermissionDenied: it is no; Django shows the reason on a page with status 403.
        """
        if self.reason:
            raise PermissionDenied(self.reason)


def both(*verdicts: Verdict) -> Verdict:
    """Return yes if all are yes, else the first no with its reason."""
    return next((verdict for verdict in verdicts if not verdict), Verdict())
