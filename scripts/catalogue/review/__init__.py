"""Review: the answer to a pull request."""
