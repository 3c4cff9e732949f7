"""Sample trees: made-up, labelled pages in any number, grown from the word bank `data/samples.yml`.

The same number of units gives the same bytes on every machine, and a smaller tree is the beginning of a larger one.
`chance` draws, `bank` holds the words, `names`, `bodies` and `plans` put them together, `trees` grows the pages in
order, and `writing` puts them on the disk.
"""

from catalogue.samples.writing import SampleRefused, write_sample

__all__ = ["SampleRefused", "write_sample"]
