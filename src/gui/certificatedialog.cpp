#include "certificatedialog.h"

#include "certificatedetails.h"
#include "certificatetext.h"
#include "inlinebar.h"
#include "privatefile.h"
#include "theme.h"
#include "tls.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScreen>
#include <QScrollArea>
#include <QToolButton>
#include <QTreeWidget>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds typingPause{250};

/// A fingerprint on two lines: a label breaks no word.
QString inTwo(const QString &fingerprint)
{
    const qsizetype half = (fingerprint.size() + 1) / 2;
    return fingerprint.left(half) + u'\n' + fingerprint.mid(half);
}

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

}

CertificateDialog::CertificateDialog(const QByteArray &chain, const QByteArray &authorities,
                                     const QString &host, QWidget *parent)
    : QDialog(parent)
    , m_chain(chain)
    , m_known(Tls::trustedAuthorities({}))
    , m_trusted(m_known + authorities)
    , m_sign(new QLabel(this))
    , m_openSsl(plainLabel(this))
    , m_browsers(plainLabel(this))
    , m_host(new QLineEdit(host, this))
    , m_bar(new InlineBar(this))
    , m_tree(new QTreeWidget(this))
    , m_rows(new QScrollArea(this))
{
    setObjectName(u"certificateDialog"_s);
    setWindowTitle(host.isEmpty() ? tr("Certificate") : tr("The certificate of %1").arg(host));
    m_openSsl->setObjectName(u"openSslLabel"_s);
    m_browsers->setObjectName(u"browsersLabel"_s);
    m_host->setObjectName(u"hostEdit"_s);
    m_host->setPlaceholderText(tr("Any address"));
    m_host->setToolTip(tr("The name or address that a client connects to; try another one"));
    m_tree->setObjectName(u"chainTree"_s);
    m_tree->setAccessibleName(tr("The chain of certificates"));
    m_tree->setHeaderHidden(true);
    m_rows->setObjectName(u"rows"_s);
    m_rows->setAccessibleName(tr("What the chosen certificate says"));
    m_rows->setWidgetResizable(true);
    m_rows->setFrameShape(QFrame::NoFrame);
    QFont bold = font();
    bold.setBold(true);
    m_openSsl->setFont(bold);

    auto *hostLabel = new QLabel(tr("&Judged for"), this);
    hostLabel->setTextFormat(Qt::PlainText);
    hostLabel->setBuddy(m_host);
    auto *address = new QHBoxLayout;
    address->addWidget(hostLabel);
    address->addWidget(m_host, 1);
    auto *words = new QVBoxLayout;
    words->addWidget(m_openSsl);
    words->addWidget(m_browsers);
    auto *verdict = new QHBoxLayout;
    verdict->addWidget(m_sign, 0, Qt::AlignTop);
    verdict->addLayout(words, 1);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    const auto add = [&](const QString &name, const QString &label) {
        QPushButton *button = buttons->addButton(label, QDialogButtonBox::ActionRole);
        button->setObjectName(name);
        button->setAutoDefault(false); // Enter in the address is for the address
        return button;
    };
    connect(add(u"copyTextButton"_s, tr("Copy &text")), &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(text()); });
    connect(add(u"copyPemButton"_s, tr("&Copy PEM")), &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(QString::fromLatin1(chosen().toPem())); });
    connect(add(u"savePemButton"_s, tr("&Save PEM…")), &QPushButton::clicked, this, &CertificateDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &CertificateDialog::showChosen);
    m_judgeTimer.setSingleShot(true);
    connect(&m_judgeTimer, &QTimer::timeout, this, &CertificateDialog::judge);
    connect(m_host, &QLineEdit::textEdited, this, [this] { m_judgeTimer.start(typingPause); });

    auto *column = new QVBoxLayout(this);
    column->addLayout(verdict);
    column->addLayout(address);
    column->addWidget(m_bar);
    column->addWidget(m_tree);
    column->addWidget(m_rows, 1);
    column->addWidget(buttons);
    makeChain(authorities);
    judge();
    const QSize wanted(Theme::textWidth(92, font()), fontMetrics().height() * 38);
    resize(wanted.boundedTo(screen()->availableSize() * 9 / 10));
}

/// The root at the top and the server's own, which is shown first, at the bottom: who vouches for whom.
void CertificateDialog::makeChain(const QByteArray &authorities)
{
    const QList<QSslCertificate> own = QSslCertificate::fromData(authorities);
    const CertificateChain chain(m_chain, own + Tls::systemAuthorities());
    m_certificates = chain.certificates + chain.others;
    QTreeWidgetItem *above = nullptr;
    const auto add = [&](qsizetype index, const QString &note) {
        const QString name = CertificateText::nameOf(m_certificates[index]);
        auto *item = new QTreeWidgetItem({note.isEmpty() ? name : u"%1 – %2"_s.arg(name, note)});
        item->setData(0, Qt::UserRole, index);
        if (above)
            above->addChild(item);
        else
            m_tree->addTopLevelItem(item);
        return item;
    };
    for (qsizetype i = chain.certificates.size() - 1; i >= 0; --i) {
        const bool vouchesForItself = CertificateDetails(m_certificates[i]).isSelfSigned;
        QString note = i == 0
            ? vouchesForItself ? tr("the server's own, vouches for itself") : tr("the server's own")
            : vouchesForItself ? tr("root authority")
                               : tr("authority in between");
        if (i >= chain.sent)
            note += u", "_s + tr("known here, not sent");
        else if (i + 1 == chain.certificates.size() && !vouchesForItself)
            note += u", "_s + tr("its issuer is not here");
        above = add(i, note);
    }
    QTreeWidgetItem *const leaf = above;
    above = nullptr;
    for (qsizetype i = chain.certificates.size(); i < m_certificates.size(); ++i)
        add(i, tr("sent, too, but of no use here"));
    m_tree->expandAll();
    const int lines = std::clamp(int(m_certificates.size()), 2, 6);
    m_tree->setFixedHeight(fontMetrics().lineSpacing() * lines * 3 / 2 + fontMetrics().height());
    m_tree->setCurrentItem(leaf);
    showChosen();
}

QSslCertificate CertificateDialog::chosen() const
{
    const QTreeWidgetItem *item = m_tree->currentItem();
    return item ? m_certificates.value(item->data(0, Qt::UserRole).toLongLong()) : QSslCertificate();
}

void CertificateDialog::judge()
{
    const auto verdict = CertificateText::verdict(m_chain, m_trusted, m_known, m_host->text().trimmed());
    const int size = fontMetrics().height() * 3 / 2;
    const QIcon sign = verdict.accepted ? Theme::icon(u"connect"_s, Theme::Tone::On)
                                        : Theme::icon(u"warning"_s, Theme::Tone::Working);
    m_sign->setPixmap(sign.pixmap(QSize(size, size), devicePixelRatioF()));
    m_openSsl->setText(verdict.openSsl);
    m_browsers->setText(verdict.browsers);
}

void CertificateDialog::showChosen()
{
    auto *page = new QWidget;
    auto *form = new QFormLayout(page);
    form->setContentsMargins({});
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    const QSslCertificate certificate = chosen();
    const QList<CertificateText::Row> rows =
        certificate.isNull() ? QList<CertificateText::Row>() : CertificateText::rows(certificate);
    for (const CertificateText::Row &row : rows) {
        QLabel *value = plainLabel(page);
        value->setText(row.isFingerprint ? inTwo(row.value) : row.value);
        value->setAccessibleName(row.label);
        if (!row.isFingerprint) {
            form->addRow(row.label, value);
            continue;
        }
        value->setFont(Theme::fixedFont(font()));
        auto *copy = new QToolButton(page);
        copy->setIcon(Theme::icon(u"copy"_s));
        copy->setAutoRaise(true);
        copy->setToolTip(tr("Copy"));
        copy->setAccessibleName(tr("Copy %1").arg(row.label));
        connect(copy, &QToolButton::clicked, page,
                [fingerprint = row.value] { QGuiApplication::clipboard()->setText(fingerprint); });
        auto *line = new QHBoxLayout;
        line->addWidget(value, 1);
        line->addWidget(copy, 0, Qt::AlignTop);
        form->addRow(row.label, line);
    }
    m_rows->setWidget(page);
}

QString CertificateDialog::verdict() const
{
    return m_openSsl->text() + u'\n' + m_browsers->text();
}

QString CertificateDialog::text() const
{
    return CertificateText::describe(chosen().toPem());
}

void CertificateDialog::save()
{
    static const QRegularExpression odd(u"[^\\w.-]+"_s);
    const QByteArray pem = chosen().toPem();
    auto *dialog =
        new QFileDialog(this, tr("Save the certificate"), QDir::homePath(), tr("Certificates (*.pem *.crt)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"pem"_s);
    dialog->selectFile(CertificateText::nameOf(chosen()).left(60).replace(odd, u"-"_s) + u".pem"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, pem](const QString &name) {
        QString error;
        if (!writePublicFile(name, pem, &error))
            m_bar->tell(InlineBar::Kind::Error, error);
        else
            m_bar->tell(InlineBar::Kind::Information,
                        tr("The certificate is in %1.").arg(QDir::toNativeSeparators(name)));
    });
    dialog->open();
}
