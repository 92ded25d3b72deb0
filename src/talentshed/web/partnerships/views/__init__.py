"""Which request leads to which page of a partnership?"""
