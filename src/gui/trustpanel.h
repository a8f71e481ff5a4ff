#pragma once

#include "client.h"
#include "noticeframe.h"
#include "pinstore.h"

class QBoxLayout;
class QLabel;
class QPushButton;

/// Asks whether a server that nobody vouches for is to be trusted; inline, and not in a hurry: the
/// connection is closed already. Where another identity was trusted before, there is nothing to accept.
class TrustPanel : public NoticeFrame
{
    Q_OBJECT
public:
    explicit TrustPanel(QWidget *parent = nullptr);

    /// Shows the panel for \a place (host:port); \a known is what was trusted there before, if anything.
    void ask(const QString &place, const Client::Distrust &distrust,
             const std::optional<PinStore::Pin> &known);
    /// Hides it; nothing is trusted.
    void dismiss();

    const Client::Distrust &distrust() const { return m_distrust; }
    QString text() const;

signals:
    void declined();
    void trusted();
    void trustedOnce();
    /// The identity that was trusted before is to be forgotten.
    void forgotten();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Step { Question, ReallyTrust, ReallyForget };

    QPushButton *addButton(const QString &name, const QString &label);
    void go(Step step);
    void refreshTexts();
    void showCertificate();

    QString m_place;
    Client::Distrust m_distrust;
    std::optional<PinStore::Pin> m_known;
    Step m_step = Step::Question;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_why;
    QLabel *m_code;
    QLabel *m_advice;
    QBoxLayout *m_buttons;
    QPushButton *m_decline;
    QPushButton *m_trust;
    QPushButton *m_show;
    QPushButton *m_once;
    QPushButton *m_forget;
    QPushButton *m_back;
    QPushButton *m_confirm;
};
