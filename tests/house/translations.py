"""The Chinese translation is whole. Usage: translations.py LUPDATE SOURCE_DIR

Collects the texts of the code anew and compares them with the translation that is there.
"""

import collections
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

lupdate = sys.argv[1]
source = pathlib.Path(sys.argv[2])
catalogue = source / "resources/translations/websocket-lab_zh_CN.ts"
mistakes = []


def texts(message):
    """The translations of one message: one, or one for each plural form."""
    translation = message.find("translation")
    if message.get("numerus") == "yes":
        return [form.text or "" for form in translation.findall("numerusform")]
    return [translation.text or ""]


def placeholders(text):
    return collections.Counter(re.findall(r"%L?(?:\d+|n)", text))


def complain(context, message, what):
    mistakes.append(f"{context}: “{message.findtext('source')}”: {what}")


def check(context, message):
    original = message.findtext("source")
    translation = message.find("translation")
    state = translation.get("type")
    if state == "unfinished":
        return complain(context, message, "not translated")
    if state:
        return complain(context, message, "not in the code any more")
    if message.get("numerus") == "yes" and len(texts(message)) != 1:
        complain(context, message, "Chinese has one plural form")
    for text in texts(message):
        if not text.strip():
            complain(context, message, "empty")
        if placeholders(text) != placeholders(original):
            complain(context, message, f"other placeholders in “{text}”")
        if len(re.findall(r"&(?!&|\w+;)\w", text)) != len(re.findall(r"&(?!&|\w+;)\w", original)):
            complain(context, message, f"another access key in “{text}”")
        if original.endswith("…") != text.endswith("…"):
            complain(context, message, f"“…” missing or too much in “{text}”")
        if original.count("\n") != text.count("\n"):
            complain(context, message, f"other lines in “{text}”")
        if (text[:1].isspace(), text[-1:].isspace()) != (original[:1].isspace(), original[-1:].isspace()):
            complain(context, message, f"other spaces at the ends of “{text}”")


with tempfile.TemporaryDirectory() as folder:
    fresh = pathlib.Path(folder) / catalogue.name
    shutil.copy(catalogue, fresh)
    subprocess.run([lupdate, "-silent", "-locations", "none", source / "src", source / "ui", "-ts", fresh],
                   check=True)
    count = 0
    for context in ET.parse(fresh).getroot().iter("context"):
        for message in context.iter("message"):
            count += 1
            check(context.findtext("name"), message)

print("\n".join(mistakes))
print(f"{count} texts looked at, {len(mistakes)} mistakes")
if mistakes:
    print("The build's target update_translations puts new texts into the catalogue.")
sys.exit(bool(mistakes) or count == 0)
