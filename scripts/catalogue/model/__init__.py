"""Model: the fields of every page, where pages lie, and how they are linked."""
