"""Which documents of readiness go on paper: the form to rate on, and the report of the results?"""
