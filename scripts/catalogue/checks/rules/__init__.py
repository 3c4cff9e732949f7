"""The rules, each a function, a code and a docstring, in modules by what they look at."""
