"""Letters: a saved mail, or what came with one, becomes the pages in it, each with the place it is meant for.

Bytes and texts come in; pages as they were sent go out, and nothing is judged: they are checked like any page.

- `mail.open_mail`: a saved mail as its texts and what is attached
- `letter.read_letter`: a text as the pages in it
- `lines`: what mail programs do to a text, undone as far as it can be known
"""
