#pragma once

#include <QObject>

/// SIGINT and SIGTERM as a signal of Qt's. The second one ends the program at once with status 130.
/// At most one object at a time.
class Interrupt : public QObject
{
    Q_OBJECT
public:
    explicit Interrupt(QObject *parent = nullptr);
    ~Interrupt() override;

signals:
    void requested();
};
