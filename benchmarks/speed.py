"""How fast a match is: a cold process and a warm one, as seconds and as a ratio to a plain start.

Run with `make bench`. Nothing here is asserted: timings depend on the machine.
"""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

LEADS = Path(__file__).resolve().parent.parent / "data" / "sample_leads.jsonl"
COLD_RUNS = 7
WARM_ROUNDS = 20


def cold(command: list[str]) -> float:
    """Return the median wall time in seconds of a whole process."""
    times = []
    for _ in range(COLD_RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def warm(texts: list[str]) -> list[float]:
    """Return the time in milliseconds of each match inside one process, after one round."""
    from chainmatch.matching.company import Company
    from chainmatch.workbench import Workbench

    workbench = Workbench.open()
    for text in texts:
        workbench.match(Company.from_text(text))
    times = []
    for _ in range(WARM_ROUNDS):
        for text in texts:
            start = time.perf_counter()
            workbench.match(Company.from_text(text))
            times.append((time.perf_counter() - start) * 1000)
    return times


def main() -> None:
    """Print the table."""
    texts = [json.loads(line)["text"] for line in LEADS.read_text(encoding="utf-8").splitlines()]
    bare = cold([sys.executable, "-c", "import numpy"])
    once = cold([sys.executable, "-m", "chainmatch", "match", texts[0]])
    times = sorted(warm(texts))
    rate = 1000 / statistics.mean(times)
    print(f"cold `chainmatch match TEXT`: {once:.2f} s, {once / bare:.1f} x `import numpy`")
    print(f"warm match, median: {statistics.median(times):.2f} ms over {len(times)} matches")
    p99 = times[int(len(times) * 0.99)]
    print(f"warm match, p99: {p99:.2f} ms; {rate:.0f} leads/s on one core")


if __name__ == "__main__":
    main()
