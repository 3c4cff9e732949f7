"""Language: Danish words and sentences, whatever page they stand on.

Texts come in; words, forms, order and likeness go out.

- `wording.listed`: a list of words as a Danish sentence says it
- `wording.sort_key`: the key that puts texts in Danish order
- `slugs.slugify`: a title as it stands in addresses
- `values.parse_date`: a date as people write it
- `likeness.sure`: the one name that a word can have been meant for
- `dictionary.read_dictionary`: the words of Danish in all their forms
- `thesaurus.read_thesaurus`: words that mean nearly the same
- `readability.measure`: how hard a text is to read (LIX)
"""
