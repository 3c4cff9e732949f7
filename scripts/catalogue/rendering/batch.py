"""Renderings: every page's text as HTML, from the cache where it is unchanged, else from the workers."""

from collections.abc import Mapping, Sequence

from catalogue.progress import Progress, keep_quiet
from catalogue.rendering import workers
from catalogue.rendering.cache import RenderingCache
from catalogue.rendering.markdown import Text, render_text
from catalogue.rendering.outline import Rendered


def render_texts(
    texts: Sequence[Text], cache: RenderingCache | None = None, on_progress: Progress = keep_quiet
) -> tuple[Mapping[str, Rendered], list[str]]:
    """Return the renderings by path, and the paths of the pages that are too heavy."""
    known = cache.load(texts) if cache else {}
    missing = [text for text in texts if text not in known]
    fresh: dict[Text, Rendered] = {}
    heavy: list[str] = []
    for done, (text, rendered) in enumerate(workers.map_within_limits(render_text, missing), len(known) + 1):
        if rendered is None:
            heavy.append(text.path)
        else:
            fresh[text] = rendered
        on_progress("Læser siderne", done, len(texts))
    if cache and fresh:
        cache.save(fresh)
    return {text.path: rendered for text, rendered in {**known, **fresh}.items()}, heavy
