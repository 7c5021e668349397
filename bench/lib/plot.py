"""The bar plot build/bench/report.svg, written by hand so that it needs no plotting library."""

from html import escape
from math import ceil, floor, log10

from . import workloads

BAR, GAP, LABEL, WIDTH, PANEL_HEAD = 18, 6, 190, 480, 46
COLOURS = {"talaria": "#2f855a", "floor": "#718096", "hand": "#718096"}


def panel(title: str, rows: list, top: int, low: float, high: float, names: dict) -> list:
    out = [f'<text x="10" y="{top + 18}" class="title">{escape(title)}</text>']
    bottom = top + PANEL_HEAD + len(rows) * (BAR + GAP)
    scale = WIDTH / (high - low)
    for power in range(int(low), int(high) + 1):
        x = LABEL + (power - low) * scale
        out.append(f'<line x1="{x:.1f}" y1="{top + 40}" x2="{x:.1f}" y2="{bottom}" class="grid"/>')
        out.append(f'<text x="{x:.1f}" y="{top + 35}" class="tick">{10.0**power:g} µs</text>')
    for i, row in enumerate(rows):
        y = top + PANEL_HEAD + i * (BAR + GAP)
        value = row["cpu_us_per_request"]
        length = max((log10(value) - low) * scale, 1)
        colour = COLOURS.get(row["server"], "#a0aec0")
        out.append(f'<text x="{LABEL - 8}" y="{y + 13}" class="name">{escape(names[row["server"]])}</text>')
        out.append(f'<rect x="{LABEL}" y="{y}" width="{length:.1f}" height="{BAR}" fill="{colour}"/>')
        out.append(f'<text x="{LABEL + length + 6:.1f}" y="{y + 13}" class="value">{value:.2f}</text>')
    return out


def draw(results: list, servers: list) -> str:
    """Processor time per request on a logarithmic axis that all panels share."""
    names = {s.name: s.title for s in servers}
    values = [r["cpu_us_per_request"] for r in results]
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    body, top = [], 30
    for workload in workloads.ALL:
        rows = sorted((r for r in results if r["workload"] == workload.name), key=lambda r: r["cpu_us_per_request"])
        if rows:
            body += panel(workload.title, rows, top, low, max(high, low + 1), names)
            top += PANEL_HEAD + len(rows) * (BAR + GAP) + 24
    style = (
        "text{font:12px sans-serif;fill:#2d3748}.title{font-weight:bold}.name{text-anchor:end}"
        ".tick{text-anchor:middle;font-size:10px;fill:#718096}.grid{stroke:#e2e8f0}"
    )
    heading = "Processor time of the server per request (logarithmic scale; shorter is better)"
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LABEL + WIDTH + 80}" height="{top}">',
        f"<style>{style}</style>",
        '<rect width="100%" height="100%" fill="white"/>',
        f'<text x="10" y="18">{heading}</text>',
        *body,
        "</svg>",
        "",
    ])
