"""Long words: a tree in which they stand wherever a writer can put them."""

import trees

LONG = "Arbejdsmiljørepræsentantuddannelsesplanlægningsmøde"
LONG_WORDS = (LONG, "Kommunikationsmedarbejderne", "Hverdagsrehabilitering", "beskæftigelseskonsulenten")


def long_tree() -> dict[str, str | bytes]:
    """Return a tree in which long words stand wherever a writer can put them."""
    words = " ".join(LONG_WORDS)
    table = f"| {LONG} | b |\n|---|---|\n| {LONG_WORDS[1]} | c |\n"
    body = f"## {LONG}\n\nVi holder {words}.\n\n- {LONG}\n\n> {LONG}\n\n{table}"
    plan = f"plan:\n- action: {words}\n  goal: {LONG}\n  responsible: {LONG_WORDS[1]}\n  deadline: 2026-09-01\n"
    topics = f"topics:\n  laering: {LONG}\n"
    return {
        **trees.small(),
        "themes/langt.md": trees.theme(2, f"{LONG_WORDS[2]} og {LONG_WORDS[3]}", topics, body),
        "stories/lang.md": trees.story(LONG, more="units: [lang]\n", body=body),
        "units/gryden/borgeren.md": trees.interpretation(LONG, plan, body),
        "units/gryden/langt.md": trees.interpretation(" ".join(LONG_WORDS[1:]), "topics: [laering]\n"),
        "units/lang/index.md": trees.unit(LONG, body=body),
        "units/lang/langt.md": trees.interpretation(f"{LONG_WORDS[1]} og {LONG_WORDS[3]}"),
    }
