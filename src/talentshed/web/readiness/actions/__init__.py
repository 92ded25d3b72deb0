"""What can be done with rounds and pulses? Each deed asks its rule and leaves its trace."""
