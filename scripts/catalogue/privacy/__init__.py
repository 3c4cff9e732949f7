"""Privacy: personal numbers, keys and passwords in any disguise, and how to speak of them."""
