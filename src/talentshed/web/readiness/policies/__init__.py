"""Who may do what with rounds and pulses, and what is said to those who may not?"""
