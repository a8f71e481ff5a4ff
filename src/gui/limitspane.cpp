#include "limitspane.h"

#include "ui_limitspane.h"

using namespace Qt::Literals::StringLiterals;
using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

constexpr quint64 mebibyte = 1024 * 1024;

int inSeconds(milliseconds time)
{
    return int(duration_cast<seconds>(time).count());
}

}

LimitsPane::LimitsPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::LimitsPane>())
{
    m_ui->setupUi(this);
    setFocusProxy(m_ui->limitsButton);
    const ClientOptions defaults;
    m_ui->openDeadlineBox->setValue(inSeconds(defaults.openDeadline));
    m_ui->closeDeadlineBox->setValue(inSeconds(defaults.closeDeadline));
    m_ui->pingBox->setValue(inSeconds(defaults.pingInterval));
    m_ui->pongDeadlineBox->setValue(inSeconds(defaults.pongDeadline));
    m_ui->limitBox->setValue(int(defaults.messageBytes / mebibyte));
    m_ui->limitsSummary->setForegroundRole(QPalette::PlaceholderText);
    for (const auto &[key, box] : fields()) {
        connect(box, &QSpinBox::valueChanged, this, &LimitsPane::refresh);
        connect(box, &QSpinBox::valueChanged, this, &LimitsPane::changed);
    }
    connect(m_ui->limitsButton, &DisclosureButton::toggled, this, &LimitsPane::refresh);
    refresh();
}

LimitsPane::~LimitsPane() = default;

QList<std::pair<QString, QSpinBox *>> LimitsPane::fields() const
{
    return {
        {u"openDeadline"_s, m_ui->openDeadlineBox}, {u"closeDeadline"_s, m_ui->closeDeadlineBox},
        {u"pingInterval"_s, m_ui->pingBox},         {u"pongDeadline"_s, m_ui->pongDeadlineBox},
        {u"messageLimit"_s, m_ui->limitBox},
    };
}

void LimitsPane::refresh()
{
    const bool open = m_ui->limitsButton->isChecked();
    m_ui->limitsFields->setVisible(open);
    m_ui->limitsSummary->setText(open ? QString() : differences().join(u" · "_s));
    m_ui->pongDeadlineBox->setEnabled(m_ui->pingBox->value() > 0);
}

void LimitsPane::read(ClientOptions *options) const
{
    options->openDeadline = seconds(m_ui->openDeadlineBox->value());
    options->closeDeadline = seconds(m_ui->closeDeadlineBox->value());
    options->pingInterval = seconds(m_ui->pingBox->value());
    options->pongDeadline = seconds(m_ui->pongDeadlineBox->value());
    options->messageBytes = quint64(m_ui->limitBox->value()) * mebibyte;
}

QStringList LimitsPane::differences() const
{
    const ClientOptions defaults;
    ClientOptions chosen;
    read(&chosen);
    QStringList parts;
    if (chosen.openDeadline != defaults.openDeadline)
        parts.append(tr("%1 s to connect").arg(m_ui->openDeadlineBox->value()));
    if (chosen.closeDeadline != defaults.closeDeadline)
        parts.append(tr("%1 s to close").arg(m_ui->closeDeadlineBox->value()));
    if (chosen.pingInterval.count() == 0)
        parts.append(tr("no keep-alive"));
    else if (chosen.pingInterval != defaults.pingInterval)
        parts.append(tr("keep-alive %1 s").arg(m_ui->pingBox->value()));
    if (chosen.pingInterval.count() > 0 && chosen.pongDeadline != defaults.pongDeadline)
        parts.append(tr("pong within %1 s").arg(m_ui->pongDeadlineBox->value()));
    if (chosen.messageBytes != defaults.messageBytes)
        parts.append(tr("messages to %1 MiB").arg(m_ui->limitBox->value()));
    return parts;
}

void LimitsPane::setReadOnly(bool readOnly)
{
    for (const auto &[key, box] : fields())
        box->setReadOnly(readOnly);
}

QVariantMap LimitsPane::saveState() const
{
    QVariantMap state;
    for (const auto &[key, box] : fields())
        state.insert(key, box->value());
    return state;
}

void LimitsPane::restoreState(const QVariantMap &state)
{
    for (const auto &[key, box] : fields()) {
        bool isNumber = false;
        const int number = state.value(key).toInt(&isNumber);
        if (isNumber)
            box->setValue(number); // keeps within the box's range
    }
}
