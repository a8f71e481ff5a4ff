"""A layer cannot find the headers of one that it does not link. Usage: walls.py BUILD_DIR

Compiles one-line programs with the very flags of each layer.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

FORBIDDEN = {
    "core": ["<QTcpSocket>", "<QWebSocket>", "<QWidget>", "<QColor>", '"server.h"', '"logmodel.h"'],
    "net": ["<QWidget>", "<QColor>", '"logmodel.h"', '"mainwindow.h"'],
    "models": ["<QTcpSocket>", "<QWebSocket>", "<QWidget>", '"server.h"', '"mainwindow.h"'],
}
ALLOWED = {
    "core": ["<QString>", '"frame.h"'],
    "net": ["<QTcpSocket>", "<QWebSocket>", '"frame.h"', '"server.h"'],
    "models": ["<QAbstractTableModel>", '"frame.h"'],
    "gui": ["<QWidget>", '"frame.h"', '"server.h"', '"logmodel.h"'],
}

commands = json.loads((pathlib.Path(sys.argv[1]) / "compile_commands.json").read_text())
mistakes = []


def compiles(layer, include):
    """Whether the layer can include this, and what the compiler said."""
    for entry in commands:
        if f"/src/{layer}/" in entry["file"] and "mocs_compilation" not in entry["file"]:
            break
    else:
        return None, "no such layer in this build"
    arguments = shlex.split(entry["command"])
    if "ccache" in pathlib.Path(arguments[0]).name:
        del arguments[0]
    cut = arguments.index("-o")
    arguments = arguments[:cut] + ["-fsyntax-only", "-x", "c++", "-"]
    done = subprocess.run(arguments, input=f"#include {include}\n", cwd=entry["directory"],
                          capture_output=True, text=True)
    return done.returncode == 0, done.stderr


cases = [(layer, include, wanted) for wanted, table in ((True, ALLOWED), (False, FORBIDDEN))
         for layer, includes in table.items() for include in includes]
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as compilers:
    results = list(compilers.map(lambda case: compiles(*case[:2]), cases))

for (layer, include, wanted), (good, said) in zip(cases, results):
    if good is None:
        print(f"src/{layer}, {include}: {said}")
    elif wanted and not good:
        mistakes.append(f"src/{layer} must be able to include {include}, but:\n{said}")
    elif not wanted and good:
        mistakes.append(f"src/{layer} can include {include}")
    elif not wanted and not re.search("No such file", said):
        mistakes.append(f"src/{layer} with {include} fails for another reason:\n{said}")

print("\n".join(mistakes) or "All walls stand.")
sys.exit(bool(mistakes))
