"""Which counties make up the labor market around one county, how sure is that, and who has to be at the table?"""
