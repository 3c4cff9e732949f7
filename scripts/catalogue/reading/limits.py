"""Limits: how large the files of a docs folder may be. Checks, form and messages all have them from here."""

PAGE_BYTES = 200_000
LOOKED_AT = 2_000_000
"""Bytes that are looked through of a file that is refused: it may hold what must not be shared all the same."""
FRONT_MATTER_BYTES = 16_000
"""libyaml crashes on 30 kB of `[`."""
FRONT_MATTER_DEPTH = 6
"""Lists and mappings within each other."""
ATTACHMENT_BYTES = 15_000_000
PACKAGE_BYTES = 40_000_000
"""Bytes of a refused file that is unpacked to be looked through: a document full of photographs. Of more, the first."""
UNPACKED_BYTES, UNPACKED_FILES = 30_000_000, 2_000
"""What is unpacked of one such file, in all."""
LETTER_BYTES = 40_000_000
"""A saved mail with a page and two pictures, as mail programs pack them."""
LETTER_TEXT = 1_000_000
"""Characters of a letter that are looked through for pages."""
CHANGED_FILES, CHANGED_BYTES = 1_000, 200_000_000
"""What is read of one pull request at most: a few hundred kilobytes of Git can unpack to gigabytes."""
PICTURE_PIXELS = 25_000_000
PICTURE_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
"""What Pillow may take an image file for, whatever it is called."""
FOLDERS = 8
"""Folders within folders; deeper ones are not looked into."""
WORD_LETTERS = 80
"""Letters of a word that is looked up, taken apart or found: no word of Danish is as long."""
QUERY_LETTERS = 200
"""Letters of a search that are read; the browser is told."""
LONG_WORD, LONG_WORDS = 16, 1_000
"""Letters from which a word is dear to take apart, and how many different ones of one page are."""
FINDINGS = 100
"""What one rule tells of one page, one by one; of more it is told how many there are."""
GUESSES = 20
"""Dead links and missing pictures of one page for which a name that is near is looked for."""
FORMER_ADDRESSES = 20
"""Of one page. A unit's are those of all its pages too, and each becomes a page of the site that leads on."""
FIXES = 100
"""Rounds in which one page's fields are put right one thing at a time: what is left stays a problem."""
PDF_PAGES = 200
"""Pages of a PDF file that are read; a longer one is refused rather than half read."""
ATTACHMENT_CHARACTERS = 2_000_000
"""Text with digits or signs of a secret in it, within an image or a PDF file, that is looked through.

A file with more is refused rather than half read. One text within a PNG may be as long, and all of them twice that.
"""
