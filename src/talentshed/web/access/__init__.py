"""Who is here, which states are there, and what may a person do?"""
