"""What does a board member take home? Reports as frozen values, and their renderings."""
