"""Commands for who runs an installation, one a module."""
