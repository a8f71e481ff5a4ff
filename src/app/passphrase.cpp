#include "passphrase.h"

#include "displaytext.h"
#include "output.h"
#include "tlsfiles.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestPassphrase = 1024; // bytes, as OpenSSL has it

class Tr
{
    Q_DECLARE_TR_FUNCTIONS(Passphrase)
};

/// A terminal that shows nothing of what is typed and passes every key on, Ctrl+C too, while this is there.
class SilentTerminal
{
public:
    SilentTerminal()
        : m_isChanged(::tcgetattr(STDIN_FILENO, &m_before) == 0)
    {
        termios silent = m_before;
        silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG);
        silent.c_cc[VMIN] = 1;
        silent.c_cc[VTIME] = 0;
        m_isChanged = m_isChanged && ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~SilentTerminal()
    {
        if (m_isChanged)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    Q_DISABLE_COPY_MOVE(SilentTerminal)

private:
    termios m_before{};
    bool m_isChanged;
};

/// The next byte that is typed; nothing at the end of the input, or when a signal asks the program to end.
std::optional<char> nextByte()
{
    pollfd waiting{STDIN_FILENO, POLLIN, 0};
    char byte = 0;
    if (::poll(&waiting, 1, -1) != 1 || ::read(STDIN_FILENO, &byte, 1) != 1)
        return {};
    return byte;
}

std::optional<QByteArray> readUnseen()
{
    constexpr char controlC = 3;
    constexpr char controlD = 4;
    constexpr char backspace = 8;
    constexpr char controlU = 21;
    constexpr char erase = 127;
    const SilentTerminal silent;
    QByteArray typed;
    while (typed.size() <= longestPassphrase) {
        const std::optional<char> byte = nextByte();
        if (!byte || *byte == controlC || *byte == controlD)
            return {};
        if (*byte == '\n' || *byte == '\r')
            return typed;
        if (*byte == controlU)
            typed.clear();
        else if (*byte == erase || *byte == backspace)
            typed = QString::fromUtf8(typed).chopped(typed.isEmpty() ? 0 : 1).toUtf8();
        else
            typed += *byte;
    }
    return {};
}

}

std::optional<QByteArray> passphraseFor(const QString &file, const QString &keyFile,
                                        const QString &passphraseFile, QString *error)
{
    if (!TlsFiles::isEncrypted(file, keyFile))
        return QByteArray();
    const QString shown = DisplayText::oneLine(keyFile.isEmpty() ? file : keyFile, 200);
    if (!passphraseFile.isEmpty()) {
        QFile given(passphraseFile);
        if (!given.open(QIODevice::ReadOnly)) {
            *error = Tr::tr("The passphrase cannot be read from %1: %2.")
                         .arg(DisplayText::oneLine(passphraseFile, 200), given.errorString());
            return {};
        }
        QByteArray line = given.readLine(longestPassphrase + 2);
        while (line.endsWith('\n') || line.endsWith('\r'))
            line.chop(1);
        return line;
    }
    if (!::isatty(STDIN_FILENO)) {
        *error = Tr::tr("The key in %1 is encrypted: give its passphrase with --passphrase-file.").arg(shown);
        return {};
    }
    Output terminal(STDERR_FILENO);
    terminal.write(Tr::tr("Passphrase of the key in %1: ").arg(shown).toUtf8());
    const std::optional<QByteArray> typed = readUnseen();
    terminal.write("\n");
    if (!typed)
        *error = Tr::tr("No passphrase was given for the key in %1.").arg(shown);
    return typed;
}
