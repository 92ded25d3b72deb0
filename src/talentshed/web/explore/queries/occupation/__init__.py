"""What is this occupation, and what does it pay, need and lead to? The figures of an occupation's page."""
