"""Which employers and partners are there, who speaks for them, and who asked them what?"""
