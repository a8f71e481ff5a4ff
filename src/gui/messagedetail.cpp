#include "messagedetail.h"

#include "displaytext.h"
#include "payloadview.h"
#include "sendcommand.h"
#include "theme.h"

#include "ui_messagedetail.h"

#include <QClipboard>
#include <QDateTime>
#include <QElapsedTimer>
#include <QEvent>
#include <QGuiApplication>
#include <QLocale>
#include <QMenu>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype moreCharacters = 512 * 1024; ///< for each "Show more"
constexpr qsizetype checkedAtOnce = 256 * 1024; ///< bytes of JSON that are judged in one go
constexpr int wireTab = 3; ///< behind those of the forms
constexpr qint64 searchSlice = 15; ///< milliseconds of searching in one go

bool mayBeJson(const LogEntry &entry)
{
    if (entry.kind != EntryKind::Text && entry.kind != EntryKind::Binary)
        return false;
    const QByteArrayView begin =
        QByteArrayView(entry.payload).first(std::min<qsizetype>(1'024, entry.payload.size()));
    const QByteArrayView trimmed = begin.trimmed();
    return !trimmed.isEmpty() && (trimmed.front() == '{' || trimmed.front() == '[')
        && entry.payload.isValidUtf8();
}

/// What the forms are of: a Close's text is made from its code.
QByteArray shownBytes(const LogEntry &entry, PayloadReader::Form form)
{
    return entry.kind == EntryKind::Close && form == PayloadReader::Form::Text
        ? DisplayText::preview(entry).toUtf8()
        : entry.payload;
}

}

MessageDetail::MessageDetail(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::MessageDetail>())
{
    m_ui->setupUi(this);
    m_ui->findBar->hide();
    makeMenu();
    makeCorner();
    applyFont();
    connect(m_ui->formTabs, &QTabWidget::currentChanged, this, &MessageDetail::chooseForm);
    connect(m_ui->showMoreButton, &QPushButton::clicked, this, &MessageDetail::showMore);
    connect(m_ui->fromStartButton, &QPushButton::clicked, this, [this] { showFrom({}, firstCharacters); });
    for (const Form form : {Form::Text, Form::Json, Form::Hex}) {
        PayloadView *view = pane(form);
        view->setFoldable(form == Form::Json);
        view->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(view, &PayloadView::foldRequested, this, &MessageDetail::refold);
        connect(view, &QWidget::customContextMenuRequested, this, [this, view](const QPoint &point) {
            refreshActions();
            QMenu *menu = view->createStandardContextMenu(point);
            menu->setAttribute(Qt::WA_DeleteOnClose);
            menu->setToolTipsVisible(true);
            menu->addSeparator();
            menu->addActions(m_menu->actions());
            menu->popup(view->viewport()->mapToGlobal(point));
        });
    }
    m_moreTimer.setInterval(0);
    connect(&m_moreTimer, &QTimer::timeout, this, &MessageDetail::showOn);
    m_checkTimer.setInterval(0);
    connect(&m_checkTimer, &QTimer::timeout, this, &MessageDetail::checkJson);
    m_searchTimer.setInterval(0);
    connect(&m_searchTimer, &QTimer::timeout, this, &MessageDetail::searchOn);
    connect(m_ui->findBar, &FindBar::wantedChanged, this, &MessageDetail::startSearch);
    connect(m_ui->findBar, &FindBar::nextRequested, this, [this] { stepHit(1); });
    connect(m_ui->findBar, &FindBar::previousRequested, this, [this] { stepHit(-1); });
    connect(m_ui->findBar, &FindBar::closed, this, [this] {
        startSearch();
        pane(form())->setFocus(Qt::OtherFocusReason);
    });
    clear();
}

MessageDetail::~MessageDetail() = default;

void MessageDetail::makeMenu()
{
    m_menu = new QMenu(this);
    m_menu->setToolTipsVisible(true);
    m_copyMessage =
        m_menu->addAction(Theme::icon(u"copy"_s), tr("Copy message"), this, &MessageDetail::copyMessage);
    m_copyHex = m_menu->addAction(tr("Copy as hexadecimal"), this, [this] {
        QGuiApplication::clipboard()->setText(QString::fromLatin1(m_entry.payload.toHex(' ')));
    });
    m_copyRow =
        m_menu->addAction(tr("Copy row"), this, [this] { QGuiApplication::clipboard()->setText(m_row); });
    m_copyCommand =
        m_menu->addAction(tr("Copy as a wslab command that sends it"), this, &MessageDetail::copyCommand);
    m_copyMessage->setObjectName(u"copyMessage"_s);
    m_copyHex->setObjectName(u"copyHex"_s);
    m_copyRow->setObjectName(u"copyRow"_s);
    m_copyCommand->setObjectName(u"copyCommand"_s);
    m_menu->addSeparator();
    m_menu->addAction(Theme::icon(u"search"_s), tr("Find…"), this, &MessageDetail::find);
    m_menu->addSeparator();
    m_foldAll = m_menu->addAction(tr("Fold all"), this, [this] { foldAll(true); });
    m_unfoldAll = m_menu->addAction(tr("Unfold all"), this, [this] { foldAll(false); });
    m_foldAll->setObjectName(u"foldAll"_s);
    m_unfoldAll->setObjectName(u"unfoldAll"_s);
    connect(m_menu, &QMenu::aboutToShow, this, &MessageDetail::refreshActions);
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
    m_row = row;
    m_folds.unfold();
    m_heading->setText(heading());
    m_check.reset();
    m_json = Json::No;
    if (mayBeJson(m_entry)) {
        m_check.emplace(m_entry.payload);
        m_json = Json::Checking;
        checkJson();
    }
    m_checkTimer.stop();
    if (m_json == Json::Checking)
        m_checkTimer.start();
    setWire(otherHead);
    settleForm();
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

/// Judges the next portion.
void MessageDetail::checkJson()
{
    using Verdict = JsonCheck::Verdict;
    const Verdict verdict = m_check->read(checkedAtOnce);
    if (verdict == Verdict::Unfinished)
        return;
    const bool wasWaiting = m_checkTimer.isActive();
    m_checkTimer.stop();
    m_check.reset();
    m_json =
        verdict == Verdict::Valid || (verdict == Verdict::CutOff && isCut(m_entry)) ? Json::Yes : Json::No;
    if (!wasWaiting)
        return;
    m_ui->formTabs->setTabEnabled(int(Form::Json), m_json == Json::Yes);
    if (m_json == Json::Yes && m_wanted == Form::Json)
        settleForm();
}

/// Shows the form that the reader wants, or the one that is next to it.
void MessageDetail::settleForm()
{
    Form chosen = m_wanted;
    if (chosen == Form::Json && m_json != Json::Yes)
        chosen = m_entry.kind == EntryKind::Binary ? Form::Hex : Form::Text;
    {
        const QSignalBlocker quiet(m_ui->formTabs); // what the reader has chosen stays chosen
        m_ui->formTabs->setTabEnabled(int(Form::Json), m_json == Json::Yes);
        const bool wire = m_ui->formTabs->isTabVisible(wireTab)
            && (m_wantsWire || (isHead(m_entry.kind) && m_ui->findBar->isHidden()));
        m_ui->formTabs->setCurrentIndex(wire ? wireTab : int(chosen));
    }
    showFrom({}, firstCharacters);
    startSearch();
}

void MessageDetail::clear()
{
    m_checkTimer.stop();
    m_moreTimer.stop();
    m_searchTimer.stop();
    m_check.reset();
    m_entry = {};
    m_row.clear();
    m_reader = {};
    m_start = {};
    m_search = {};
    m_heading->clear();
    setWire({});
    m_ui->findBar->hide();
    m_ui->noticeRow->hide();
    for (const Form form : {Form::Text, Form::Json, Form::Hex})
        pane(form)->setSlice({});
}

void MessageDetail::setAddress(const QString &address)
{
    m_address = address;
}

void MessageDetail::applyFont()
{
    for (const Form form : {Form::Text, Form::Json, Form::Hex})
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
    m_wantsWire = form == wireTab;
    if (m_wantsWire)
        m_ui->findBar->hide();
    else
        m_wanted = Form(form);
    showFrom({}, firstCharacters);
    startSearch();
}

void MessageDetail::showFrom(const PayloadReader::Place &place, qsizetype most)
{
    for (const Form other : {Form::Text, Form::Json, Form::Hex}) {
        if (other != form())
            pane(other)->setSlice({}); // they may be large
    }
    m_moreTimer.stop();
    m_more = 0;
    m_start = place;
    m_reader = PayloadReader(shownBytes(m_entry, form()), form(), place);
    pane(form())->setSlice(m_reader.read(most, m_folds));
    refreshNotice();
}

void MessageDetail::showMore()
{
    m_more += moreCharacters;
    m_moreTimer.start();
}

void MessageDetail::showOn()
{
    const PayloadReader::Slice slice = m_reader.read(firstCharacters, m_folds);
    m_more -= slice.text.size();
    if (m_more <= 0 || m_reader.atEnd()) {
        m_moreTimer.stop();
        m_more = 0;
    }
    pane(form())->append(slice);
    refreshNotice();
}

void MessageDetail::refreshNotice()
{
    const QLocale locale;
    QStringList notices;
    if (isCut(m_entry)) {
        notices.append(tr("The log kept the first %1 of %2.")
                           .arg(DisplayText::byteCount(quint64(m_entry.payload.size())),
                                DisplayText::byteCount(m_entry.size)));
    }
    const bool isWhole = m_reader.atEnd() && m_start.bytes.byte == 0;
    if (!isWhole) {
        notices.append(tr("Bytes %1 to %2 of %3 are shown.")
                           .arg(locale.toString(m_start.bytes.byte + 1),
                                locale.toString(m_reader.place().bytes.byte),
                                locale.toString(m_entry.payload.size())));
    }
    m_ui->noticeLabel->setText(notices.join(u' '));
    m_ui->showMoreButton->setVisible(!m_reader.atEnd());
    m_ui->fromStartButton->setVisible(m_start.bytes.byte > 0);
    m_ui->noticeRow->setVisible(!notices.isEmpty() && !showsWire());
}

// ---- Folding ----------------------------------------------------------------------------------

/// What is above the bracket stays as it is.
void MessageDetail::refold(const JsonLayout::Fold &fold)
{
    PayloadView *view = pane(Form::Json);
    const int scrolled = view->verticalScrollBar()->value();
    m_folds.toggle(fold.place.byte);
    view->truncate(fold.at);
    m_reader = PayloadReader(m_entry.payload, Form::Json, {fold.place, m_start.character + fold.at});
    view->append(m_reader.read(firstCharacters, m_folds));
    view->verticalScrollBar()->setValue(scrolled);
    refreshNotice();
}

void MessageDetail::foldAll(bool fold)
{
    if (fold)
        m_folds.foldFrom(1);
    else
        m_folds.unfold();
    showFrom({}, firstCharacters);
}

// ---- Finding ----------------------------------------------------------------------------------

void MessageDetail::find()
{
    if (showsWire())
        m_ui->formTabs->setCurrentIndex(int(Form::Text));
    m_ui->findBar->open();
    startSearch();
}

void MessageDetail::startSearch()
{
    m_searchTimer.stop();
    m_hit = -1;
    const QString wanted = m_ui->findBar->isHidden() ? QString() : m_ui->findBar->wanted();
    PayloadView *view = pane(form());
    m_anchor = m_start.character + view->cursorCharacter();
    view->setExtraSelections({});
    if (!wanted.isEmpty() && !m_folds.isEmpty()) // what is folded is looked through, too
        foldAll(false);
    m_search = PayloadSearch(shownBytes(m_entry, form()), form(), wanted);
    if (!wanted.isEmpty())
        m_searchTimer.start();
    refreshResult(!wanted.isEmpty());
}

void MessageDetail::searchOn()
{
    QElapsedTimer time;
    time.start();
    bool more = true;
    while (more && time.elapsed() < searchSlice)
        more = m_search.advance();
    if (!more)
        m_searchTimer.stop();
    const QList<PayloadSearch::Hit> &hits = m_search.hits();
    if (m_hit < 0) {
        const auto next = std::find_if(hits.cbegin(), hits.cend(), [this](const PayloadSearch::Hit &hit) {
            return hit.character >= m_anchor;
        });
        if (next != hits.cend())
            showHit(next - hits.cbegin());
        else if (!more && !hits.isEmpty())
            showHit(0);
    }
    refreshResult(more);
}

void MessageDetail::stepHit(int step)
{
    const qsizetype count = m_search.hits().size();
    if (count > 0)
        showHit((std::max<qsizetype>(m_hit, 0) + step + count) % count);
    refreshResult(m_searchTimer.isActive());
}

void MessageDetail::showHit(qsizetype hit)
{
    m_hit = hit;
    const PayloadSearch::Hit &found = m_search.hits().at(hit);
    PayloadView *view = pane(form());
    const auto isShown = [&] {
        return found.character >= m_start.character
            && found.character + found.length <= m_start.character + view->characters();
    };
    if (!isShown())
        showFrom(found.from, found.character - found.from.character + found.length + firstCharacters / 2);
    view->mark(found.character - m_start.character, found.length);
}

void MessageDetail::refreshResult(bool searching)
{
    const QLocale locale;
    const qsizetype count = m_search.hits().size();
    QString text;
    if (m_hit >= 0) {
        const bool isMore = searching || count == PayloadSearch::mostHits;
        text = isMore ? tr("%1 of %2 or more") : tr("%1 of %2");
        text = text.arg(locale.toString(m_hit + 1), locale.toString(count));
    } else if (searching) {
        text = tr("Looking…");
    } else if (!m_ui->findBar->wanted().isEmpty()) {
        text = tr("Not found");
    }
    m_ui->findBar->setResult(text, count > 0);
}

// ---- Copying ----------------------------------------------------------------------------------

void MessageDetail::refreshActions()
{
    m_copyMessage->setEnabled(m_entry.kind != EntryKind::Binary || m_entry.payload.isValidUtf8());
    m_copyMessage->setToolTip(m_copyMessage->isEnabled() ? QString()
                                                         : tr("These bytes are no text in UTF-8."));
    m_copyMessage->setText(isCut(m_entry) ? tr("Copy what was kept of the message") : tr("Copy message"));
    m_copyHex->setEnabled(!m_entry.payload.isEmpty());
    m_copyRow->setEnabled(!m_row.isEmpty());
    QString error;
    m_copyCommand->setVisible(!m_address.isEmpty());
    m_copyCommand->setEnabled(SendCommand::forMessage(m_entry, m_address, &error).has_value());
    m_copyCommand->setToolTip(error);
    m_foldAll->setEnabled(form() == Form::Json);
    m_unfoldAll->setEnabled(form() == Form::Json && !m_folds.isEmpty());
}

void MessageDetail::copyMessage()
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(shownBytes(m_entry, Form::Text)));
}

void MessageDetail::copyCommand()
{
    QString error;
    if (const auto command = SendCommand::forMessage(m_entry, m_address, &error))
        QGuiApplication::clipboard()->setText(*command);
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

MessageDetail::Form MessageDetail::form() const
{
    return showsWire() ? Form::Text : Form(m_ui->formTabs->currentIndex());
}

bool MessageDetail::showsWire() const
{
    return m_ui->formTabs->currentIndex() == wireTab;
}

PayloadView *MessageDetail::pane(Form form) const
{
    return form == Form::Text ? m_ui->textPane : form == Form::Json ? m_ui->jsonPane : m_ui->hexPane;
}
