"""Draw the house style: `python tools/draw_style.py > docs/style.svg`."""

import sys

from whence.report.svg import MARKS, number, standalone, text
from whence.shelf.style import outcomes, tokens

WIDE, STEP = 920, 58


def main() -> None:
    held = tokens()
    drawn = []
    for place, (name, colour) in enumerate(held.palette.items()):
        x, y = (place % 7) * 131, 8 + (place // 7) * STEP
        drawn.append(
            f'<rect x="{x}" y="{y}" width="118" height="30" fill="{colour}" '
            'stroke="#d5dae0"/>'
        )
        drawn.append(text(x, y + 43, f"{name} {colour}", kind="small"))
    top = 8 + -(-len(held.palette) // 7) * STEP + 16
    tones = {s.tone: s for s in outcomes()}
    for place, (tone, shown) in enumerate(tones.items()):
        x = place * 184
        shape = MARKS[shown.mark]
        for kind, paint in (
            ("solid", f'fill="{held.palette[tone]}"'),
            ("open", f'fill="none" stroke="{held.palette[tone]}" stroke-width="2"'),
        ):
            shape = shape.replace(f'class="{kind}"', paint)
        drawn.append(f'<g transform="translate({x} {top})">{shape}</g>')
        drawn.append(text(x + 24, top + 13, shown.outcome.value, kind="strong"))
    y = top + 50.0
    for name, size in held.scale.items():
        px = float(size.removesuffix("rem")) * 16
        y += px * 1.25
        drawn.append(
            f'<text x="0" y="{number(y)}" style="font-size:{px}px">'
            f"{name} {size}: goods, Ürümqi, 乌鲁木齐</text>"
        )
    size = (WIDE, y + 16)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} '
        f'{number(size[1])}" width="{size[0]}" height="{number(size[1])}" role="img">'
        "<title>The house style</title><desc>Palette, marks, type scale.</desc>"
    )
    sys.stdout.write(standalone(head + "".join(drawn) + "</svg>") + "\n")


if __name__ == "__main__":
    main()
