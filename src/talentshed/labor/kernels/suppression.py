"""Which cells have to be hidden? The two doors: a good pattern quickly, or the best one with proof of its bound."""

from talentshed.labor.kernels.suppression_exact import ExactSuppression, suppress_exact
from talentshed.labor.kernels.suppression_pattern import Progress, Stats, Suppression, suppress

__all__ = ["ExactSuppression", "Progress", "Stats", "Suppression", "suppress", "suppress_exact"]
