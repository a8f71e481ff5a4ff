#pragma once

#include "messagelog.h"

#include <QScrollArea>

class ExplanationTable;
class QLabel;

/// One head of an opening handshake line by line, and how the server's answer follows from the client's key.
class HandshakeView : public QScrollArea
{
    Q_OBJECT
public:
    explicit HandshakeView(QWidget *parent = nullptr);

    /// Explains \a head; \a other is what it answers, or what answered it, or of another kind when not known.
    void setHeads(const LogEntry &head, const LogEntry &other);

private:
    ExplanationTable *m_lines;
    QLabel *m_heading;
    ExplanationTable *m_steps;
};
