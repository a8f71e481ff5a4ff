<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CertificateText</name>
    <message numerus="yes">
        <source>ended %n day(s) ago</source>
        <translation>
            <numerusform>ended %n day ago</numerusform>
            <numerusform>ended %n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>ends in %n hour(s)</source>
        <translation>
            <numerusform>ends in %n hour</numerusform>
            <numerusform>ends in %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>ends in %n day(s)</source>
        <translation>
            <numerusform>ends in %n day</numerusform>
            <numerusform>ends in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>yes, for %n authorities below it</source>
        <translation>
            <numerusform>yes, for %n authority below it</numerusform>
            <numerusform>yes, for %n authorities below it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComposePanel</name>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln byte</numerusform>
            <numerusform>%Ln bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConnectCommand</name>
    <message numerus="yes">
        <source>%n message(s) were not sent in all.</source>
        <translation>
            <numerusform>%n message was not sent in all.</numerusform>
            <numerusform>%n messages were not sent in all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DisplayText</name>
    <message numerus="yes">
        <source>… (%n frame(s))</source>
        <translation>
            <numerusform>… (%n frame)</numerusform>
            <numerusform>… (%n frames)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FrameDiagram</name>
    <message numerus="yes">
        <source>… and %n more byte(s) of the payload</source>
        <translation>
            <numerusform>… and %n more byte of the payload</numerusform>
            <numerusform>… and %n more bytes of the payload</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FrameSocket</name>
    <message numerus="yes">
        <source>The other side reads too slowly: more than %n byte(s) are waiting for it.</source>
        <translation>
            <numerusform>The other side reads too slowly: more than %n byte is waiting for it.</numerusform>
            <numerusform>The other side reads too slowly: more than %n bytes are waiting for it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FrameView</name>
    <message numerus="yes">
        <source>The message came in %n frame(s); the log kept the headers of the first ones.</source>
        <translation>
            <numerusform>The message came in %n frame; the log kept the headers of the first ones.</numerusform>
            <numerusform>The message came in %n frames; the log kept the headers of the first ones.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The message came in %n frame(s).</source>
        <translation>
            <numerusform>The message came in %n frame.</numerusform>
            <numerusform>The message came in %n frames.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogFiles</name>
    <message numerus="yes">
        <source>%Ln entries are in %1 now.</source>
        <translation>
            <numerusform>%Ln entry is in %1 now.</numerusform>
            <numerusform>%Ln entries are in %1 now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <comment>count of a log</comment>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogPrinter</name>
    <message numerus="yes">
        <source>(%n log line(s) came too fast and are left out.)</source>
        <translation>
            <numerusform>(%n log line came too fast and is left out.)</numerusform>
            <numerusform>(%n log lines came too fast and are left out.)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>(to %n client(s))</source>
        <translation>
            <numerusform>(to %n client)</numerusform>
            <numerusform>(to %n clients)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogRecorder</name>
    <message numerus="yes">
        <source>%n entries are missing here: more came than the log holds.</source>
        <translation>
            <numerusform>%n entry is missing here: more came than the log holds.</numerusform>
            <numerusform>%n entries are missing here: more came than the log holds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewPassphraseDialog</name>
    <message numerus="yes">
        <source>At least %n characters.</source>
        <translation>
            <numerusform>At least %n character.</numerusform>
            <numerusform>At least %n characters.</numerusform>
        </translation>
    </message>
</context>
</TS>
