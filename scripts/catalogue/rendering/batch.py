"""Renderings: every page's text as HTML, from the cache where it is unchanged, else from the workers."""

from collections.abc import Mapping, Sequence

from catalogue.progress import Progress, keep_quiet
from catalogue.rendering.cache import RenderingCache
from catalogue.rendering.markdown import Text, render_text
from catalogue.rendering.outline import Rendered
from catalogue.rendering.workers import Ahead


def render_texts(
    texts: Sequence[Text],
    cache: RenderingCache | None = None,
    on_progress: Progress = keep_quiet,
    begun: Ahead[Text, Rendered] | None = None,
) -> tuple[Mapping[str, Rendered], list[str]]:
    """Return the renderings by path, and the paths of the pages that are too heavy.

    `begun` is the rendering of the first of the texts, while nothing is kept of any.
    """
    known = cache.load(texts) if cache and not begun else {}
    work = begun or Ahead(render_text)
    taken = {*work.taken}
    for text in texts:
        if text not in known and text not in taken:
            work.add(text)
    fresh: dict[Text, Rendered] = {}
    heavy: list[str] = []
    for done, (text, rendered) in enumerate(work.finish(), len(known) + 1):
        if rendered is None:
            heavy.append(text.path)
        else:
            fresh[text] = rendered
        on_progress("Læser siderne", done, len(texts))
    if cache and fresh:
        cache.save(fresh)
    return {text.path: rendered for text, rendered in {**known, **fresh}.items()}, heavy
