"""The code is laid out as .clang-format says. Usage: format.py CLANG_FORMAT SOURCE_DIR"""

import pathlib
import subprocess
import sys

source = pathlib.Path(sys.argv[2])
files = sorted(str(path) for folder in ("src", "tests") for ending in ("*.h", "*.cpp")
               for path in (source / folder).rglob(ending))
done = subprocess.run([sys.argv[1], "--dry-run", "--Werror", *files])
if done.returncode:
    print("clang-format -i FILE puts it right.")
sys.exit(done.returncode or not files)
