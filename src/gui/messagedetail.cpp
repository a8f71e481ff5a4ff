#include "messagedetail.h"

#include "displaytext.h"
#include "jsonjudge.h"
#include "messagemenu.h"
#include "theme.h"

#include "ui_messagedetail.h"

#include <QDateTime>
#include <QEvent>
#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array forms{PayloadPane::Form::Text, PayloadPane::Form::Json, PayloadPane::Form::Hex};
constexpr int wireTab = 3; ///< behind those of the forms

}

MessageDetail::MessageDetail(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::MessageDetail>())
    , m_menu(new MessageMenu(this))
    , m_judge(new JsonJudge(this))
{
    m_ui->setupUi(this);
    m_ui->findBar->hide();
    makeCorner();
    for (const Form form : forms)
        preparePane(form);
    applyFont();
    connect(m_menu, &MessageMenu::findRequested, this, &MessageDetail::find);
    connect(m_judge, &JsonJudge::judged, this, [this] {
        m_ui->formTabs->setTabEnabled(int(Form::Json), m_judge->isJson());
        if (m_judge->isJson() && m_wanted == Form::Json)
            settleForm();
    });
    connect(m_ui->formTabs, &QTabWidget::currentChanged, this, &MessageDetail::chooseForm);
    connect(m_ui->showMoreButton, &QPushButton::clicked, this, [this] { shownPane()->showMore(); });
    connect(m_ui->fromStartButton, &QPushButton::clicked, this, [this] { shownPane()->showFrom({}); });
    clear();
}

MessageDetail::~MessageDetail() = default;

void MessageDetail::preparePane(Form form)
{
    PayloadPane *view = pane(form);
    view->setForm(form);
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &PayloadPane::shownChanged, this, &MessageDetail::refreshNotice);
    connect(view, &QWidget::customContextMenuRequested, this, [this, view](const QPoint &point) {
        QMenu *menu = view->createStandardContextMenu(point);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->setToolTipsVisible(true);
        menu->addSeparator();
        m_menu->addTo(menu);
        menu->popup(view->viewport()->mapToGlobal(point));
    });
}

/// What the message is and what can be done with it, beside the tabs: that saves a line.
void MessageDetail::makeCorner()
{
    auto *corner = new QWidget(this);
    auto *row = new QHBoxLayout(corner);
    row->setContentsMargins({});
    m_heading = new QLabel(corner);
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_heading->setForegroundRole(QPalette::PlaceholderText);
    row->addWidget(m_heading);
    const auto addButton = [&](const QString &name, const QString &icon, const QString &what) {
        auto *button = new QToolButton(corner);
        button->setObjectName(name);
        button->setAutoRaise(true);
        button->setIcon(Theme::icon(icon));
        button->setAccessibleName(what);
        row->addWidget(button);
        return button;
    };
    QToolButton *findButton = addButton(u"findButton"_s, u"search"_s, tr("Find in the message"));
    findButton->setToolTip(tr("Find in the message (Ctrl+Shift+F)"));
    connect(findButton, &QToolButton::clicked, this, &MessageDetail::find);
    QToolButton *copyButton = addButton(u"copyButton"_s, u"copy"_s, tr("Copy the message"));
    copyButton->setToolTip(tr("Copy the message"));
    copyButton->setMenu(m_menu);
    copyButton->setPopupMode(QToolButton::InstantPopup);
    QToolButton *close = addButton(u"closeDetailButton"_s, u"close"_s, tr("Hide the message"));
    close->setToolTip(tr("Hide the message (Esc)"));
    connect(close, &QToolButton::clicked, this, &MessageDetail::closeRequested);
    m_ui->formTabs->setCornerWidget(corner);
}

void MessageDetail::setEntry(const LogEntry &entry, const QString &row, const LogEntry &otherHead)
{
    m_entry = entry;
    m_reading = false;
    showEntry(row, otherHead);
}

void MessageDetail::setBeginning(const LogEntry &entry, const QString &row, const LogEntry &otherHead)
{
    m_entry = entry;
    m_reading = true;
    showEntry(row, otherHead);
}

void MessageDetail::showEntry(const QString &row, const LogEntry &otherHead)
{
    m_heading->setText(heading());
    m_menu->setEntry(m_entry, row, m_reading);
    m_judge->judge(m_reading ? LogEntry() : m_entry); // else the form would change twice
    for (const Form form : forms)
        pane(form)->setEntry(m_entry);
    setWire(otherHead);
    settleForm();
}

void MessageDetail::clear()
{
    m_entry = {};
    m_reading = false;
    m_heading->clear();
    m_menu->setEntry({}, {}, false);
    m_judge->judge({});
    for (const Form form : forms)
        pane(form)->setEntry({});
    setWire({});
    m_ui->findBar->hide();
    m_ui->findBar->lookThrough(shownPane());
    m_menu->setPane(shownPane());
    m_ui->noticeRow->hide();
}

void MessageDetail::setAddress(const QString &address)
{
    m_menu->setAddress(address);
}

void MessageDetail::applyFont()
{
    for (const Form form : forms)
        pane(form)->setFont(Theme::fixedFont(font()));
}

void MessageDetail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        applyFont();
}

/// The tab for how the entry went over the wire: its frames, or the handshake explained.
void MessageDetail::setWire(const LogEntry &otherHead)
{
    const bool isOfHandshake = isHead(m_entry.kind);
    m_ui->wireStack->setCurrentIndex(isOfHandshake ? 1 : 0);
    if (isOfHandshake)
        m_ui->handshakeView->setHeads(m_entry, otherHead);
    else
        m_ui->frameView->setEntry(m_entry);
    const QSignalBlocker quiet(m_ui->formTabs);
    m_ui->formTabs->setTabText(wireTab,
                               isOfHandshake                    ? tr("Handshake")
                                   : m_entry.frames.count() > 1 ? tr("Frames")
                                                                : tr("Frame"));
    const bool hasWire = isOfHandshake || !m_entry.frames.isEmpty();
    if (!hasWire && showsWire()) // the page of a tab that vanishes would stay
        m_ui->formTabs->setCurrentIndex(int(Form::Text));
    m_ui->formTabs->setTabVisible(wireTab, hasWire);
}

void MessageDetail::chooseForm(int form)
{
    m_wantsWire = form == wireTab;
    if (m_wantsWire)
        m_ui->findBar->hide();
    else
        m_wanted = Form(form);
    showForm();
}

/// Shows the form that the reader wants, or the one that is next to it.
void MessageDetail::settleForm()
{
    Form chosen = m_wanted;
    if (chosen == Form::Json && !m_judge->isJson())
        chosen = m_entry.kind == EntryKind::Binary ? Form::Hex : Form::Text;
    {
        const QSignalBlocker quiet(m_ui->formTabs); // what the reader has chosen stays chosen
        m_ui->formTabs->setTabEnabled(int(Form::Json), m_judge->isJson());
        const bool wire = m_ui->formTabs->isTabVisible(wireTab)
            && (m_wantsWire || (isHead(m_entry.kind) && m_ui->findBar->isHidden()));
        m_ui->formTabs->setCurrentIndex(wire ? wireTab : int(chosen));
    }
    showForm();
}

void MessageDetail::showForm()
{
    for (const Form form : forms) {
        if (pane(form) != shownPane())
            pane(form)->release(); // they may be large
    }
    shownPane()->showFrom({});
    m_menu->setPane(shownPane());
    m_ui->findBar->lookThrough(shownPane());
}

void MessageDetail::refreshNotice()
{
    const QLocale locale;
    const PayloadPane *shown = shownPane();
    const qsizetype firstByte = shown->start().bytes.byte;
    QStringList notices;
    if (m_reading) {
        notices.append(tr("The rest of the message is being read…"));
    } else if (isCut(m_entry)) {
        notices.append(tr("The log kept the first %1 of %2.")
                           .arg(DisplayText::byteCount(quint64(m_entry.payload.size())),
                                DisplayText::byteCount(m_entry.size)));
    }
    if (!m_reading && (firstByte > 0 || !shown->atEnd())) {
        notices.append(tr("Bytes %1 to %2 of %3 are shown.")
                           .arg(locale.toString(firstByte + 1), locale.toString(shown->end().bytes.byte),
                                locale.toString(m_entry.payload.size())));
    }
    m_ui->noticeLabel->setText(notices.join(u' '));
    m_ui->showMoreButton->setVisible(!m_reading && !shown->atEnd());
    m_ui->fromStartButton->setVisible(firstByte > 0);
    m_ui->noticeRow->setVisible(!notices.isEmpty() && !showsWire());
}

void MessageDetail::find()
{
    if (showsWire())
        m_ui->formTabs->setCurrentIndex(int(Form::Text));
    m_ui->findBar->open();
    m_ui->findBar->lookThrough(shownPane());
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

bool MessageDetail::showsWire() const
{
    return m_ui->formTabs->currentIndex() == wireTab;
}

PayloadPane *MessageDetail::pane(Form form) const
{
    return form == Form::Text ? m_ui->textPane : form == Form::Json ? m_ui->jsonPane : m_ui->hexPane;
}

/// The one in front; behind frames and handshakes it is the text.
PayloadPane *MessageDetail::shownPane() const
{
    return pane(showsWire() ? Form::Text : Form(m_ui->formTabs->currentIndex()));
}
