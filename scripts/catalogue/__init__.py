"""The inspiration catalogue: read pages once, judge them purely, print at the edge.

Data goes one way: `reading`, `model`, `rendering`, `checks`, `views`, `site`. Each folder is a room: `__init__` says
what comes in and what goes out, and it knows only rooms on lower floors (see pyproject.toml).
"""
