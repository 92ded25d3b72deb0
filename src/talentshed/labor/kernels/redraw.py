"""What else could a survey have found, given its margins of error?"""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

Z_90 = 1.645
"""Standard errors in a 90 % margin of error, as the Census Bureau publishes them."""


def redraw(estimates: Numbers, margins: Numbers | None, generator: np.random.Generator) -> Numbers:
    """Return one draw of every estimate: normal around it with its standard error (margin / 1.645), cut at zero.

    `margins` are 90 % margins of error; where one is zero or not a number the estimate stays as it is, and without
    margins all do. The draws of different estimates have nothing to do with each other: the survey publishes no
    covariances. The same generator state gives the same draw.
    """
    if margins is None:
        return estimates.copy()
    spread = np.nan_to_num(margins, nan=0.0) / Z_90
    return np.maximum(estimates + spread * generator.standard_normal(len(estimates)), 0.0)
