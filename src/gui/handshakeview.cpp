#include "handshakeview.h"

#include "explanationtable.h"
#include "handshakeexplanation.h"

#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace {

QList<QStringList> rowsOf(const QList<HandshakeExplanation::Line> &lines)
{
    QList<QStringList> rows;
    for (const HandshakeExplanation::Line &line : lines)
        rows.append({line.text, line.meaning});
    return rows;
}

}

HandshakeView::HandshakeView(QWidget *parent)
    : QScrollArea(parent)
    , m_lines(new ExplanationTable)
    , m_heading(new QLabel(tr("How Sec-WebSocket-Accept follows from Sec-WebSocket-Key")))
    , m_steps(new ExplanationTable)
{
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::NoFocus);
    m_lines->setObjectName(u"handshakeLines"_s);
    m_lines->setAccessibleName(tr("The lines of the handshake"));
    m_lines->setHeadings({tr("Line"), tr("Meaning")});
    m_steps->setObjectName(u"acceptSteps"_s);
    m_steps->setAccessibleName(m_heading->text());
    m_steps->setHeadings({tr("Value"), tr("Step")});
    QFont bold = m_heading->font();
    bold.setBold(true);
    m_heading->setFont(bold);
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setWordWrap(true);

    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->addWidget(m_lines);
    column->addWidget(m_heading);
    column->addWidget(m_steps);
    column->addStretch();
    setWidget(content);

    for (ExplanationTable *table : {m_lines, m_steps}) {
        table->setFixedColumns({0});
        connect(table, &ExplanationTable::rowChosen, this, [this, table](int, const QRect &place) {
            ensureVisible(0, table->mapTo(widget(), place.center()).y(), 0, place.height());
        });
    }
}

void HandshakeView::setHeads(const LogEntry &head, const LogEntry &other)
{
    m_lines->setRows(rowsOf(HandshakeExplanation::lines(head)));
    const bool isRequest = head.kind == EntryKind::Request;
    const QList<QStringList> steps =
        rowsOf(HandshakeExplanation::acceptSteps(isRequest ? head : other, isRequest ? other : head));
    m_steps->setRows(steps);
    m_heading->setVisible(!steps.isEmpty());
    m_steps->setVisible(!steps.isEmpty());
    verticalScrollBar()->setValue(0);
}
