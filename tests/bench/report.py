"""The tables on the terminal."""

HEAD = (
    f"{'page':<34}{'reader':<9}{'CPU ms':>8}{'least':>8}{'p95 ms':>8}{'queries':>9}{'KB':>7}{'packed':>8}"
    f"  {'budget':<18}verdict"
)


def table(lines):
    """Every line with its verdict; ends with how many are over."""
    rows = [HEAD, "-" * len(HEAD)]
    for line in lines:
        cost = line.cost
        rows.append(
            f"{line.name:<34}{line.reader:<9}{cost.cpu_ms:>8.1f}{cost.least_ms:>8.1f}{cost.p95_ms:>8.1f}{cost.queries:>9}"
            f"{cost.size / 1000:>7.0f}{cost.packed / 1000:>8.1f}  {line.budget:<18}"
            f"{line.verdict}"
        )
    judged = [line for line in lines if line.budget]
    over, busy = sum(bool(line.over) for line in judged), sum(bool(line.busy and not line.over) for line in judged)
    return "\n".join([*rows, f"{over} of {len(judged)} over budget, {busy} only while the machine was busy"])


def figures(title, rows):
    """A short table of (what, figure, budget, fits)."""
    lines = [title]
    lines += [
        f"  {what:<46}{figure:>14}   {budget:<14}{'ok' if fits else 'over'}" for what, figure, budget, fits in rows
    ]
    return "\n".join(lines)
