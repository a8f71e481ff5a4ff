#include "newpassphrasedialog.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int shortest = 8; // characters; whoever finds the file can try as often as he likes
constexpr int longest = 200;
}

NewPassphraseDialog::NewPassphraseDialog(const QString &purpose, QWidget *parent)
    : QDialog(parent)
    , m_first(new QLineEdit(this))
    , m_again(new QLineEdit(this))
    , m_verdict(new QLabel(this))
    , m_accept(nullptr)
{
    setWindowTitle(tr("Passphrase"));
    auto *what = new QLabel(this);
    what->setTextFormat(Qt::PlainText);
    what->setText(purpose);
    what->setWordWrap(true);
    m_verdict->setTextFormat(Qt::PlainText);
    m_verdict->setObjectName(u"passphraseVerdict"_s);
    m_verdict->setForegroundRole(QPalette::PlaceholderText);
    for (QLineEdit *edit : {m_first, m_again}) {
        edit->setEchoMode(QLineEdit::Password);
        edit->setMaxLength(longest);
        connect(edit, &QLineEdit::textChanged, this, &NewPassphraseDialog::judge);
    }
    m_first->setObjectName(u"newPassphraseEdit"_s);
    m_again->setObjectName(u"passphraseAgainEdit"_s);
    auto *form = new QFormLayout;
    form->addRow(tr("&Passphrase"), m_first);
    form->addRow(tr("&Again"), m_again);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->addWidget(what);
    column->addLayout(form);
    column->addWidget(m_verdict);
    column->addWidget(buttons);
    judge();
    m_first->setFocus();
}

QString NewPassphraseDialog::passphrase() const
{
    return m_first->text();
}

void NewPassphraseDialog::judge()
{
    const bool enough = m_first->text().size() >= shortest;
    const bool same = m_first->text() == m_again->text();
    m_verdict->setText(!enough     ? tr("At least %n characters.", nullptr, shortest)
                           : !same ? tr("The two are not the same yet.")
                                   : tr("Both are the same."));
    m_accept->setEnabled(enough && same);
}
