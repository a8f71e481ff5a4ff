#include "passphrasedialog.h"

#include "displaytext.h"
#include "theme.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int longestPassphrase = 1000; // characters; OpenSSL reads 1024 bytes
}

PassphraseDialog::PassphraseDialog(const QString &file, Opens opens, QWidget *parent)
    : QDialog(parent)
    , m_opens(std::move(opens))
    , m_edit(new QLineEdit(this))
    , m_wrong(new QLabel(this))
{
    setObjectName(u"passphraseDialog"_s);
    setWindowTitle(tr("Passphrase"));
    auto *question = new QLabel(this);
    question->setTextFormat(Qt::PlainText);
    question->setWordWrap(true);
    question->setText(tr("The key in %1 is encrypted. Its passphrase is kept until the program ends, and not "
                         "saved.")
                          .arg(DisplayText::oneLine(QFileInfo(file).fileName(), 80)));
    auto *label = new QLabel(tr("&Passphrase"), this);
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(m_edit);
    m_edit->setObjectName(u"passphraseEdit"_s);
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setMaxLength(longestPassphrase);
    m_edit->setMinimumWidth(Theme::textWidth(40, font()));
    m_wrong->setObjectName(u"wrongLabel"_s);
    m_wrong->setTextFormat(Qt::PlainText);
    m_wrong->setWordWrap(true);
    m_wrong->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &PassphraseDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_edit, 1);
    auto *column = new QVBoxLayout(this);
    column->addWidget(question);
    column->addLayout(row);
    column->addWidget(m_wrong);
    column->addStretch();
    column->addWidget(buttons);
    m_edit->setFocus();
}

QByteArray PassphraseDialog::passphrase() const
{
    return m_edit->text().toUtf8();
}

void PassphraseDialog::accept()
{
    QString error;
    if (m_opens(passphrase(), &error)) {
        QDialog::accept();
        return;
    }
    m_wrong->setText(error);
    m_wrong->show();
    m_edit->selectAll();
    m_edit->setFocus();
}
