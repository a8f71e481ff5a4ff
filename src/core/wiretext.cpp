#include "wiretext.h"

#include <QCoreApplication>

WireText::WireText(const char *source, const QByteArray &argument)
    : m_source(source)
    , m_argument(argument)
{
}

QByteArray WireText::english() const
{
    return QByteArray(m_source).replace("%1", m_argument);
}

QString WireText::translated() const
{
    return QCoreApplication::translate("WireText", m_source.constData())
        .replace(QLatin1String("%1"), QString::fromUtf8(m_argument));
}
