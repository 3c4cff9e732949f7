"""Checks: all that is wrong with a tree.

A docs folder and a day come in; problems, and the catalogue that can be made, go out.

- `check.check`: reads, renders and judges every page
- `check.Check`: what it found
- `answers.answer`: what a check tells, at once where nothing has changed
- `rule.rule`: makes a function with a docstring into a rule
- `rulebook.RULES`: every rule
- `judgement.judge`: what they all find, kept so that one file can be judged anew
- `leaks.find_leaks`: where personal data stands in a file
- `browser.describe_rules`: what the form is told of the rules
"""
