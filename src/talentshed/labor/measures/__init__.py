"""Which question would an employer ask? One module answers each, from tables to tables."""
