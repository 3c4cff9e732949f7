"""Review: a pull request comes in; the answer to its writer goes out.

- `contribution.assess`: what a pull request changes, and what is to be said of it
- `comments.write_comment`: the answer as Markdown
- `comments.write_thanks`: what is said when it is merged
- `git.Repository`: files read out of Git, never checked out
- `quoting.plain`: a writer's words in Markdown, harmless
"""
