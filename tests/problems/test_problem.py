"""A problem never repeats a number or a secret, not even in part."""

from catalogue.privacy.credentials import MASK
from catalogue.problems import faults
from catalogue.problems.problem import Problem
from people import CHECKED

NUMBER = f"{CHECKED[:6]}-{CHECKED[6:]}"
# Put together here, so that no scanner takes this file for a leak.
SECRET = "gh" + f"p_{'a1B2c3D4e5F6g7H8i9J0' * 2}"


def test_what_is_cut_is_masked_before_it_is_cut() -> None:
    assert faults.shortened(f"{'x' * 50} {NUMBER}") == f"{'x' * 50} {CHECKED[:4]}xx-x…"
    assert Problem("a", 1, "X01", f"»{NUMBER}« og {SECRET}").message == f"»{CHECKED[:4]}xx-xxxx« og {MASK}"
