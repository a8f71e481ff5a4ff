#include "composepanel.h"

#include "closepopup.h"
#include "savedmenu.h"
#include "savedmessagesdialog.h"
#include "theme.h"

#include "ui_composepanel.h"

#include <QMenu>

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qsizetype longestPing = 125; ///< bytes of a control frame's payload (RFC 6455 section 5.5)
constexpr int fileIndex = 3; ///< of the box; those before are Composer's formats
}

ComposePanel::ComposePanel(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ComposePanel>())
    , m_closePopup(new ClosePopup(this))
{
    m_ui->setupUi(this);
    m_ui->sendButton->setIcon(Theme::icon(u"send"_s));
    m_ui->pingButton->setIcon(Theme::icon(u"ping"_s));
    m_ui->savedButton->setIcon(Theme::icon(u"bookmark"_s));
    m_ui->savedButton->hide();
    m_ui->repeatBar->hide();
    makeMenus();
    const int lineHeight = m_ui->closeButton->sizeHint().height(); // one line, whatever the style
    for (QWidget *widget : std::initializer_list<QWidget *>{
             m_ui->formatBox, m_ui->savedButton, m_ui->sendButton, m_ui->pingButton, m_ui->closeButton})
        widget->setMinimumHeight(lineHeight);

    connect(m_ui->composerEdit, &Composer::submitted, this, &ComposePanel::send);
    connect(m_ui->composerEdit, &Composer::textChanged, this, &ComposePanel::refresh);
    connect(m_ui->composerEdit, &Composer::refused, this, &ComposePanel::say);
    connect(m_ui->composerEdit, &Composer::fileOffered, this, &ComposePanel::offerFile);
    connect(m_ui->composerEdit, &Composer::formatChanged, this,
            [this](Composer::Format format) { m_ui->formatBox->setCurrentIndex(int(format)); });
    connect(m_ui->filePicker, &FilePicker::submitted, this, &ComposePanel::send);
    connect(m_ui->filePicker, &FilePicker::changed, this, &ComposePanel::refresh);
    connect(m_ui->formatBox, &QComboBox::currentIndexChanged, this, &ComposePanel::chooseFormat);
    connect(m_ui->indentButton, &QPushButton::clicked, m_ui->composerEdit, &Composer::indent);
    connect(m_ui->sendButton, &QToolButton::clicked, this, &ComposePanel::send);
    connect(m_ui->pingButton, &QToolButton::clicked, this, &ComposePanel::ping);
    connect(m_ui->closeButton, &QPushButton::clicked, this, &ComposePanel::closeWithCode);
    connect(m_closePopup, &QDialog::accepted, this,
            [this] { emit closeReady(m_closePopup->code(), m_closePopup->reason()); });
    connect(m_ui->repeatBar, &RepeatBar::startRequested, this, [this] {
        withMessage([this](const FileMessage &message) {
            m_repeated = message;
            m_ui->repeatBar->start();
        });
    });
    connect(m_ui->repeatBar, &RepeatBar::closed, this, [this] { m_repeat->setChecked(false); });
    connect(m_ui->repeatBar, &RepeatBar::due, this, [this] { tell(m_repeated); });
    refresh();
}

ComposePanel::~ComposePanel() = default;

void ComposePanel::makeMenus()
{
    auto *sendMenu = new QMenu(this);
    m_repeat = sendMenu->addAction(tr("Send &repeatedly"));
    m_repeat->setObjectName(u"sendRepeatedly"_s);
    m_repeat->setCheckable(true);
    connect(m_repeat, &QAction::toggled, this, [this](bool wanted) {
        stopRepeating();
        m_ui->repeatBar->setVisible(wanted);
    });
    m_ui->sendButton->setMenu(sendMenu);

    auto *pingMenu = new QMenu(this);
    m_pingWithMessage =
        pingMenu->addAction(tr("Ping with the message as payload"), this, &ComposePanel::pingWithMessage);
    m_pingWithMessage->setObjectName(u"pingWithMessage"_s);
    m_ui->pingButton->setMenu(pingMenu);
}

void ComposePanel::setSavedMessages(SavedMessages *messages)
{
    m_saved = messages;
    m_savedMenu = new SavedMenu(messages, SavedMenu::Keys::Shown, this);
    connect(m_savedMenu, &SavedMenu::chosen, this, &ComposePanel::compose);
    connect(m_savedMenu, &SavedMenu::saveRequested, this, &ComposePanel::saveMessage);
    connect(m_savedMenu, &SavedMenu::editRequested, this, &ComposePanel::editSavedMessages);
    m_ui->savedButton->setMenu(m_savedMenu);
    m_ui->savedButton->show();
    refresh();
}

void ComposePanel::setConnected(bool connected)
{
    if (connected == m_connected)
        return;
    m_connected = connected;
    if (!connected) {
        m_closePopup->reject();
        stopRepeating();
    }
    refresh();
}

bool ComposePanel::isFile() const
{
    return m_ui->formatBox->currentIndex() == fileIndex;
}

void ComposePanel::chooseFormat(int index)
{
    m_ui->messagePages->setCurrentIndex(index == fileIndex ? 1 : 0);
    if (index != fileIndex)
        m_ui->composerEdit->setFormat(Composer::Format(index));
    refresh();
}

void ComposePanel::offerFile(const QString &path)
{
    m_ui->formatBox->setCurrentIndex(fileIndex);
    m_ui->filePicker->setPath(path);
}

void ComposePanel::compose(const Composer::Draft &draft)
{
    m_ui->formatBox->setCurrentIndex(int(draft.format));
    m_ui->composerEdit->setDraft(draft);
    focus();
}

void ComposePanel::focus()
{
    QWidget *place = isFile() ? static_cast<QWidget *>(m_ui->filePicker) : m_ui->composerEdit;
    place->setFocus(Qt::ShortcutFocusReason);
}

void ComposePanel::saveMessage()
{
    if (!m_saved || isFile())
        return;
    auto *dialog = new SavedMessagesDialog(m_saved, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    dialog->add(m_ui->composerEdit->draft());
}

void ComposePanel::editSavedMessages()
{
    if (!m_saved)
        return;
    auto *dialog = new SavedMessagesDialog(m_saved, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

/// Calls \a use with what is there, now or as soon as the file is read; not at all when there is something
/// wrong with it, which is said.
void ComposePanel::withMessage(const std::function<void(const FileMessage &)> &use)
{
    if (!m_connected || m_reading)
        return;
    if (!isFile()) {
        FileMessage message;
        const std::optional<QByteArray> bytes = m_ui->composerEdit->bytes(&message.error);
        message.isText = m_ui->composerEdit->format() != Composer::Format::Hex;
        if (!bytes)
            return;
        if (message.isText)
            message.text = m_ui->composerEdit->toPlainText();
        else
            message.bytes = *bytes;
        use(message);
        return;
    }
    if (m_ui->filePicker->path().isEmpty())
        return;
    m_reading = true;
    refresh();
    FileMessage::read(m_ui->filePicker->path(), m_ui->filePicker->isText())
        .then(this, [this, use](const FileMessage &message) {
            m_reading = false;
            refresh();
            if (!message.error.isEmpty())
                say(message.error);
            else if (m_connected) // else it is over
                use(message);
        });
}

void ComposePanel::tell(const FileMessage &message)
{
    if (message.isText)
        emit textReady(message.text);
    else
        emit binaryReady(message.bytes);
}

void ComposePanel::send()
{
    withMessage([this](const FileMessage &message) {
        tell(message);
        if (!isFile())
            m_ui->composerEdit->takeIntoHistory();
    });
}

void ComposePanel::ping()
{
    if (m_connected)
        emit pingReady({});
}

void ComposePanel::pingWithMessage()
{
    QString error;
    const std::optional<QByteArray> payload = m_ui->composerEdit->bytes(&error);
    if (!m_connected || isFile() || !payload)
        return;
    if (payload->size() <= longestPing)
        emit pingReady(*payload);
    else
        say(tr("A ping holds at most %1 bytes; this message has %L2.").arg(longestPing).arg(payload->size()));
}

void ComposePanel::closeWithCode()
{
    if (m_connected)
        m_closePopup->openAt(m_ui->closeButton);
}

void ComposePanel::stopRepeating()
{
    m_ui->repeatBar->stop();
    m_repeated = {}; // it may be large
}

/// Shows \a sentence until something changes.
void ComposePanel::say(const QString &sentence)
{
    m_ui->composerHint->setText(sentence);
    m_ui->hintRow->setVisible(!sentence.isEmpty() || m_ui->indentButton->isVisibleTo(m_ui->hintRow));
}

/// What is said while all is well: something, where mistakes come and go as one types, for else the row with
/// the sentence would come and go, too, and move everything.
QString ComposePanel::praise(const QByteArray &message) const
{
    switch (m_ui->composerEdit->format()) {
    case Composer::Format::Text:
        break;
    case Composer::Format::Json:
        return tr("Good JSON.");
    case Composer::Format::Hex:
        return tr("%Ln byte(s)", nullptr, int(message.size()));
    }
    return {};
}

void ComposePanel::refresh()
{
    const bool isJson = m_ui->formatBox->currentIndex() == int(Composer::Format::Json);
    QString sentence;
    bool sendable = false;
    if (isFile()) {
        sentence = m_ui->filePicker->objection();
        sendable = sentence.isEmpty() && !m_ui->filePicker->path().isEmpty();
    } else if (const std::optional<QByteArray> bytes = m_ui->composerEdit->bytes(&sentence)) {
        sendable = true;
        sentence = praise(*bytes);
    }
    m_ui->indentButton->setVisible(isJson);
    m_ui->indentButton->setEnabled(sendable);
    say(m_reading ? tr("Reading the file…") : sentence);
    const bool ready = m_connected && sendable && !m_reading;
    m_ui->sendButton->setEnabled(ready);
    m_ui->repeatBar->setReady(ready);
    m_ui->pingButton->setEnabled(m_connected);
    m_ui->closeButton->setEnabled(m_connected);
    m_pingWithMessage->setEnabled(m_connected && sendable && !isFile());
    if (m_savedMenu)
        m_savedMenu->setSavable(!isFile() && !m_ui->composerEdit->document()->isEmpty());
}
