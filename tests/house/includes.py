"""Every include is one that its folder may have. Usage: includes.py SOURCE_DIR

The compiler keeps the libraries apart; this adds what it lets through: Qt's prefixed includes,
which reach any module, and classes of Qt Core and Gui that a layer must not know.
"""

import pathlib
import re
import sys

MAY_INCLUDE = {
    "core": ["core"],
    "net": ["net", "core"],
    "models": ["models", "core"],
    "gui": ["gui", "models", "net", "core"],
    "app": ["app", "gui", "models", "net", "core"],
}
SOCKETS = r"Q(TcpS|UdpS|Ssl|WebSocket|Network|HostInfo|Local(S|Server)|AbstractSocket)\w*"
WIDGETS = r"Q(Widget|Application|MainWindow|Dialog|MessageBox|Label|(Table|List|Tree|AbstractItem)View|Action|Menu)"
FORBIDDEN = {
    "core": rf"{SOCKETS}|{WIDGETS}|QSettings|QGuiApplication|QColor|QEventLoop|QTimer",
    "net": rf"{WIDGETS}|QSettings|QGuiApplication|QColor|QAbstractItemModel|QAbstractTableModel",
    "models": rf"{SOCKETS}|{WIDGETS}|QSettings",
    "gui": r"Q(Tcp|Udp|Local|Abstract|Web|Ssl)Socket\w*|Q(TcpServer|SslServer)",
    "app": r"Q(Tcp|Udp|Local|Abstract|Web|Ssl)Socket\w*|Q(TcpServer|SslServer)",
}

source = pathlib.Path(sys.argv[1]) / "src"
headers = {folder: {path.name for path in (source / folder).rglob("*.h")} for folder in MAY_INCLUDE}
mistakes = []
count = 0
for folder, allowed in MAY_INCLUDE.items():
    for path in sorted([*(source / folder).rglob("*.h"), *(source / folder).rglob("*.cpp")]):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
            if not match:
                continue
            count += 1
            bracket, name = match.groups()
            where = f"{path.relative_to(source.parent)}:{number}: {line.strip()}"
            if bracket == "<" and re.match(r"Qt\w*/", name):
                mistakes.append(f"{where}: write Qt's includes without the module")
            if bracket == "<" and re.fullmatch(FORBIDDEN[folder], name):
                mistakes.append(f"{where}: not in src/{folder}")
            if bracket == '"' and "/" in name:
                mistakes.append(f"{where}: write our includes without a folder")
            owners = [owner for owner, names in headers.items() if name in names]
            if bracket == '"' and owners and not set(owners) & set(allowed):
                mistakes.append(f"{where}: src/{folder} must not know src/{owners[0]}")

print("\n".join(mistakes))
print(f"{count} includes looked at, {len(mistakes)} of them wrong")
sys.exit(bool(mistakes) or count == 0)
