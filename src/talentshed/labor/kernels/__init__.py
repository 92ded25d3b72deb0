"""Which arithmetic can tables not express? Arrays in, arrays out."""
