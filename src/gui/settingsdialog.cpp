#include "settingsdialog.h"

#include "settings.h"
#include "theme.h"
#include "ui_settingsdialog.h"

#include <QHostAddress>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace {
const auto nullOrigin = "null"_L1;

double seconds(int milliseconds)
{
    return milliseconds / 1000.0;
}

int milliseconds(double seconds)
{
    return qRound(seconds * 1000);
}

QStringList lines(const QPlainTextEdit *edit)
{
    QStringList lines;
    for (const QString &line : edit->toPlainText().split(u'\n')) {
        const QString entry = line.trimmed();
        if (!entry.isEmpty() && !lines.contains(entry))
            lines.append(entry);
    }
    return lines;
}

/// RFC 6454: scheme, host and perhaps a port, nothing else.
bool isOrigin(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.scheme().isEmpty() && !url.host().isEmpty() && url.path().isEmpty()
        && !url.hasQuery() && !url.hasFragment() && url.userInfo().isEmpty();
}

bool isHost(const QString &text)
{
    QUrl url;
    url.setHost(text, QUrl::StrictMode);
    return !url.host().isEmpty();
}
}

SettingsDialog::SettingsDialog(Settings *settings, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::SettingsDialog>())
    , m_settings(settings)
{
    m_ui->setupUi(this);
    for (QPlainTextEdit *edit : {m_ui->originsEdit, m_ui->hostsEdit, m_ui->proxiesEdit}) {
        edit->setMinimumHeight(fontMetrics().height() * 3);
        edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    }
    for (QLabel *note : {m_ui->languageNote, m_ui->accessNote, m_ui->greetingNote})
        note->setForegroundRole(QPalette::PlaceholderText);
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_ui->buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this,
            &SettingsDialog::loadDefaults);
    load();
    resize(qMax(sizeHint().width(), Theme::textWidth(90, font())), minimumSizeHint().height());
}

SettingsDialog::~SettingsDialog() = default;

void SettingsDialog::showPage(Page page)
{
    m_ui->pages->setCurrentIndex(int(page));
}

void SettingsDialog::load()
{
    const Settings &from = *m_settings;
    const ServerOptions options = from.serverOptions();
    m_ui->themeCombo->setCurrentIndex(int(from.value(Settings::theme)));
    m_ui->languageCombo->setCurrentIndex(int(from.value(Settings::language)));
    m_ui->textSizeSpin->setValue(from.value(Settings::textSize));

    QStringList origins = options.allowedOrigins;
    m_ui->nullOriginCheck->setChecked(origins.removeAll(nullOrigin) > 0);
    m_ui->originsEdit->setPlainText(origins.join(u'\n'));
    m_ui->hostsEdit->setPlainText(options.allowedHosts.join(u'\n'));
    m_ui->proxiesEdit->setPlainText(options.trustedProxies.join(u'\n'));

    m_ui->greetingEdit->setText(options.services.greeting);
    m_ui->timeTextEdit->setText(options.services.timeText);
    m_ui->timePauseSpin->setValue(seconds(from.value(Settings::timePause)));
    m_ui->counterSpin->setValue(double(from.value(Settings::counterFirstValue)));

    m_ui->connectionsSpin->setValue(from.value(Settings::connections));
    m_ui->messageSpin->setValue(qMax(1, int(from.value(Settings::messageBytes) / 1024)));
    m_ui->pingSpin->setValue(seconds(from.value(Settings::pingInterval)));
    m_ui->pongSpin->setValue(seconds(from.value(Settings::pongDeadline)));
    m_ui->headSpin->setValue(seconds(from.value(Settings::headDeadline)));
    m_ui->closeSpin->setValue(seconds(from.value(Settings::closeDeadline)));
    m_ui->pingRateSpin->setValue(from.value(Settings::pingsPerSecond));
}

/// Shows the defaults of the page in front; they count from OK on.
void SettingsDialog::loadDefaults()
{
    switch (Page(m_ui->pages->currentIndex())) {
    case Page::Appearance:
        m_ui->themeCombo->setCurrentIndex(int(Settings::theme.fallback));
        m_ui->languageCombo->setCurrentIndex(int(Settings::language.fallback));
        m_ui->textSizeSpin->setValue(Settings::textSize.fallback);
        return;
    case Page::Access:
        m_ui->nullOriginCheck->setChecked(false);
        for (QPlainTextEdit *edit : {m_ui->originsEdit, m_ui->hostsEdit, m_ui->proxiesEdit})
            edit->clear();
        return;
    case Page::Services:
        m_ui->greetingEdit->setText(ServiceOptions().greeting);
        m_ui->timeTextEdit->setText(ServiceOptions().timeText);
        m_ui->timePauseSpin->setValue(seconds(Settings::timePause.fallback));
        m_ui->counterSpin->setValue(double(Settings::counterFirstValue.fallback));
        return;
    case Page::Limits:
        m_ui->connectionsSpin->setValue(Settings::connections.fallback);
        m_ui->messageSpin->setValue(int(Settings::messageBytes.fallback / 1024));
        m_ui->pingSpin->setValue(seconds(Settings::pingInterval.fallback));
        m_ui->pongSpin->setValue(seconds(Settings::pongDeadline.fallback));
        m_ui->headSpin->setValue(seconds(Settings::headDeadline.fallback));
        m_ui->closeSpin->setValue(seconds(Settings::closeDeadline.fallback));
        m_ui->pingRateSpin->setValue(Settings::pingsPerSecond.fallback);
        return;
    }
}

QString SettingsDialog::firstMistake() const
{
    for (const QString &origin : lines(m_ui->originsEdit)) {
        if (origin != nullOrigin && !isOrigin(origin))
            return tr("“%1” is not an origin. Write a scheme and a host, like https://example.org.")
                .arg(origin);
    }
    for (const QString &host : lines(m_ui->hostsEdit)) {
        if (!isHost(host))
            return tr("“%1” is not a host's name. Write it without a scheme and a port, like "
                      "lab.example.org.")
                .arg(host);
    }
    for (const QString &proxy : lines(m_ui->proxiesEdit)) {
        if (QHostAddress(proxy).isNull())
            return tr("“%1” is not an address. Write a proxy's IP address, like 192.168.1.2.").arg(proxy);
    }
    return {};
}

void SettingsDialog::accept()
{
    const QString mistake = firstMistake();
    if (!mistake.isEmpty()) {
        showPage(Page::Access);
        m_ui->bar->tell(InlineBar::Kind::Error, mistake);
        return;
    }
    Settings &to = *m_settings;
    to.setValue(Settings::theme, Settings::Theme(m_ui->themeCombo->currentIndex()));
    to.setValue(Settings::language, Settings::Language(m_ui->languageCombo->currentIndex()));
    to.setValue(Settings::textSize, m_ui->textSizeSpin->value());

    QStringList origins = lines(m_ui->originsEdit);
    origins.removeAll(nullOrigin);
    if (m_ui->nullOriginCheck->isChecked())
        origins.prepend(nullOrigin);
    to.setValue(Settings::allowedOrigins, origins);
    to.setValue(Settings::allowedHosts, lines(m_ui->hostsEdit));
    to.setValue(Settings::trustedProxies, lines(m_ui->proxiesEdit));

    const ServiceOptions usual;
    const auto setText = [&to](const Setting<QString> &setting, const QString &text,
                               const QString &unchanged) {
        if (text == unchanged)
            to.remove(setting);
        else
            to.setValue(setting, text);
    };
    setText(Settings::greeting, m_ui->greetingEdit->text(), usual.greeting);
    setText(Settings::timeText, m_ui->timeTextEdit->text(), usual.timeText);
    to.setValue(Settings::timePause, milliseconds(m_ui->timePauseSpin->value()));
    to.setValue(Settings::counterFirstValue, qint64(m_ui->counterSpin->value()));

    to.setValue(Settings::connections, m_ui->connectionsSpin->value());
    to.setValue(Settings::messageBytes, qint64(m_ui->messageSpin->value()) * 1024);
    to.setValue(Settings::pingInterval, milliseconds(m_ui->pingSpin->value()));
    to.setValue(Settings::pongDeadline, milliseconds(m_ui->pongSpin->value()));
    to.setValue(Settings::headDeadline, milliseconds(m_ui->headSpin->value()));
    to.setValue(Settings::closeDeadline, milliseconds(m_ui->closeSpin->value()));
    to.setValue(Settings::pingsPerSecond, m_ui->pingRateSpin->value());
    QDialog::accept();
}
