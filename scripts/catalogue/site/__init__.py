"""Site: a docs folder comes in; a finished site takes the old one's place, or nothing changes.

- `build.build`: the whole of it
- `manuscript.Manuscript`: what an engine makes a site of
- `engine.Engine`: what is asked of an engine
- `frame.cut`: a frame, into which pages are filled
- `writing.write_pages`: pages on all processors
- `extras.write_extras`: exports, feeds, cards, attachments, old addresses
- `policy.make_header`: what browsers are told not to do
- `replacing.replacing`: two folders change places in one step
"""
