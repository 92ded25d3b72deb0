"""Where do the people whom our firms hire come from, and what would bring more of them?"""
