"""There is no private key in the tree. Usage: secrets.py SOURCE_DIR"""

import os
import pathlib
import re
import sys

# A key's first line and the beginning of its body: the line alone may stand in code that looks for one.
KEY = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+([A-Za-z0-9+/=-]+:.*\s+)*[A-Za-z0-9+/]{32}")
# DER: a sequence that holds version 0 or 1 and then an RSA modulus, an algorithm or an EC key.
DER = re.compile(rb"\A\x30(\x82..|\x81.|.)\x02\x01[\x00\x01](\x02\x82|\x30.\x06|\x04[\x20\x30\x42])", re.S)
SKIPPED = {".git", "build", ".cache"}

source = pathlib.Path(sys.argv[1])
mistakes = []
count = 0
for folder, folders, names in os.walk(source):
    folders[:] = [name for name in folders if name not in SKIPPED]
    for name in names:
        path = pathlib.Path(folder) / name
        if path.is_symlink():
            continue
        count += 1
        data = path.read_bytes()
        if KEY.search(data) or DER.match(data) or path.suffix in {".p12", ".pfx", ".key"}:
            mistakes.append(f"{path.relative_to(source)} holds a private key")

# The patterns find what they are for.
assert KEY.search(b"-----BEGIN EC " + b"PRIVATE KEY-----\n" + b"M" * 64 + b"\n")
assert DER.match(bytes.fromhex("30820277020100300d06092a"))
print("\n".join(mistakes))
print(f"{count} files looked at")
sys.exit(bool(mistakes) or count < 10)
