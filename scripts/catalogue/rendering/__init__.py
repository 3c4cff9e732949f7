"""Rendering: contributed text becomes safe HTML, in limited workers."""
