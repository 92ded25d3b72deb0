"""How is this installation set up? Settings from the environment, addresses, the server's entry point."""
