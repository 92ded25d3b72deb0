"""Which request gets which answer?"""
