"""How do U.S. readers of English write numbers and dates?"""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
DATE_FORMAT = "F j, Y"
