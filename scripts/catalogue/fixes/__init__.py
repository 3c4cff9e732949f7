"""Fixes: what a machine can put right, and nothing that is in doubt.

Bytes come in; bytes and a list of changes go out.

- `pages.fix_pages`: every page of a tree on which something can be fixed
- `pages.fix_text`: one page's text
- `knowledge.gather`: what is known of the rest of the tree
- `suggestions.suggest`: fixes as changes that a forge can show
"""
