"""Naming critical jobs, telling of hires, taking an answer back, publishing the picture."""
