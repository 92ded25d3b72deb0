"""Talentshed: the open workbench for employer-led sector partnerships."""

__version__ = "0.1.0"
