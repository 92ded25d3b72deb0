"""Which request shows or changes what of a meeting?"""
