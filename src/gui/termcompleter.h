#pragma once

#include <QCompleter>

/// Completes the last of the terms in a line edit, and leaves those before it alone.
class TermCompleter : public QCompleter
{
    Q_OBJECT
public:
    explicit TermCompleter(const QStringList &terms, QObject *parent = nullptr);

    QStringList splitPath(const QString &path) const override;
    QString pathFromIndex(const QModelIndex &index) const override;
};
