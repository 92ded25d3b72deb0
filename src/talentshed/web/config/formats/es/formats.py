"""How do U.S. readers of Spanish write numbers and dates? Separators as in the United States and Mexico."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
DATE_FORMAT = r"j \d\e F \d\e Y"
