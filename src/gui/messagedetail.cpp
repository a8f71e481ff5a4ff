#include "messagedetail.h"

#include "displaytext.h"
#include "payloadtext.h"
#include "theme.h"

#include "ui_messagedetail.h"

#include <QDateTime>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestWrapped = 4 * 1024; ///< characters of a line that is broken between words

qsizetype longestLine(QStringView text)
{
    qsizetype longest = 0;
    for (const QStringView line : text.tokenize(u'\n'))
        longest = std::max(longest, line.size());
    return longest;
}

}

MessageDetail::MessageDetail(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::MessageDetail>())
{
    m_ui->setupUi(this);
    makeHeading();
    applyFont();
    connect(m_ui->formTabs, &QTabWidget::currentChanged, this, &MessageDetail::chooseForm);
    connect(m_ui->showMoreButton, &QPushButton::clicked, this,
            [this] { showForm(m_ui->formTabs->currentIndex(), std::numeric_limits<qsizetype>::max()); });
    clear();
}

MessageDetail::~MessageDetail() = default;

/// What the message is, beside the tabs: that saves a line.
void MessageDetail::makeHeading()
{
    auto *corner = new QWidget(this);
    auto *row = new QHBoxLayout(corner);
    row->setContentsMargins({});
    m_heading = new QLabel(corner);
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_heading->setForegroundRole(QPalette::PlaceholderText);
    auto *close = new QToolButton(corner);
    close->setObjectName(u"closeDetailButton"_s);
    close->setAutoRaise(true);
    close->setIcon(Theme::icon(u"close"_s));
    close->setToolTip(tr("Hide the message (Esc)"));
    close->setAccessibleName(tr("Hide the message"));
    connect(close, &QToolButton::clicked, this, &MessageDetail::closeRequested);
    row->addWidget(m_heading);
    row->addWidget(close);
    m_ui->formTabs->setCornerWidget(corner);
}

void MessageDetail::setEntry(const LogEntry &entry)
{
    m_entry = entry;
    m_json.clear();
    if (entry.kind == EntryKind::Text || entry.kind == EntryKind::Binary)
        m_json = PayloadText::indentedJson(entry.payload).value_or(QString());
    m_heading->setText(heading());
    int form = m_wanted;
    if (form == Json && m_json.isEmpty())
        form = entry.kind == EntryKind::Binary ? Hex : Text;
    {
        const QSignalBlocker quiet(m_ui->formTabs); // what the reader has chosen stays chosen
        m_ui->formTabs->setTabEnabled(Json, !m_json.isEmpty());
        m_ui->formTabs->setCurrentIndex(form);
    }
    showForm(form, firstCharacters);
}

void MessageDetail::clear()
{
    m_entry = {};
    m_json.clear();
    m_heading->clear();
    m_ui->noticeRow->hide();
    for (const int form : {Text, Json, Hex})
        pane(form)->clear();
}

void MessageDetail::applyFont()
{
    for (const int form : {Text, Json, Hex})
        pane(form)->setFont(Theme::fixedFont(font()));
}

void MessageDetail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        applyFont();
}

void MessageDetail::chooseForm(int form)
{
    m_wanted = form;
    showForm(form, firstCharacters);
}

void MessageDetail::showForm(int form, qsizetype most)
{
    const QString whole = textAs(form);
    // Looking for a word's end in a very long line takes seconds.
    pane(form)->setWordWrapMode(longestLine(whole) > longestWrapped
                                    ? QTextOption::WrapAnywhere
                                    : QTextOption::WrapAtWordBoundaryOrAnywhere);
    pane(form)->setPlainText(whole.left(most));
    QStringList notices;
    if (m_entry.size > quint64(m_entry.payload.size())) {
        notices.append(tr("The log kept the first %1 of %2.")
                           .arg(DisplayText::byteCount(quint64(m_entry.payload.size())),
                                DisplayText::byteCount(m_entry.size)));
    }
    if (whole.size() > most) {
        notices.append(tr("%1 of %2 characters are shown.")
                           .arg(QLocale().toString(most), QLocale().toString(whole.size())));
    }
    m_ui->noticeLabel->setText(notices.join(u' '));
    m_ui->showMoreButton->setVisible(whole.size() > most);
    m_ui->noticeRow->setVisible(!notices.isEmpty());
}

QString MessageDetail::textAs(int form) const
{
    if (form == Json)
        return DisplayText::manyLines(m_json.toUtf8(), m_json.size());
    if (form == Hex)
        return PayloadText::hexDump(m_entry.payload);
    if (m_entry.kind == EntryKind::Close)
        return DisplayText::preview(m_entry);
    return DisplayText::manyLines(m_entry.payload, MessageLog::maximumPayload);
}

QString MessageDetail::heading() const
{
    QStringList parts;
    if (m_entry.direction != Direction::None)
        parts.append(m_entry.direction == Direction::Sent ? tr("↑ Sent") : tr("↓ Received"));
    parts.append(QDateTime::fromMSecsSinceEpoch(m_entry.time / 1000).toString(u"yyyy-MM-dd HH:mm:ss.zzz"));
    if (m_entry.connection != 0)
        parts.append(tr("connection %1").arg(m_entry.connection));
    if (m_entry.kind != EntryKind::Info && m_entry.kind != EntryKind::Error) {
        parts.append(m_entry.size < 1024
                         ? DisplayText::byteCount(m_entry.size)
                         : tr("%1 (%2 bytes)")
                               .arg(DisplayText::byteCount(m_entry.size), QLocale().toString(m_entry.size)));
    }
    return parts.join(u"  ·  "_s);
}

QPlainTextEdit *MessageDetail::pane(int form) const
{
    return form == Text ? m_ui->textPane : form == Json ? m_ui->jsonPane : m_ui->hexPane;
}
