#pragma once

#include <QByteArray>
#include <QString>

/// What goes over the wire in English, and is told to a person in the language of this program.
class WireText
{
public:
    WireText() = default;
    /// \a source is in English, and marked for translation: QT_TRANSLATE_NOOP("WireText", "…"); \a argument
    /// takes the place of its %1.
    WireText(const char *source, const QByteArray &argument = {});

    /// For the wire.
    QByteArray english() const;
    /// For a person.
    QString translated() const;

private:
    QByteArray m_source;
    QByteArray m_argument; ///< in UTF-8
};
