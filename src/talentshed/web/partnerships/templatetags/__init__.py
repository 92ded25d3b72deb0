"""Which small pictures do the pages of partnerships draw?"""
