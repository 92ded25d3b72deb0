"""What can people do with their account, their state's roles and what is kept? One function per intent."""
