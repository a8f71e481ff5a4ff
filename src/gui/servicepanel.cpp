#include "servicepanel.h"

#include "theme.h"

#include "ui_servicepanel.h"

#include <QEvent>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint64 longestEvent = 256; ///< bytes; the counter's events are far shorter

/// Cheap enough to be asked of every entry of a flood.
bool mayBeEvent(const LogEntry &entry)
{
    return entry.kind == EntryKind::Text && entry.direction == Direction::Received
        && entry.size <= longestEvent && entry.payload.startsWith('{') && entry.payload.contains("\"type\"");
}

}

ServicePanel::ServicePanel(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ServicePanel>())
{
    m_ui->setupUi(this);
    using CounterProtocol::Action;
    connect(m_ui->plusButton, &QToolButton::clicked, this, [this] { emit stepRequested(Action::Plus); });
    connect(m_ui->minusButton, &QToolButton::clicked, this, [this] { emit stepRequested(Action::Minus); });
    const auto greet = [this] {
        if (!name().isEmpty())
            emit greetRequested(name());
    };
    connect(m_ui->greetButton, &QPushButton::clicked, this, greet);
    connect(m_ui->nameEdit, &QLineEdit::returnPressed, this, greet);
    connect(m_ui->nameEdit, &QLineEdit::textChanged, this, &ServicePanel::refresh);
    refresh();
}

ServicePanel::~ServicePanel() = default;

void ServicePanel::begin(bool greets)
{
    m_greets = greets;
    m_value.reset();
    m_users.reset();
    refresh();
}

void ServicePanel::take(const QList<LogEntry> &entries)
{
    std::optional<qint64> value;
    std::optional<qint64> users;
    for (auto entry = entries.crbegin(); entry != entries.crend() && !(value && users); ++entry) {
        if (!mayBeEvent(*entry))
            continue;
        const bool mayBeUsers = entry->payload.contains("\"users\"");
        if (mayBeUsers ? users.has_value() : value.has_value())
            continue;
        const auto event = CounterProtocol::parseEvent(entry->payload);
        if (event && event->type == CounterProtocol::Event::Type::State && !value)
            value = event->number;
        if (event && event->type == CounterProtocol::Event::Type::Users && !users)
            users = event->number;
    }
    if (!value && !users)
        return;
    if (value)
        m_value = value;
    if (users)
        m_users = users;
    refresh();
}

void ServicePanel::setConnected(bool connected)
{
    m_connected = connected;
    refresh();
}

QString ServicePanel::name() const
{
    return m_ui->nameEdit->text().trimmed();
}

void ServicePanel::setName(const QString &name)
{
    m_ui->nameEdit->setText(name);
}

void ServicePanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        refresh();
}

void ServicePanel::refresh()
{
    const bool counts = m_value.has_value() || m_users.has_value();
    setVisible(counts || m_greets);
    m_ui->counterBox->setVisible(counts);
    m_ui->helloBox->setVisible(m_greets && !counts);

    const QString value = m_connected && m_value ? QString::number(*m_value) : u"–"_s;
    QFont large = font();
    large.setPointSizeF(font().pointSizeF() * (value.size() > 6 ? 1.2 : 2.2)); // up to 17 characters must fit
    large.setBold(true);
    m_ui->valueLabel->setFont(large);
    m_ui->valueLabel->setText(value);
    m_ui->usersLabel->setText(!m_connected        ? tr("Not connected")
                                  : !m_users      ? QString()
                                  : *m_users == 1 ? tr("1 user online")
                                                  : tr("%1 users online").arg(QLocale().toString(*m_users)));
    const int side = fontMetrics().height() * 3 / 2;
    for (QToolButton *button : {m_ui->minusButton, m_ui->plusButton}) {
        button->setIconSize({side, side});
        button->setEnabled(m_connected);
    }
    m_ui->minusButton->setIcon(Theme::icon(u"minus"_s));
    m_ui->plusButton->setIcon(Theme::icon(u"plus"_s));
    m_ui->greetButton->setEnabled(!name().isEmpty());
}
