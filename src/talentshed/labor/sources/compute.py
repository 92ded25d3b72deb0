"""How do we reckon with whole columns at once?"""

from typing import Any

import pyarrow.compute

# Arrow's type stubs refuse plain values (a number, a word) where its functions take them.
pc: Any = pyarrow.compute
