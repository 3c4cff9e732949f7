"""The inspiration catalogue: read pages once, judge them purely, print at the edge.

Data goes one way: `reader` → `catalogue` → `check`, `rendering` and `views` → `edges`. Only the modules in
`catalogue.edges` know MkDocs, the terminal or the layout of the disk.
"""
