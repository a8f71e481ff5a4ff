#include "trustposter.h"

#include "displaytext.h"
#include "qrcode.h"
#include "theme.h"
#include "tls.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QSslCertificate>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double largeText = 2.4; // of the usual size: to be read from the last row
constexpr int bytesInARow = 8;

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setWordWrap(true);
    return label;
}

QLabel *selectableLabel(const QString &text, const QString &name, const QFont &font, QWidget *parent)
{
    QLabel *label = plainLabel(text, parent);
    label->setObjectName(name);
    label->setFont(font);
    label->setWordWrap(false);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

/// \a fingerprint in rows that can be compared one by one.
QString inRows(QString fingerprint)
{
    constexpr int row = bytesInARow * 3;
    for (qsizetype end = row - 1; end < fingerprint.size(); end += row)
        fingerprint[end] = u'\n';
    return fingerprint;
}

}

TrustPoster::TrustPoster(const QSslCertificate &server, const QSslCertificate &authority,
                         const QList<QUrl> &pages, const QString &hint, QWidget *parent)
    : QWidget(parent)
    , m_code(new QrCode(this))
    , m_addresses(new QComboBox(this))
{
    QFont large = Theme::fixedFont(font());
    large.setPointSizeF(large.pointSizeF() * largeText);
    large.setBold(true);

    auto *hintLabel = plainLabel(hint, this);
    hintLabel->setObjectName(u"posterHint"_s);
    hintLabel->setVisible(!hint.isEmpty());
    auto *addressLabel =
        plainLabel(tr("&Open this page on the phone or computer that is to trust this server:"), this);
    addressLabel->setBuddy(m_addresses);
    m_addresses->setObjectName(u"pageAddress"_s);
    for (const QUrl &page : pages)
        m_addresses->addItem(page.toString());
    connect(m_addresses, &QComboBox::currentIndexChanged, this, &TrustPoster::show);

    auto *codeTitle = plainLabel(tr("Short code of the authority, to be compared with the page"), this);
    auto *code = selectableLabel(Tls::shortCode(authority), u"posterCode"_s, large, this);
    auto *fingerprintTitle =
        plainLabel(tr("SHA-256, to be compared with what the device shows before it installs"), this);
    auto *fingerprint = selectableLabel(inRows(Tls::fingerprint(authority)), u"posterFingerprint"_s,
                                        Theme::fixedFont(font()), this);
    auto *serverTitle = plainLabel(
        tr("Short code of this server, to be compared with what a client shows that does not trust it"),
        this);
    auto *serverCode = selectableLabel(Tls::shortCode(server), u"posterServerCode"_s, large, this);
    auto *promise = plainLabel(
        tr("%1 vouches only for local names and private addresses, and ends on %2. Use the school's devices, "
           "not "
           "private phones; the page says how to remove it again.")
            .arg(DisplayText::oneLine(authority.subjectDisplayName(), 100),
                 locale().toString(authority.expiryDate().toLocalTime().date(), QLocale::LongFormat)),
        this);

    auto *words = new QVBoxLayout;
    for (QWidget *each : {codeTitle, code, fingerprintTitle, fingerprint, serverTitle, serverCode})
        words->addWidget(each);
    words->addStretch();
    auto *row = new QHBoxLayout;
    row->addWidget(m_code, 2);
    row->addLayout(words, 3);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(hintLabel);
    column->addWidget(addressLabel);
    column->addWidget(m_addresses);
    column->addLayout(row, 1);
    column->addWidget(promise);
    show(0);
}

QString TrustPoster::address() const
{
    return m_addresses->currentText();
}

void TrustPoster::show(int)
{
    m_code->setText(address());
}
