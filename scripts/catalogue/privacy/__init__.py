"""Privacy: what must never be published.

A text comes in; where personal numbers and secrets stand goes out, never the whole of one.

- `cpr.find_numbers`: the CPR numbers of a text, however they are disguised
- `credentials.find_credentials`: keys and passwords
- `disguises.reveal`: a text as a reader sees it, with the way back to what was written
- `masking.mask`: a text that can be shown anywhere
"""
