"""Model: the fields of every page, where pages lie, and how they are linked.

Pages come in; a frozen catalogue goes out.

- `fields.MODELS`: the kinds of page; the module is the manual of their fields
- `places.place_of`: what a file is by where it lies
- `pages.Page`: a page as it was read
- `catalogue.link`: pages become a catalogue, sorted and linked both ways
- `catalogue.Catalogue`: all pages; the only data that the rooms pass on
- `links.resolve`: an address on a page as an address within the site
- `looks.hue_of`: the colour of a theme
- `news.list_channels`: what is new, and where
"""
