"""Link check: addresses on the web come in; whether they still answer goes out.

- `ask.try_all`: asks the servers, a few at a time
- `verdicts.conclude`: what an answer means
- `verdicts.list_references`: where stories link to
- `verdicts.to_findings`: answers as what to tell
"""
