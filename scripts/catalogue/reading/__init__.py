"""Reading: files become pages, strictly and once."""
