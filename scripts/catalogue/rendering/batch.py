"""Renderings: every page's text as HTML, from the cache where it is unchanged, else from the workers."""

from collections.abc import Mapping, Sequence

from catalogue.progress import Progress, keep_quiet
from catalogue.rendering.cache import RenderingCache
from catalogue.rendering.markdown import Text, render_text
from catalogue.rendering.outline import Rendered
from catalogue.rendering.workers import map_within_limits


def render_texts(
    texts: Sequence[Text],
    cache: RenderingCache | None = None,
    on_progress: Progress = keep_quiet,
    ready: Mapping[Text, Rendered] | None = None,
) -> tuple[Mapping[str, Rendered], list[str]]:
    """Return the renderings by path, and the paths of the pages that are too heavy.

    `ready` are renderings that have just been made, while nothing is kept of any text.
    """
    known = cache.load(texts) if cache and ready is None else {}
    fresh = {**(ready or {})}
    missing = [text for text in texts if text not in known and text not in fresh]
    heavy: list[str] = []
    for done, (text, rendered) in enumerate(map_within_limits(render_text, missing), len(texts) - len(missing) + 1):
        if rendered is None:
            heavy.append(text.path)
        else:
            fresh[text] = rendered
        on_progress("Læser siderne", done, len(texts))
    if cache and fresh:
        cache.save(fresh)
    return {text.path: rendered for text, rendered in {**known, **fresh}.items()}, heavy
