"""Where are the labor-market areas that commuting makes, how sure is that, and whose borders do they cross?"""
