#pragma once

#include "certificatecases.h"
#include "messagelog.h"

#include <QHash>
#include <QUrl>
#include <QWidget>

class CertificateLab;
class InlineBar;
class QLabel;
class QPushButton;
class QTreeWidget;
class StatusPill;

/// The certificate lab on the screen: what is served, and who says what to each.
///
/// Lives in the GUI thread; its CertificateLab lives in a network thread and is only called queued. The
/// lab goes on while the window is closed; it ends with the object, which must be deleted before that
/// thread ends.
class LabWindow : public QWidget
{
    Q_OBJECT
public:
    /// A window of its own that does not stay above \a parent, which owns it.
    LabWindow(QThread *networkThread, QWidget *parent);
    ~LabWindow() override;

public slots:
    void start();
    void stop();
    /// Shows the window, or brings it to the front.
    void present();

signals:
    /// A client is to connect to \a url, trusting the \a authority (PEM).
    void tryRequested(const QString &url, const QByteArray &authority);

private:
    enum class State { Stopped, Starting, Running, Stopping };

    void layOut();
    void fillTable();
    void connectLab();
    void setState(State state);
    void takeLog();
    void refreshDetails();
    void copyAddress();
    void tryCurrent();
    void saveAuthority();
    int currentRow() const;
    QString currentAddress() const;

    const QList<CertificateCase> m_cases;
    MessageLog *const m_log; ///< the lab's child, so that it is there as long as the lab
    CertificateLab *const m_lab; ///< lives in the network thread
    State m_state = State::Stopped;
    QList<QUrl> m_urls; ///< while running
    QByteArray m_authority; ///< PEM, while running
    QHash<QString, QString> m_heard; ///< by case: what its server logged last
    qint64 m_lastSequence = 0;

    QPushButton *m_start;
    StatusPill *m_status;
    QPushButton *m_save;
    InlineBar *m_bar;
    QTreeWidget *m_table;
    QLabel *m_details;
    QPushButton *m_copy;
    QPushButton *m_try;
};
