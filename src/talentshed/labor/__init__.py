"""Where is the labor market, and which of its industries matter? Tables in, tables out; no web inside."""
