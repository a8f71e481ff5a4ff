"""What comes over the network is never taken for HTML. Usage: plaintext.py SOURCE_DIR

Labels and message boxes guess whether a text is HTML unless they are told. So those whose text is set
by the program are told. Tool tips guess too and cannot be told, so the models have none.
"""

import pathlib
import re
import sys
import xml.etree.ElementTree as ET

source = pathlib.Path(sys.argv[1])
mistakes = []
count = 0
code = {path: path.read_text(encoding="utf-8")
        for folder in ("gui", "models") for path in sorted((source / "src" / folder).glob("*.cpp"))}


def complain(path, text, place, what):
    line = text.count("\n", 0, place) + 1
    mistakes.append(f"{path.relative_to(source)}:{line}: {what}")


for path, text in code.items():
    for match in re.finditer(r"(\w+)\s*(?:=\s*|\()new (QLabel|QMessageBox)\b", text):
        count += 1
        if f"{match[1]}->setPixmap(" in text and f"{match[1]}->setText(" not in text:
            continue
        if not re.search(rf"\b{match[1]}->setTextFormat\(Qt::PlainText\)", text):
            complain(path, text, match.start(), f"{match[1]}->setTextFormat(Qt::PlainText) is missing")
    for match in re.finditer(r"\bQMessageBox::(information|question|warning|critical|about)\(", text):
        complain(path, text, match.start(), f"{match[0]} guesses the text's format: make a box, and say it")
    if path.name == "helpwindow.cpp":
        continue  # the help is HTML, and all of it our own
    for match in re.finditer(r"\b(setHtml|insertHtml|appendHtml|setMarkdown|Qt::(RichText|AutoText|MarkdownText|ToolTipRole))\b",
                             text):
        complain(path, text, match.start(), f"{match[0]}: here text is plain")

for form in sorted((source / "ui").glob("*.ui")):
    for label in ET.parse(form).getroot().iter("widget"):
        if label.get("class") != "QLabel":
            continue
        count += 1
        name = label.get("name")
        plain = any(each.get("name") == "textFormat" and each.findtext("enum", "").endswith("PlainText")
                    for each in label.findall("property"))
        for path, text in code.items():
            if f'"ui_{form.stem}.h"' not in text or plain or f"{name}->setTextFormat(Qt::PlainText)" in text:
                continue
            match = re.search(rf"\b{name}->setText\(", text)
            if match:
                complain(path, text, match.start(), f"{name} needs textFormat PlainText in {form.name}")

print("\n".join(mistakes))
print(f"{count} places looked at, {len(mistakes)} mistakes")
sys.exit(bool(mistakes) or count == 0)
