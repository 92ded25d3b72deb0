"""What do the public pages read? Each query returns a finished value for one page; pages compute nothing."""
