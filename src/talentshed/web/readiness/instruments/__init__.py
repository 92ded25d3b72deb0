"""What is asked? Instruments are data: items, scale and parts, of one version that never changes once answered."""
