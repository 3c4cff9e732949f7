"""Publishing: a built site becomes a verified release, switched to in one step."""
