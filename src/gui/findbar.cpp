#include "findbar.h"

#include "theme.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

FindBar::FindBar(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_result(new QLabel(this))
    , m_previous(new QToolButton(this))
    , m_next(new QToolButton(this))
{
    m_edit->setObjectName(u"findEdit"_s);
    setPrompt(tr("Find in the whole message"));
    m_edit->setClearButtonEnabled(true);
    m_edit->addAction(Theme::icon(u"search"_s), QLineEdit::LeadingPosition);
    m_edit->installEventFilter(this);
    m_result->setObjectName(u"findResult"_s);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a sentence makes no window wider
    m_previous->setObjectName(u"findPreviousButton"_s);
    m_previous->setArrowType(Qt::UpArrow);
    m_previous->setToolTip(tr("Previous (Shift+Enter)"));
    m_previous->setAccessibleName(tr("Previous"));
    m_next->setObjectName(u"findNextButton"_s);
    m_next->setArrowType(Qt::DownArrow);
    m_next->setToolTip(tr("Next (Enter)"));
    m_next->setAccessibleName(tr("Next"));
    auto *close = new QToolButton(this);
    close->setObjectName(u"findCloseButton"_s);
    close->setIcon(Theme::icon(u"close"_s));
    close->setToolTip(tr("Stop finding (Esc)"));
    close->setAccessibleName(tr("Stop finding"));
    for (QToolButton *button : {m_previous, m_next, close})
        button->setAutoRaise(true);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_edit, 1);
    row->addWidget(m_result, 1);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(close);
    setFocusProxy(m_edit);
    setResult({}, false);

    connect(m_edit, &QLineEdit::textChanged, this, &FindBar::wantedChanged);
    connect(m_previous, &QToolButton::clicked, this, &FindBar::previousRequested);
    connect(m_next, &QToolButton::clicked, this, &FindBar::nextRequested);
    connect(close, &QToolButton::clicked, this, &FindBar::close);
}

void FindBar::setPrompt(const QString &prompt)
{
    m_edit->setPlaceholderText(prompt);
    m_edit->setAccessibleName(prompt);
}

QString FindBar::wanted() const
{
    return m_edit->text();
}

void FindBar::open()
{
    show();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void FindBar::close()
{
    hide();
    emit closed();
}

void FindBar::setResult(const QString &text, bool found)
{
    m_result->setText(text);
    m_previous->setEnabled(found);
    m_next->setEnabled(found);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (key->key() != Qt::Key_Escape && !isEnter)
        return QWidget::eventFilter(watched, event);
    event->accept(); // before the Escape of what is around
    if (event->type() == QEvent::ShortcutOverride)
        return true;
    if (!isEnter)
        close();
    else if (key->modifiers().testFlag(Qt::ShiftModifier))
        emit previousRequested();
    else
        emit nextRequested();
    return true;
}
