"""The code is laid out as .clang-format says, and comments keep to its width, which it does not mend.

Usage: format.py CLANG_FORMAT SOURCE_DIR
"""

import pathlib
import re
import subprocess
import sys

source = pathlib.Path(sys.argv[2])
files = sorted(path for folder in ("src", "tests") for ending in ("*.h", "*.cpp")
               for path in (source / folder).rglob(ending))
limit = int(re.search(r"^ColumnLimit: (\d+)", (source / ".clang-format").read_text(), re.M)[1])
wide = [f"{path}:{number}: a comment of {len(line)} characters, more than {limit}"
        for path in files for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > limit and line.lstrip().startswith("//")]
print("\n".join(wide))
done = subprocess.run([sys.argv[1], "--dry-run", "--Werror", *map(str, files)])
if done.returncode:
    print("clang-format -i FILE puts it right.")
sys.exit(done.returncode or bool(wide) or not files)
