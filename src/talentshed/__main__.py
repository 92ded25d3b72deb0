"""Run the command as `python -m talentshed`."""

import sys

from talentshed.cli import main

sys.exit(main())
