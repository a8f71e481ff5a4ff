#include "trustpanel.h"

#include "certificatedialog.h"
#include "displaytext.h"

#include <QBoxLayout>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

TrustPanel::TrustPanel(QWidget *parent)
    : NoticeFrame(parent)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_why(new QLabel(this))
    , m_code(new QLabel(this))
    , m_advice(new QLabel(this))
    , m_buttons(new QHBoxLayout)
{
    m_title->setTextFormat(Qt::PlainText);
    m_why->setTextFormat(Qt::PlainText);
    m_code->setTextFormat(Qt::PlainText);
    m_advice->setTextFormat(Qt::PlainText);
    m_title->setObjectName(u"titleLabel"_s);
    m_why->setObjectName(u"whyLabel"_s);
    m_code->setObjectName(u"codeLabel"_s);
    m_advice->setObjectName(u"adviceLabel"_s);
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    auto *column = new QVBoxLayout;
    for (QLabel *label : {m_title, m_why, m_code, m_advice}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(label);
    }

    m_decline = addButton(u"doNotConnectButton"_s, tr("Do &not connect"));
    m_trust = addButton(u"trustButton"_s, tr("&Trust this server…"));
    m_forget = addButton(u"forgetButton"_s, tr("For&get the old identity…"));
    m_show = addButton(u"showCertificateButton"_s, tr("Sho&w certificate"));
    m_once = addButton(u"onlyThisTimeButton"_s, tr("Onl&y this time"));
    m_back = addButton(u"backButton"_s, tr("&Back"));
    m_confirm = addButton(u"confirmButton"_s, tr("&Trust it from now on"));
    m_buttons->addStretch();
    column->addLayout(m_buttons);
    connect(m_decline, &QPushButton::clicked, this, [this] {
        dismiss();
        emit declined();
    });
    connect(m_once, &QPushButton::clicked, this, &TrustPanel::trustedOnce);
    connect(m_show, &QPushButton::clicked, this, &TrustPanel::showCertificate);
    connect(m_trust, &QPushButton::clicked, this, [this] { go(Step::ReallyTrust); });
    connect(m_forget, &QPushButton::clicked, this, [this] { go(Step::ReallyForget); });
    connect(m_back, &QPushButton::clicked, this, [this] { go(Step::Question); });
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        if (m_step == Step::ReallyTrust)
            emit trusted();
        else
            emit forgotten();
    });

    auto *row = new QHBoxLayout(this);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(column, 1);
    hide();
}

QPushButton *TrustPanel::addButton(const QString &name, const QString &label)
{
    auto *button = new QPushButton(label, this);
    button->setObjectName(name);
    button->setAutoDefault(true); // Enter presses the one that has the focus
    m_buttons->addWidget(button);
    return button;
}

void TrustPanel::ask(const QString &place, const Client::Distrust &distrust,
                     const std::optional<PinStore::Pin> &known)
{
    m_place = DisplayText::oneLine(place, 100);
    m_distrust = distrust;
    m_known = known;
    go(Step::Question);
    show();
    m_decline->setFocus();
    announce();
}

void TrustPanel::dismiss()
{
    hide();
    m_step = Step::Question;
}

QString TrustPanel::text() const
{
    QStringList texts;
    for (const QLabel *label : {m_title, m_why, m_code, m_advice}) {
        if (!label->isHidden())
            texts.append(label->text());
    }
    return texts.join(u'\n');
}

void TrustPanel::go(Step step)
{
    m_step = step;
    const bool question = step == Step::Question;
    const bool broken = m_distrust.isPinBroken;
    // The focus must not slip onto a button that accepts.
    QPushButton *safe = question ? m_decline : m_back;
    safe->show();
    if (isVisible())
        safe->setFocus();
    m_decline->setVisible(question);
    m_show->setVisible(question);
    m_trust->setVisible(question && !broken);
    m_once->setVisible(question && !broken);
    m_forget->setVisible(question && broken && m_known);
    m_back->setVisible(!question);
    m_confirm->setVisible(!question);
    m_confirm->setText(step == Step::ReallyForget ? tr("For&get it") : tr("&Trust it from now on"));
    refreshTexts();
}

void TrustPanel::refreshTexts()
{
    const bool broken = m_distrust.isPinBroken;
    const int size = fontMetrics().height() * 3 / 2;
    const Theme::Tone tone = broken ? Theme::Tone::Error : Theme::Tone::Working;
    const QIcon sign = Theme::icon(broken ? u"error"_s : u"warning"_s, tone);
    m_icon->setPixmap(sign.pixmap(QSize(size, size), devicePixelRatioF()));
    m_title->setText(broken ? tr("%1 shows another identity than the one that you trusted.").arg(m_place)
                            : tr("The certificate of %1 is not trusted.").arg(m_place));
    QString why = m_distrust.why;
    if (broken && m_known) {
        why = tr("You trusted the code %1 since %2. Somebody may be standing between you and the server; "
                 "or it was given a new certificate. Ask the person who runs it.")
                  .arg(m_known->code(),
                       QLocale().toString(m_known->firstSeen.toLocalTime(), QLocale::ShortFormat));
    } else if (broken) {
        why = tr("It is not the one that you accepted a moment ago. Somebody may be standing between you and "
                 "the server.");
    }
    m_why->setText(why);
    m_code->setText(broken
                        ? tr("Its code now: %1").arg(m_distrust.code)
                        : tr("Short code of the server, to be compared with the one that its owner sees: %1")
                              .arg(m_distrust.code));
    switch (m_step) {
    case Step::Question:
        m_advice->setText(broken ? tr("Nothing was sent to it, and it cannot be accepted here.")
                                 : tr("%1 Nothing was sent to the server yet.").arg(m_distrust.browsers));
        break;
    case Step::ReallyTrust:
        m_advice->setText(tr("Did you compare the code? From now on this program connects to %1 as long as "
                             "it shows this identity.")
                              .arg(m_place));
        break;
    case Step::ReallyForget:
        m_advice->setText(tr("Forget the old identity of %1? When you connect again, you are asked whether "
                             "to trust the new one.")
                              .arg(m_place));
        break;
    }
    setAccessibleName(m_title->text());
    setAccessibleDescription(text());
    setTone(tone);
}

void TrustPanel::showCertificate()
{
    auto *dialog =
        new CertificateDialog(m_distrust.certificates, m_distrust.authorities, m_distrust.host, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void TrustPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape) {
        NoticeFrame::keyPressEvent(event);
        return;
    }
    if (m_step == Step::Question)
        m_decline->click();
    else
        m_back->click();
}

void TrustPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshTexts();
    NoticeFrame::changeEvent(event);
}
