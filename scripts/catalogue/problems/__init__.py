"""Problems: what can be wrong with a page, and how it is told."""
