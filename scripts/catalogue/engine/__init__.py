"""The engine: the only room that knows MkDocs."""
