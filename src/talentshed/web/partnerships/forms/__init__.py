"""What do people fill in about a partnership, and what is wrong with it?"""
