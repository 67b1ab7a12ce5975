"""Makes the fonts of pictures anew: `python -m bot.pictures.make_fonts FOLDER`, where DejaVuSans.ttf and its bold lie.

Pictures look the same on every machine because they bring their letters along; cut down to the scripts that people write news in
and with how wide each letter is, for nobody else has to read a font file then. Needs fonttools.
"""

import json
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]  # it has no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FOLDER = Path(__file__).parent / "fonts"
FACES = {"regular": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"}
RANGES = (
    *((0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x36F), (0x370, 0x52F), (0x531, 0x58F), (0x590, 0x6FF), (0x10A0, 0x10FF)),
    *((0x1E00, 0x1EFF), (0x2000, 0x206F), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x21FF), (0x2212, 0x2265)),
    *((0x25A0, 0x25FF), (0x2600, 0x26FF), (0x2713, 0x2718), (0x1F600, 0x1F64F)),
)
"""Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian; punctuation, money, letters as signs, arrows, shapes, faces."""


def make_font(source: Path, target: Path) -> dict[str, int]:
    """Cut one font down and give how wide each character is, in thousandths of the size of the font."""
    font = TTFont(source)
    subsetter = Subsetter(Options(layout_features=["*"], name_IDs=["*"], hinting=False, notdef_outline=True))
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    font.save(target)
    scale, advances = 1000 / font["head"].unitsPerEm, font["hmtx"]
    return {chr(code): round(advances[name][0] * scale) for code, name in font.getBestCmap().items()}


def main(folder: Path) -> None:
    """Make every face and the table of widths."""
    widths = {face: make_font(folder / name, FOLDER / f"{face}.ttf") for face, name in FACES.items()}
    (FOLDER / "widths.json").write_text(json.dumps(widths, ensure_ascii=True, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
