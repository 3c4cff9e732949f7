"""Checks: all that is wrong with a tree, found by rules that judge what was read and rendered."""
