#include "savedmessages.h"

#include "displaytext.h"
#include "settings.h"

#include <QMetaEnum>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype givenName = 30; ///< characters of a name made from a message
constexpr qsizetype keyCount = 9;

const auto nameKey = u"name"_s;
const auto formatKey = u"format"_s;
const auto textKey = u"text"_s;

QMetaEnum formats()
{
    return QMetaEnum::fromType<Composer::Format>();
}

}

SavedMessages::SavedMessages(Settings *settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
    for (const QVariantMap &map : settings->savedMessages()) {
        bool known = false; // the file is anybody's
        const int format = formats().keyToValue(map.value(formatKey).toByteArray().constData(), &known);
        m_all.append({map.value(nameKey).toString().left(longestName),
                      {known ? Composer::Format(format) : Composer::Format::Text,
                       map.value(textKey).toString().left(Composer::longestText)}});
    }
}

void SavedMessages::setAll(const QList<SavedMessage> &messages)
{
    if (messages == m_all)
        return;
    m_all = messages;
    QList<QVariantMap> maps;
    for (const SavedMessage &message : messages) {
        const char *format = formats().valueToKey(int(message.draft.format));
        maps.append({{nameKey, message.name},
                     {formatKey, QString::fromLatin1(format)},
                     {textKey, message.draft.text}});
    }
    m_settings->setSavedMessages(maps);
    emit changed();
}

QString SavedMessages::nameFor(const Composer::Draft &draft)
{
    return DisplayText::oneLine(draft.text.trimmed(), givenName);
}

QKeySequence SavedMessages::key(qsizetype place)
{
    return place < keyCount ? QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + int(place))) : QKeySequence();
}
