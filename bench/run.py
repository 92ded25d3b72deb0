"""Run every benchmark of this folder in turn and print what each measured. Nothing here passes or fails."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def main() -> int:
    """Run bench_*.py one after the other, each in a process of its own."""
    codes = []
    for path in sorted(FOLDER.glob("bench_*.py")):
        print(f"\n## {path.stem.removeprefix('bench_')}\n", flush=True)
        codes.append(subprocess.run([sys.executable, str(path)], cwd=FOLDER.parent, check=False).returncode)
    return max(codes, default=1)


if __name__ == "__main__":
    sys.exit(main())
