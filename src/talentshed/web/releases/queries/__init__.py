"""What does somebody see of the ledger, of a published table, of lowered floors?"""
