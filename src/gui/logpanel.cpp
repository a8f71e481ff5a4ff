#include "logpanel.h"

#include "ui_logpanel.h"

LogPanel::LogPanel(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::LogPanel>())
{
    m_ui->setupUi(this);
}

LogPanel::~LogPanel() = default;

void LogPanel::setLog(MessageLog *log)
{
    m_log = log;
}

void LogPanel::setEmptyHint(const QString &, const QString &) { }
void LogPanel::setConnectionColumnVisible(bool) { }

QByteArray LogPanel::saveState() const
{
    return {};
}

void LogPanel::restoreState(const QByteArray &) { }
void LogPanel::focusFilter() { }

void LogPanel::clear()
{
    m_model.clear();
}

void LogPanel::copySelection() { }
void LogPanel::setPaused(bool) { }
