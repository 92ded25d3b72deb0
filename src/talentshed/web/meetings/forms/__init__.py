"""What is filled in about a meeting, and what is wrong with it?"""
