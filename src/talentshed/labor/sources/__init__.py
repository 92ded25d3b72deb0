"""Where does each public figure come from? One module a source."""
