"""What does a reader of readiness results see, and from which records?"""
