"""What is typed into forms of readiness, and is it complete?"""
