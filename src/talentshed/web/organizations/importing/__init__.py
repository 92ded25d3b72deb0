"""How does a file of employers become rows that we understand, with what is wrong in which row and column?"""
