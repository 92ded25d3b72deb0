"""Which request leads to which page? Each view reads its questions, asks one query and renders."""
