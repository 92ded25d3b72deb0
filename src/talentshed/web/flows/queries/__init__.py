"""Which jobs are looked at, what did one's own firm tell, and what was published of all firms together?"""
