"""Commands for who runs an installation."""
