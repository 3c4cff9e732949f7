"""Samples: made-up, labelled trees in any number, for tests, measures and a look.

A number comes in; pages on the disk go out.

- `writing.write_sample`: a tree of so many units; the same number gives the same bytes
- `trees.grow`: its pages, in order
- `bank.load`: the words that it is grown from
"""
