"""Questions and answers, and resources."""
