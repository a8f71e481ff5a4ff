"""The translations are whole: Chinese, and English's plurals. Usage: translations.py LUPDATE SOURCE_DIR

Collects the texts of the code anew and compares them with the translations that are there.
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
CATALOGUES = {"websocket-lab_zh_CN.ts": [], "websocket-lab_en.ts": ["-pluralonly"]}
PLURAL_FORMS = {"zh_CN": 1, "en": 2}
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


def check(language, context, message):
    original = message.findtext("source")
    translation = message.find("translation")
    state = translation.get("type")
    if state == "unfinished":
        return complain(context, message, "not translated")
    if state:
        return complain(context, message, "not in the code any more")
    if message.get("numerus") == "yes" and len(texts(message)) != PLURAL_FORMS[language]:
        complain(context, message, f"{len(texts(message))} plural forms")
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


count = 0
with tempfile.TemporaryDirectory() as folder:
    for name, options in CATALOGUES.items():
        fresh = pathlib.Path(folder) / name
        shutil.copy(source / "resources/translations" / name, fresh)
        subprocess.run([lupdate, "-silent", "-locations", "none", *options, source / "src", source / "ui",
                        "-ts", fresh], check=True)
        catalogue = ET.parse(fresh).getroot()
        for context in catalogue.iter("context"):
            for message in context.iter("message"):
                count += 1
                check(catalogue.get("language"), context.findtext("name"), message)

print("\n".join(mistakes))
print(f"{count} texts looked at, {len(mistakes)} mistakes")
if mistakes:
    print("The build's target update_translations puts new texts into the catalogues.")
sys.exit(bool(mistakes) or count == 0)
