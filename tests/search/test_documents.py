"""Documents: by which day a page is new. (search.documents)"""

from datetime import date

import making
from catalogue.search.documents import make_documents


def test_a_meeting_is_as_new_as_its_page_and_not_as_its_day() -> None:
    meeting = making.page("units/nord/meetings/2027-09-01.md", updated="2026-02-02")
    made = make_documents(making.edition([*making.small(), meeting]))
    [document] = [one for one in made if one.card.address == meeting.address]
    assert document.told == date(2026, 2, 2).toordinal()
    assert document.news[1] == -document.told
