#pragma once

#include "messagelog.h"

#include <QObject>
#include <QUrl>

#include <memory>
#include <vector>

/// The certificate lab: wss servers on this computer that are broken on purpose, each in one way, on a
/// port of its own. Whoever connects all the same meets the echo service.
///
/// Lives in a network thread: make it, moveToThread(), then call every slot queued. The log must outlive
/// it; each of its sentences begins with the id of the case. Keys are made at each start and never leave
/// the memory.
class CertificateLab : public QObject
{
    Q_OBJECT
public:
    explicit CertificateLab(MessageLog *log, QObject *parent = nullptr);
    ~CertificateLab() override;

public slots:
    /// Opens a port for each of certificateCases() in their order, beginning with \a firstPort; 0: free
    /// ones. All or none: then emits started() or failed(). Does nothing while running.
    void start(quint16 firstPort = 0);
    /// Says goodbye to who is connected, then emits stopped(); also when nothing was running.
    void stop();

signals:
    /// \a urls are in the order of certificateCases(); \a authority is the certificate (PEM) by which all
    /// are to be judged.
    void started(const QList<QUrl> &urls, const QByteArray &authority);
    /// One sentence; nothing is listening.
    void failed(const QString &sentence);
    void stopped();

private:
    struct Row;

    bool openAll(quint16 firstPort, QString *error);
    void finishStopping();

    MessageLog *const m_log;
    std::vector<std::unique_ptr<Row>> m_rows;
    QByteArray m_authority;
};
