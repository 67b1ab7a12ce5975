"""What a real site sends along with an article: menus, styles, scripts, teasers and a footer, fifty times its size."""

MENU = "".join(f'<li class="menu-item"><a href="/section/{number}">Section {number}</a></li>' for number in range(150))
TEASERS = "".join(
    f'<div class="card"><a href="/story/{number}"><h3>Rowers of Pinmoor take cup number {number} home again</h3></a>'
    f'<span class="when">Updated {number} hours ago</span></div>'
    for number in range(60)
)
STYLE = "".join(f".block-{number} > .inner {{ margin: {number}px; color: #333; }}\n" for number in range(500))
SCRIPT = "".join(
    f'window.slots.push({{"id": {number}, "size": [300, 250], "name": "slot-{number}"}});\n' for number in range(500)
)


def load_with_ballast(markup: str) -> str:
    """A page as heavy as those of real sites, with the same article."""
    head, body, rest = markup.partition("<body>")
    if not body:
        return markup
    above = f'<style>{STYLE}</style><nav class="main-menu"><ul>{MENU}</ul></nav>'
    below = f'<section class="recirculation">{TEASERS}</section><footer><ul>{MENU}</ul></footer><script>{SCRIPT}</script>'
    inner, end, tail = rest.rpartition("</body>")
    return f"{head}{body}{above}{inner or tail}{below}{end}{tail if end else ''}"
