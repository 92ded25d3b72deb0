"""Where do the people of an industry come from, how long do they stay, and where do they go?"""
