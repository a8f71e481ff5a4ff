#pragma once

#include "closestatus.h"
#include "output.h"

#include <QCoreApplication>

/// What a person or a pipe sees of a conversation, on standard output.
///
/// On a terminal there are a prompt and colours, and what arrives goes above the line that is being typed.
/// Anywhere else each message is one line, as it came, but for its line ends.
class Transcript
{
    Q_DECLARE_TR_FUNCTIONS(Transcript)
public:
    enum class Style {
        Lines,
        Typed, ///< a person types on this terminal, who sees the own lines already
        Silent, ///< standard output is for something else
    };

    explicit Transcript(Style style);

    void connected(const QString &address);
    void sent(const QByteArray &utf8);
    void sentBinary(const QByteArray &bytes);
    void received(const QString &text);
    void receivedBinary(const QByteArray &bytes);
    void closed(const CloseStatus &status);
    /// Asks for a line, where a person types.
    void prompt();

    const Output &output() const { return m_output; }

private:
    QString shown(const QString &text) const;
    QString shownBinary(const QByteArray &bytes) const;
    void print(const char *colour, const QString &line);
    void printAboveInput(const char *colour, const QString &line);

    Output m_output;
    const bool m_terminal;
    const bool m_colours;
    const bool m_typed;
    const bool m_silent;
    bool m_prompting = false;
};
