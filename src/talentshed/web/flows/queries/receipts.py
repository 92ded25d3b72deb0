"""What does a figure of this capability say of itself?"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from talentshed import __version__
from talentshed.labor.method import Method
from talentshed.web.ui.values import ReceiptLine, ReceiptView


def receipt_of(
    method: Method,
    *,
    edition: str,
    filled: str = "",
    status: str = "reported",
    sources: tuple[ReceiptLine, ...] = (),
    bounds: str = "",
    parameters: Mapping[str, str] | None = None,
) -> ReceiptView:
    """Return the receipt of a figure in the reader's language. edition: what its numbers are called: a release."""
    return ReceiptView(
        name=_(method.name),
        formula=_(method.formula),
        filled=filled,
        citation=method.citation,
        edition=edition,
        code_version=__version__,
        status=status,
        sources=sources,
        misses=tuple(_(sentence) for sentence in method.misses),
        bounds=bounds,
        parameters=dict(parameters or {}),
    )
