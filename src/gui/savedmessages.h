#pragma once

#include "composer.h"

#include <QKeySequence>
#include <QObject>

class Settings;

/// A message that was kept under a name.
struct SavedMessage
{
    QString name;
    Composer::Draft draft;

    bool operator==(const SavedMessage &) const = default;
};

/// The messages that a person keeps, in an order of theirs, from one start to the next. GUI thread.
class SavedMessages : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype longestName = 100; ///< characters

    /// \a settings must outlive it.
    explicit SavedMessages(Settings *settings, QObject *parent = nullptr);

    const QList<SavedMessage> &all() const { return m_all; }
    void setAll(const QList<SavedMessage> &messages);

    /// A name for \a draft, from how it begins.
    static QString nameFor(const Composer::Draft &draft);
    /// The key of the message at \a place: Ctrl+1 to Ctrl+9; later ones have none.
    static QKeySequence key(qsizetype place);

signals:
    void changed();

private:
    Settings *const m_settings;
    QList<SavedMessage> m_all;
};
