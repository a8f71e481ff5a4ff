#include "closepopup.h"

#include "frame.h"

#include "ui_closepopup.h"

#include <QPainter>
#include <QPushButton>
#include <QScreen>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qsizetype longestReason = 123; ///< bytes: what is left of 125 beside the code
/// Those of RFC 6455 section 7.4.1 that an endpoint may send, besides 1000.
constexpr quint16 namedCodes[] = {1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011};
constexpr int firstOwnCode = 3000;
constexpr int lastOwnCode = 4999;
}

ClosePopup::ClosePopup(QWidget *parent)
    : QDialog(parent, Qt::Popup)
    , m_ui(std::make_unique<Ui::ClosePopup>())
{
    m_ui->setupUi(this);
    m_ui->codeBox->addItem(tr("1000 – normal"), CloseCode::Normal);
    m_ui->codeBox->addItem(tr("Without a code"), CloseCode::NoStatus);
    m_ui->codeBox->addItem(tr("A code of your own"), 0);
    m_ui->codeBox->insertSeparator(m_ui->codeBox->count());
    for (const quint16 code : namedCodes)
        m_ui->codeBox->addItem(u"%1 – %2"_s.arg(code).arg(CloseCode::name(code)), code);
    m_ui->ownCodeBox->setRange(firstOwnCode, lastOwnCode);
    m_ui->ownCodeBox->setValue(4000);
    connect(m_ui->codeBox, &QComboBox::currentIndexChanged, this, &ClosePopup::refresh);
    connect(m_ui->reasonEdit, &QLineEdit::textChanged, this, &ClosePopup::refresh);
    connect(m_ui->closeNowButton, &QPushButton::clicked, this, &QDialog::accept);
    refresh();
}

ClosePopup::~ClosePopup() = default;

void ClosePopup::openAt(const QWidget *anchor)
{
    adjustSize();
    const QRect place(anchor->mapToGlobal(QPoint()), anchor->size());
    const QRect screen = anchor->screen()->availableGeometry();
    const int above = place.top() - height();
    const int top = above >= screen.top() ? above : place.bottom() + 1;
    const int left =
        std::clamp(place.right() - width(), screen.left(), std::max(screen.left(), screen.right() - width()));
    move(left, top);
    show();
    m_ui->reasonEdit->setFocus(Qt::PopupFocusReason);
}

quint16 ClosePopup::code() const
{
    const int chosen = m_ui->codeBox->currentData().toInt();
    return quint16(chosen != 0 ? chosen : m_ui->ownCodeBox->value());
}

QString ClosePopup::reason() const
{
    return code() == CloseCode::NoStatus ? QString() : m_ui->reasonEdit->text();
}

void ClosePopup::paintEvent(QPaintEvent *event)
{
    QDialog::paintEvent(event);
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRect(rect().adjusted(0, 0, -1, -1)); // a popup has no frame of its own
}

void ClosePopup::refresh()
{
    const qsizetype bytes = m_ui->reasonEdit->text().toUtf8().size();
    m_ui->ownCodeBox->setEnabled(m_ui->codeBox->currentData().toInt() == 0);
    m_ui->reasonEdit->setEnabled(code() != CloseCode::NoStatus);
    m_ui->reasonHint->setText(bytes <= longestReason
                                  ? tr("%1 of %2 bytes").arg(bytes).arg(longestReason)
                                  : tr("%1 bytes; a Close frame holds %2.").arg(bytes).arg(longestReason));
    m_ui->closeNowButton->setEnabled(bytes <= longestReason);
}
