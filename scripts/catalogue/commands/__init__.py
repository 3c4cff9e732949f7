"""The edges: the only modules that know MkDocs, the terminal, or a web server."""
