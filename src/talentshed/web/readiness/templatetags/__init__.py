"""What do templates of readiness ask for besides the shared parts?"""
