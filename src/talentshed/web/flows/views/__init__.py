"""Which request leads to which page on talent flows?"""
