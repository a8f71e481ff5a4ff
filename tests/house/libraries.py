"""The terminal program needs no window's libraries. Usage: libraries.py WSLAB"""

import subprocess
import sys

WINDOW = ["libQt6Gui", "libQt6Widgets", "libQt6Svg", "libX11", "libxcb", "libGL", "libEGL", "libqrencode"]

said = subprocess.run(["ldd", sys.argv[1]], capture_output=True, text=True, check=True).stdout
print(said)
assert "libQt6Network" in said, "this is not the program"
mistakes = [line.strip() for line in said.splitlines() if any(name in line for name in WINDOW)]
print("\n".join(f"not for a terminal: {line}" for line in mistakes))
sys.exit(bool(mistakes))
