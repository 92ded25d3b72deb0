"""What does everybody read about partnerships, and what do business leaders hear first?"""
