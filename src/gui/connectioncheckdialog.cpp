#include "connectioncheckdialog.h"

#include "connectioncheck.h"
#include "displaytext.h"
#include "inlinebar.h"
#include "theme.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>

using namespace Qt::Literals::StringLiterals;
using Mark = ConnectionReport::Mark;

namespace {

constexpr int columns = 84; // characters
constexpr int lines = 28;
constexpr double largestShare = 0.9; // of the screen

QString wordFor(Mark mark)
{
    switch (mark) {
    case Mark::Passed:
        return ConnectionCheckDialog::tr("Done");
    case Mark::Failed:
        return ConnectionCheckDialog::tr("Failed");
    case Mark::Running:
        return ConnectionCheckDialog::tr("Under way");
    case Mark::Skipped:
        return ConnectionCheckDialog::tr("Not needed");
    case Mark::Waiting:
        break;
    }
    return ConnectionCheckDialog::tr("Not reached");
}

Theme::Tone toneOf(Mark mark)
{
    switch (mark) {
    case Mark::Passed:
        return Theme::Tone::On;
    case Mark::Failed:
        return Theme::Tone::Error;
    case Mark::Running:
        return Theme::Tone::Working;
    case Mark::Skipped:
    case Mark::Waiting:
        break;
    }
    return Theme::Tone::Lifecycle;
}

}

ConnectionCheckDialog::ConnectionCheckDialog(const ClientOptions &options, QThread *networkThread,
                                             QWidget *parent)
    : QDialog(parent)
    , m_options(options)
    , m_check(new ConnectionCheck)
    , m_verdict(new InlineBar(this))
    , m_answerLabel(new QLabel(this))
    , m_answer(new QPlainTextEdit(this))
{
    setObjectName(u"connectionCheckDialog"_s);
    setWindowTitle(tr("Check of the connection"));
    m_verdict->setObjectName(u"verdictBar"_s);
    m_verdict->setDismissable(false);
    m_answerLabel->setTextFormat(Qt::PlainText);
    m_answerLabel->setText(tr("What the server &answered"));
    m_answerLabel->setBuddy(m_answer);
    m_answer->setObjectName(u"answerEdit"_s);
    m_answer->setReadOnly(true);
    m_answer->setTabChangesFocus(true);
    m_answer->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_answer->setFont(Theme::fixedFont(font()));
    layOut();

    m_check->moveToThread(networkThread);
    connect(m_check, &ConnectionCheck::progressed, this, &ConnectionCheckDialog::take);
    connect(m_check, &ConnectionCheck::finished, this, &ConnectionCheckDialog::finish);
    startOrStop();
}

ConnectionCheckDialog::~ConnectionCheckDialog()
{
    m_check->disconnect(this);
    m_check->deleteLater();
}

void ConnectionCheckDialog::layOut()
{
    auto *address = new QLabel(this);
    address->setTextFormat(Qt::PlainText);
    address->setWordWrap(true);
    address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    address->setText(DisplayText::oneLine(m_options.url.toString(QUrl::RemoveUserInfo)));
    QFont bold = font();
    bold.setBold(true);
    address->setFont(bold);

    auto *grid = new QGridLayout;
    grid->setColumnStretch(2, 1);
    grid->setHorizontalSpacing(Theme::textWidth(2, font()));
    for (int i = 0; i < connectionStepCount; ++i) {
        const auto add = [this, grid, i](int column, const QString &name) {
            auto *label = new QLabel(this);
            label->setTextFormat(Qt::PlainText);
            label->setObjectName(name + QString::number(i));
            grid->addWidget(label, i, column, Qt::AlignTop);
            return label;
        };
        Row &row = m_rows[size_t(i)];
        row = {add(0, u"sign"_s), add(1, u"name"_s), nullptr, add(3, u"duration"_s)};
        row.name->setText(ConnectionReport::stepName(ConnectionStep(i)));
        row.detail = new QLabel(this);
        row.detail->setObjectName(u"detail%1"_s.arg(i));
        row.detail->setTextFormat(Qt::PlainText);
        row.detail->setWordWrap(true);
        row.detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(row.detail, i, 2);
    }

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_copy = buttons->addButton(tr("&Copy as text"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(u"copyReportButton"_s);
    m_again = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    m_again->setObjectName(u"checkAgainButton"_s);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_report.toText()); });
    connect(m_again, &QPushButton::clicked, this, &ConnectionCheckDialog::startOrStop);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->addWidget(address);
    column->addLayout(grid);
    column->addWidget(m_verdict);
    column->addWidget(m_answerLabel);
    column->addWidget(m_answer, 1);
    column->addStretch();
    column->addWidget(buttons);
    const QSize wanted(Theme::textWidth(columns, font()), fontMetrics().lineSpacing() * lines);
    resize(wanted.boundedTo(screen()->availableSize() * largestShare));
}

void ConnectionCheckDialog::startOrStop()
{
    if (m_running) {
        m_again->setEnabled(false); // until it has stopped
        QMetaObject::invokeMethod(m_check, &ConnectionCheck::cancel);
        return;
    }
    setRunning(true);
    take(ConnectionReport());
    m_verdict->dismiss();
    QMetaObject::invokeMethod(m_check, [check = m_check, options = m_options] { check->start(options); });
}

void ConnectionCheckDialog::take(const ConnectionReport &report)
{
    m_report = report;
    refreshRows();
    m_answer->setPlainText(report.answer);
    m_answerLabel->setHidden(report.answer.isEmpty());
    m_answer->setHidden(report.answer.isEmpty());
}

void ConnectionCheckDialog::finish(const ConnectionReport &report)
{
    take(report);
    setRunning(false);
    m_verdict->tell(report.good ? InlineBar::Kind::Information : InlineBar::Kind::Error, report.verdict);
}

void ConnectionCheckDialog::refreshRows()
{
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows[i];
        const ConnectionReport::Line &line = m_report.lines[i];
        row.sign->setText(ConnectionReport::sign(line.mark));
        row.sign->setAccessibleName(wordFor(line.mark));
        QPalette colours = palette();
        colours.setColor(QPalette::WindowText, Theme::color(toneOf(line.mark), palette()));
        row.sign->setPalette(colours);
        row.detail->setText(line.detail.isEmpty() ? wordFor(line.mark) : line.detail);
        row.duration->setText(ConnectionReport::duration(line));
    }
}

void ConnectionCheckDialog::setRunning(bool running)
{
    m_running = running;
    m_again->setEnabled(true);
    m_again->setText(running ? tr("&Stop") : tr("Check a&gain"));
    m_copy->setEnabled(!running);
}

void ConnectionCheckDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refreshRows();
    QDialog::changeEvent(event);
}
