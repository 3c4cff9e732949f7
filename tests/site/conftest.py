"""What the tests of the site share: one built site after the other."""

import pytest

from sites import Site


@pytest.fixture(params=["good_site", "own_site"])
def site(request: pytest.FixtureRequest) -> Site:
    """One site after the other: that of the good tree, and the checkout's own."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Site)
    return found
