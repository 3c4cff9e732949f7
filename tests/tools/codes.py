"""QR codes as an encoder that is not ours draws them."""

import pytest
import segno
from segno import encoder


def draw(text: str) -> list[list[bool]]:
    """Return the modules of a text's code, dark ones true.

    Bits are added up to a whole codeword (7.4.10); segno by itself adds eight where the codewords are whole already.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoder, "write_padding_bits", lambda buff, version, length: buff.extend([0] * (-length % 8)))
        code = segno.make(text, error="m", micro=False, boost_error=False, mode="byte", encoding="utf-8")
    return [[bool(module) for module in row] for row in code.matrix]
