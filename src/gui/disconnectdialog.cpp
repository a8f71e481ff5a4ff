#include "disconnectdialog.h"

#include "frame.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QValidator>

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int ownCode = 0; // stands for the spin box's

/// Lets in no more than what fits into a Close frame beside the code (RFC 6455 section 5.5).
class ReasonValidator : public QValidator
{
public:
    using QValidator::QValidator;
    State validate(QString &text, int &) const override
    {
        return text.toUtf8().size() <= 123 ? Acceptable : Invalid;
    }
};
}

DisconnectDialog::DisconnectDialog(const QString &whom, QWidget *parent)
    : QDialog(parent)
    , m_code(new QComboBox(this))
    , m_ownCode(new QSpinBox(this))
    , m_reason(new QLineEdit(this))
{
    setWindowTitle(tr("Disconnect"));
    auto *what = new QLabel(tr("Sends a Close frame to %1.").arg(whom), this);
    what->setTextFormat(Qt::PlainText);
    what->setWordWrap(true);

    m_code->setObjectName(u"codeCombo"_s);
    m_code->addItem(tr("1000 – normal"), CloseCode::Normal);
    m_code->addItem(tr("1001 – going away"), CloseCode::GoingAway);
    m_code->addItem(tr("1008 – policy violation"), CloseCode::PolicyViolation);
    m_code->addItem(tr("A code of your own"), ownCode);
    m_ownCode->setObjectName(u"ownCodeSpin"_s);
    m_ownCode->setAccessibleName(tr("A code of your own"));
    m_ownCode->setRange(3000, 4999);
    m_ownCode->setValue(4000);
    m_ownCode->setEnabled(false);
    connect(m_code, &QComboBox::currentIndexChanged, this,
            [this] { m_ownCode->setEnabled(m_code->currentData().toInt() == ownCode); });
    m_reason->setObjectName(u"reasonEdit"_s);
    m_reason->setValidator(new ReasonValidator(m_reason));
    m_reason->setPlaceholderText(tr("Optional, at most 123 bytes"));

    auto *codeRow = new QHBoxLayout;
    codeRow->addWidget(m_code, 1);
    codeRow->addWidget(m_ownCode);
    auto *form = new QFormLayout;
    form->addRow(tr("&Code"), codeRow);
    form->addRow(tr("&Reason"), m_reason);
    if (auto *label = qobject_cast<QLabel *>(form->labelForField(codeRow)))
        label->setBuddy(m_code);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("&Disconnect"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->addWidget(what);
    column->addLayout(form);
    column->addWidget(buttons);
    m_code->setFocus();
}

quint16 DisconnectDialog::code() const
{
    const int chosen = m_code->currentData().toInt();
    return quint16(chosen == ownCode ? m_ownCode->value() : chosen);
}

QString DisconnectDialog::reason() const
{
    return m_reason->text();
}
