"""What the kinds of page share."""
