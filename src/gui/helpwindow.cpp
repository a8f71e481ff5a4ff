#include "helpwindow.h"

#include "theme.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QKeySequence>
#include <QTextBrowser>

using namespace Qt::Literals::StringLiterals;

namespace {
QString heading(const QString &text)
{
    return u"<h3>"_s + text.toHtmlEscaped() + u"</h3>"_s;
}

QString paragraph(const QString &text)
{
    return u"<p>"_s + text.toHtmlEscaped() + u"</p>"_s;
}

QString row(const QString &left, const QString &right)
{
    return u"<tr><td><b>%1</b></td><td>%2</td></tr>"_s.arg(left.toHtmlEscaped(), right.toHtmlEscaped());
}

QString key(const char *sequence, const QString &meaning)
{
    return row(QKeySequence(QString::fromLatin1(sequence)).toString(QKeySequence::NativeText), meaning);
}
}

HelpWindow::HelpWindow(QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Help"));
    const QString table = u"<table cellspacing='0' cellpadding='3'>"_s;
    QString page = heading(tr("What a WebSocket is"))
        + paragraph(tr(
            "A page asks and a server answers: that is HTTP. A WebSocket begins as such a request and then "
            "stays open, so that both sides can send messages whenever they like."))
        + heading(tr("Try it in one minute"))
        + paragraph(tr(
            "Press Start on the Server tab. Open the counter's page in two browser windows, or press "
            "“Connect to my own server” in a client. Press plus in one: everybody sees the new value, and "
            "the log shows each message, sent (↑) and received (↓)."))
        + heading(tr("The services")) + table
        + row(u"hello"_s, tr("Takes a name as the first message, answers with a greeting and closes."))
        + row(u"time"_s, tr("Sends the time, again and again after a pause of random length."))
        + row(u"counter"_s,
              tr("One number for everybody. Clients send {\"action\": \"plus\"} or {\"action\": \"minus\"}."))
        + row(u"echo"_s, tr("Sends each message back as it came."))
        + row(u"broadcast"_s, tr("Sends each text to everybody who is connected to it.")) + u"</table>"_s
        + paragraph(tr(
            "Each ticked service has a port of its own. All five are also reached by name on every port: "
            "ws://127.0.0.1:8765/echo. The same address with http instead of ws is the service's page."))
        + heading(tr("Who can connect"))
        + paragraph(tr(
            "“This computer only” lets programs and pages on this computer connect. “The whole network” lets "
            "other computers in, too; then pages from other sites need their origin in the settings."))
        + heading(tr("Secure connections"))
        + paragraph(tr(
            "Over wss a client sends nothing before the server's certificate is judged. When nobody vouches "
            "for it, compare the server's short code with the one that its owner sees (in the server's log "
            "and in “Trust for others…”), then trust it, or only this time. "
            "The certificate's window shows the whole chain and says what OpenSSL, browsers and phones would "
            "do "
            "at an address that you write. “Accept any certificate, once” is for one connection only."))
        + heading(tr("When a connection fails"))
        + paragraph(tr(
            "“Check the connection” (F7) tries the client's address step by step: the name, TCP, TLS, the "
            "upgrade to a WebSocket, the first frame. It says where it stops and what to try, and shows what "
            "the server answered; “Copy as text” is for whoever looks after the server."))
        + paragraph(tr(
            "“Reconnect automatically”, among a client's options, tries again after a lost connection, with "
            "growing pauses and up to ten times; never after an end of your own, a refusal (4xx) or a close "
            "with 1008. The options also sign in and send headers and cookies; while connected, “Change…” "
            "unlocks them for the next connection."))
        + heading(tr("Trust for others"))
        + paragraph(tr(
            "With “Secure (wss)” the server shows a certificate that this computer made for itself, so "
            "others do not know it yet. “Trust for others…” in the Certificate menu has lines for programs, "
            "and a QR code for phones. The code leads to the page /trust, over plain http on any port of the "
            "server: there are the certificate of this computer's authority and each system's steps to "
            "install and to remove it."))
        + paragraph(tr(
            "“Certificates for students…” makes a file for each student whose client is to show who it is."))
        + heading(tr("What can be wrong with wss"))
        + paragraph(tr(
            "Help → Certificate Lab opens servers on this computer that are broken on purpose: expired, made "
            "for "
            "another name, signed by nobody, too old. The list says what this client, Python, curl and "
            "Chromium make of each; “Try in a client tab” shows it. Whoever shall judge them by their own "
            "faults must trust the lab's authority, which can be saved as a file; its key is gone as soon "
            "as the lab stops."))
        + heading(tr("The log"))
        + paragraph(tr(
            "The filter shows the rows for which all of its terms hold, looking at whole messages. A minus "
            "before a term means: it does not hold."))
        + table + row(u"text"_s, tr("is somewhere in the message; “two words” go in quotes"))
        + row(u"/a.c/"_s, tr("is a regular expression; capitals count only after (?-i)"))
        + row(u"#7"_s, tr("is a connection"))
        + row(u"size>2k"_s, tr("is a size in bytes; also <, <=, >= and ="))
        + row(u"is:ping"_s, tr("is a kind or a direction: sent, received, text, binary, close, …"))
        + u"</table>"_s
        + paragraph(tr(
            "The log keeps five million entries. What does not fit in 64 MiB of memory waits on disk, up to "
            "1 GiB, in a file that is gone when the program ends. While the log is paused nothing is lost."))
        + heading(tr("Messages"))
        + paragraph(tr(
            "Write a message as text, as JSON that is checked as you type, as bytes, or choose a file. Up "
            "and Down walk through what was sent. The menu beside Send repeats a message; the bookmark keeps "
            "messages under names, and Ctrl+1 to Ctrl+9 bring them back."))
        + paragraph(tr("Click on a row of the log to see the whole message: as text, as JSON with a line for "
                       "each value, "
                       "or byte by byte. The arrows beside JSON fold what is not wanted. The copy button has "
                       "the message, "
                       "its bytes, its row, and a command for a terminal that sends it again."))
        + paragraph(tr(
            "“Frame” draws the frame that carried a message, a ping or a close, with the true bits from the "
            "wire; choose a field to see where it is. Where a message came in fragments, choose among them "
            "above. On the rows “request” and “response” the handshake is explained line by line. A larger "
            "font makes all of it larger, for a projector."))
        + heading(tr("Exports and recordings"))
        + paragraph(tr("The arrow above a log exports the selected rows, those that the filter shows, or "
                       "everything: as a "
                       "recording that File → Open Recording shows again, as a table, as text, or as an HTTP "
                       "Archive that "
                       "browsers' tools read. “Record to a File…” writes everything that comes from then on, "
                       "until it is "
                       "stopped; a red dot says so. The values of Authorization, Proxy-Authorization, Cookie "
                       "and Set-Cookie "
                       "are masked in every file; messages are what they are."))
        + heading(tr("Keys")) + table;
    page += key("F5", tr("Start the server")) + key("Shift+F5", tr("Stop the server"))
        + key("Ctrl+T", tr("New client")) + key("Ctrl+W", tr("Close the tab")) + key("Ctrl+L", tr("Address"))
        + key("Ctrl+M", tr("Message field")) + key("Ctrl+Return", tr("Send the message"))
        + key("Ctrl+1", tr("A saved message, to be sent with Ctrl+Return"))
        + key("F6", tr("Connect or disconnect")) + key("F7", tr("Check the connection"))
        + key("Ctrl+P", tr("Send a ping")) + key("Ctrl+F", tr("Filter the log"))
        + key("F3", tr("Find the next row in the log")) + key("Shift+F3", tr("Find the previous row"))
        + key("Ctrl+Shift+F", tr("Find in the whole message")) + key("Ctrl+S", tr("Export the log"))
        + key("Ctrl+R", tr("Record to a file, or stop that")) + key("Ctrl+O", tr("Open a recording"))
        + key("End", tr("Follow the log again")) + key("F9", tr("Two panes side by side"))
        + key("Shift+F9", tr("Move the tab to the other side")) + key("Ctrl+PgDown", tr("Next tab"))
        + key("F2", tr("Rename the tab")) + key("Ctrl++", tr("Larger text, for a projector"))
        + key("F11", tr("Full screen")) + key("Ctrl+,", tr("Settings")) + key("Ctrl+Q", tr("Quit"));
    page += u"</table>"_s + heading(tr("In a terminal"))
        + paragraph(tr(
            "“wslab serve” runs the same server without a window, and “wslab connect ws://…” is a client for "
            "the keyboard and for scripts. “wslab check ws://…” finds out why a connection fails. “wslab "
            "lab” is the certificate lab."));

    auto *browser = new QTextBrowser(this);
    browser->setHtml(page);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *column = new QVBoxLayout(this);
    column->addWidget(browser);
    column->addWidget(buttons);
    resize(Theme::textWidth(84, font()), fontMetrics().height() * 36);
}
