"""Language: Danish words, their forms, their order and their likeness."""
