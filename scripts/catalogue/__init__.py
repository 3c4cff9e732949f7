"""The inspiration catalogue: read pages once, judge them purely, print at the edge.

Data goes one way, from `reading` through `model`, `rendering`, `checks` and `views` to `site`. Each folder is a room:
its `__init__` says what comes in and what goes out, and it knows only rooms on lower floors (pyproject.toml draws
them).
"""
