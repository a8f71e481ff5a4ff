#pragma once

#include <QByteArrayView>
#include <QString>

#include <memory>

/// A regular expression that is matched against the UTF-8 of a message as it is, whatever the case. What it
/// understands is what QRegularExpression does. A value; any thread may ask it.
class Pattern
{
public:
    /// What is wrong with an expression.
    struct Mistake
    {
        qsizetype offset = 0; ///< of the character, from 0 on
        QString text;
    };

    /// Compiles \a expression. A wrong one is not valid and fits nothing.
    explicit Pattern(const QString &expression);

    bool isValid() const { return m_compiled != nullptr; }
    const Mistake &mistake() const { return m_mistake; }

    /// True when the expression fits somewhere in \a utf8. One that takes too many steps does not.
    bool fits(QByteArrayView utf8) const;

private:
    struct Compiled;

    std::shared_ptr<const Compiled> m_compiled;
    Mistake m_mistake;
};
