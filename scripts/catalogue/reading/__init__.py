"""Reading: a docs folder comes in; pages with the line of every key go out, or problems. Strict, and done once.

- `reader.read`: a folder becomes all that could be read of it
- `reader.read_page`: one page
- `frontmatter.parse`: fields from YAML, nothing guessed
- `editorial.read_editorial`: the editors' own pages
- `schema.describe_models`: the model as a guide and as JSON Schema
- `glossary.words`: terms and what they mean
- `synonyms.read_synonyms`: words that find the same pages
- `lexicon.read_lexicon`: everyday words, and the words of the catalogue that they lead to
"""
