"""Views: an edition comes in; every page of the site goes out, as a pure function. They know nothing of MkDocs.

- `contents.site_pages`: the pages that are made whole
- `contents.brought_pages`: the editorial pages of a docs folder
- `contents.FRAGMENTS`: the pieces that editorial pages call
- `contents.frame`: what the frame around them all shows
"""
