"""Events and training."""
