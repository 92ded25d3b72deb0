"""What can be done with a partnership? One function per intent."""
