"""What should everybody at the table know about this sector in this region? One packet of figures."""
