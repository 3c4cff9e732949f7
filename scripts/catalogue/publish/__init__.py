"""Publish: a finished site comes in; a verified release goes out, switched to in one step.

- `publish.publish`: a new release
- `publish.roll_back`: the one before again
- `releases.Releases`: the releases of a folder
- `verification.verify`: all that is wrong with a site before it is shown
- `disclosures.find_disclosures`: where it shows a personal number
"""
