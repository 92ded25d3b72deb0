"""What of a table may be shown, so that nobody can work out what one firm or one person said?"""
