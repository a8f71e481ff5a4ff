#include "frameview.h"

#include "displaytext.h"
#include "explanationtable.h"
#include "framediagram.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollBar>
#include <QSignalBlocker>

using namespace Qt::Literals::StringLiterals;

namespace {

/// "1" or "3–6": which of the frame's bytes \a field is in, from 1.
QString bytesOf(const FrameExplanation::Field &field)
{
    const int first = field.firstBit / 8 + 1;
    const int last = (field.firstBit + field.bits - 1) / 8 + 1;
    return first == last ? QString::number(first) : u"%1–%2"_s.arg(first).arg(last);
}

}

FrameView::FrameView(QWidget *parent)
    : QScrollArea(parent)
    , m_fault(new QLabel)
    , m_choice(new QWidget)
    , m_frames(new QComboBox)
    , m_more(new QLabel)
    , m_diagram(new FrameDiagram)
    , m_table(new ExplanationTable)
{
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::NoFocus);

    m_frames->setObjectName(u"frameChoice"_s);
    m_diagram->setObjectName(u"frameDiagram"_s);
    m_table->setObjectName(u"frameTable"_s);
    m_table->setAccessibleName(tr("The frame's fields"));
    m_table->setHeadings({tr("Byte"), tr("Field"), tr("On the wire"), tr("Value"), tr("Meaning")});
    m_table->setFixedColumns({2});
    m_more->setTextFormat(Qt::PlainText);
    m_fault->setObjectName(u"frameFault"_s);
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->setWordWrap(true);

    auto *label = new QLabel(tr("&Frame:"));
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(m_frames);
    auto *choiceRow = new QHBoxLayout(m_choice);
    choiceRow->setContentsMargins({});
    choiceRow->addWidget(label);
    choiceRow->addWidget(m_frames);
    choiceRow->addWidget(m_more, 1);

    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->addWidget(m_fault);
    column->addWidget(m_choice);
    column->addWidget(m_diagram);
    column->addWidget(m_table);
    column->addStretch();
    setWidget(content);

    connect(m_frames, &QComboBox::currentIndexChanged, this, &FrameView::showFrame);
    connect(m_diagram, &FrameDiagram::fieldClicked, this, [this](int field) {
        m_table->setFocus(Qt::MouseFocusReason);
        m_table->setCurrentCell(field, 0);
    });
    connect(m_table, &ExplanationTable::rowChosen, this, [this](int row, const QRect &place) {
        m_diagram->setCurrentField(row);
        const QPoint middle = m_table->mapTo(widget(), place.center());
        ensureVisible(0, middle.y(), 0, place.height());
    });
}

void FrameView::setEntry(const LogEntry &entry)
{
    m_entry = entry;
    const QStringList names = FrameExplanation::names(entry);
    const bool isFault = entry.kind == EntryKind::Error;
    m_fault->setVisible(isFault);
    m_fault->setText(isFault ? DisplayText::oneLine(entry.payload) : QString());
    const int shown = isFault ? int(names.size()) - 1
        : names.isEmpty()     ? -1
                              : 0; // the one at fault is the last
    {
        const QSignalBlocker quiet(m_frames);
        m_frames->clear();
        m_frames->addItems(names);
        m_frames->setCurrentIndex(shown);
    }
    m_choice->setVisible(names.size() > 1);
    m_more->setText(entry.frames.count() > quint32(names.size())
                        ? tr("The message came in %n frame(s); the log kept the headers of the first ones.",
                             nullptr, int(entry.frames.count()))
                        : tr("The message came in %n frame(s).", nullptr, int(entry.frames.count())));
    verticalScrollBar()->setValue(0);
    showFrame(shown);
}

void FrameView::showFrame(int index)
{
    const FrameExplanation frame = index < 0 ? FrameExplanation() : FrameExplanation(m_entry, index);
    m_diagram->setFrame(frame);
    QList<QStringList> rows;
    for (const FrameExplanation::Field &field : frame.fields())
        rows.append({bytesOf(field), field.name, field.wire, field.value, field.meaning});
    m_table->setRows(rows);
}
