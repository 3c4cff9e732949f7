"""Rendering: contributed text comes in; safe HTML with its outline goes out. Done in worker processes, under limits.

- `batch.render_texts`: every text as HTML, from the cache or from workers
- `markdown.render`: one text; pure
- `outline.Rendered`: safe HTML, and what a text holds
- `sanitiser.sanitise`: HTML cut down to what editors need
- `pictures.make_pictures`: images made anew, small and without their secrets
- `workers.map_within_limits`: any work on what may be hostile
- `cache.RenderingCache`: renderings kept by content
- `edition.Edition`: all that one build shows
"""
