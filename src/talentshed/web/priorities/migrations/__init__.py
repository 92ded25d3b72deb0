"""Migrations of priorities and the single table."""
