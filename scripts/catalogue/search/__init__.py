"""Search: an edition comes in; an index in small files goes out, which the browser asks in Danish.

- `writing.write_index`: the whole of it
- `documents.make_documents`: pages as what is searched
- `analysis.Analyser`: words taken apart
- `index.Indexer`: which words stand where
- `everyday.find_ways`: what everyday words lead to
- `vocabulary.make_vocabulary`: the words with their pages, in files by first letters
- `facets.make_facets`: what results can be narrowed by
- `packing.make_files`: the index as a browser fetches it
"""
