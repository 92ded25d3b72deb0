"""Which request shows or changes which organization?"""
