"""Which request leads to which page on signing in, accounts, invitations and administration?"""
