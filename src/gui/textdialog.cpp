#include "textdialog.h"

#include "theme.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int columns = 110; // characters that fit into a line
constexpr int leastRows = 10;
constexpr int mostRows = 26;
}

TextDialog::TextDialog(const QString &title, const QString &text, QWidget *parent)
    : QDialog(parent)
    , m_text(new QPlainTextEdit(this))
{
    setWindowTitle(title);
    m_text->setObjectName(u"textEdit"_s);
    m_text->setAccessibleName(title);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFont(Theme::fixedFont(font()));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap); // a line is copied as one
    m_text->setPlainText(text);
    const QFontMetrics metrics(m_text->font());
    const int rows = qBound(leastRows, int(text.count(u'\n')) + 2, mostRows);
    m_text->setMinimumSize(metrics.averageCharWidth() * columns / 2, metrics.lineSpacing() * leastRows / 2);
    resize(metrics.averageCharWidth() * columns, metrics.lineSpacing() * rows + fontMetrics().height() * 5);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *copy = buttons->addButton(tr("&Copy all"), QDialogButtonBox::ActionRole);
    copy->setObjectName(u"copyButton"_s);
    connect(copy, &QPushButton::clicked, this, [text] { QGuiApplication::clipboard()->setText(text); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_text);
    column->addWidget(buttons);
}

QString TextDialog::text() const
{
    return m_text->toPlainText();
}
