"""Problems: what can be wrong with a page, and how it is told.

Findings come in; Danish sentences with file, line and code go out.

- `problem.Problem`: one thing that is wrong, with its place
- `codes.Fault`: a kind of problem, whose docstring is its help
- `faults.FAULTS`: those that reading finds; the rules of the checks have theirs
- `reports.to_text`: problems as lines
- `reports.FORMATS`: every form that a report can have
"""
