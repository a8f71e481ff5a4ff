#include "tabpane.h"

#include "theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QStyle>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int longestName = 60; // characters
constexpr int neverElided = 20; // characters
constexpr char closableProperty[] = "closable";

/// Takes the place that it has at least.
class Room : public QWidget
{
public:
    using QWidget::QWidget;
    QSize sizeHint() const override { return minimumSize(); }
};
}

TabBar::TabBar(QWidget *parent)
    : QTabBar(parent)
{
    setMovable(true);
    setExpanding(false);
    setElideMode(Qt::ElideRight);
    setUsesScrollButtons(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
}

void TabBar::edit(int index)
{
    if (index < 0 || index >= count())
        return;
    finishEditing(false);
    m_edited = index;
    m_editor = new QLineEdit(tabText(index).replace("&&"_L1, "&"_L1), this);
    m_editor->setObjectName(u"tabNameEdit"_s);
    m_editor->setAccessibleName(tr("Name of the tab"));
    m_editor->setMaxLength(longestName);
    m_editor->setGeometry(tabRect(index).adjusted(2, 2, -2, -2));
    m_editor->selectAll();
    m_editor->installEventFilter(this);
    m_editor->show();
    m_editor->setFocus();
    connect(m_editor, &QLineEdit::returnPressed, this, [this] { finishEditing(true); });
}

void TabBar::finishEditing(bool keep)
{
    if (!m_editor)
        return;
    QLineEdit *editor = std::exchange(m_editor, nullptr);
    editor->removeEventFilter(this);
    editor->hide();
    editor->deleteLater();
    if (keep && editor->isModified())
        emit renamed(m_edited, editor->text().trimmed());
}

bool TabBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_editor && event->type() == QEvent::FocusOut)
        finishEditing(true);
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (watched == m_editor && isKey && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept(); // while a name is typed, Escape belongs to it alone
        if (event->type() == QEvent::KeyPress)
            finishEditing(false);
        return true;
    }
    return QTabBar::eventFilter(watched, event);
}

QSize TabBar::tabSizeHint(int index) const
{
    // The same with and without a close button.
    const int button = style()->pixelMetric(QStyle::PM_TabCloseIndicatorHeight, nullptr, this);
    const int height = button + style()->pixelMetric(QStyle::PM_TabBarTabVSpace, nullptr, this);
    return QTabBar::tabSizeHint(index).expandedTo({0, height});
}

/// Where there is no room, one scrolls before names that are not very long are cut.
QSize TabBar::minimumTabSizeHint(int index) const
{
    const QSize whole = tabSizeHint(index);
    const int name = fontMetrics().size(Qt::TextShowMnemonic, tabText(index)).width();
    const int least = qMin(name, fontMetrics().horizontalAdvance(u'0') * neverElided);
    return {whole.width() - name + least, whole.height()};
}

void TabBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange) {
        for (int i = 0; i < count(); ++i) {
            for (QWidget *button : {tabButton(i, LeftSide), tabButton(i, RightSide)}) {
                if (button)
                    button->resize(button->sizeHint());
            }
        }
    }
    QTabBar::changeEvent(event);
}

void TabBar::tabLayoutChange()
{
    QTabBar::tabLayoutChange();
    if (m_editor)
        m_editor->setGeometry(tabRect(m_edited).adjusted(2, 2, -2, -2));
    emit layoutChanged();
}

void TabBar::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::MiddleButton)
        m_pressed = tabAt(event->position().toPoint());
    else
        QTabBar::mousePressEvent(event);
}

void TabBar::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::MiddleButton) {
        QTabBar::mouseReleaseEvent(event);
    } else if (m_pressed >= 0 && tabAt(event->position().toPoint()) == m_pressed) {
        emit middleClicked(m_pressed);
    }
}

TabPane::TabPane(QWidget *parent)
    : QTabWidget(parent)
    , m_bar(new TabBar(this))
    , m_add(new QToolButton(this))
    , m_room(new Room(this))
{
    setTabBar(m_bar);
    setDocumentMode(true);
    setTabsClosable(true);
    setCornerWidget(m_room, Qt::TopRightCorner);
    m_add->setObjectName(u"newClientButton"_s);
    m_add->setAutoRaise(true);
    m_add->setIcon(Theme::icon(u"add"_s));
    m_add->setToolTip(tr("New client (Ctrl+T)"));
    m_add->setAccessibleName(tr("New client"));

    connect(m_add, &QToolButton::clicked, this, &TabPane::newPageRequested);
    connect(m_bar, &TabBar::layoutChanged, this, &TabPane::placeAddButton);
    connect(m_bar, &TabBar::middleClicked, this, [this](int index) {
        if (isClosable(index))
            emit closeRequested(widget(index));
    });
    connect(this, &QTabWidget::tabCloseRequested, this,
            [this](int index) { emit closeRequested(widget(index)); });
    connect(this, &QTabWidget::tabBarDoubleClicked, this, [this](int index) {
        if (index < 0)
            emit newPageRequested();
        else
            m_bar->edit(index);
    });
    connect(m_bar, &TabBar::renamed, this,
            [this](int index, const QString &name) { emit renamed(widget(index), name); });
    connect(m_bar, &QTabBar::tabMoved, this, &TabPane::pageMoved);
    connect(m_bar, &QWidget::customContextMenuRequested, this, [this](QPoint position) {
        if (QWidget *page = widget(m_bar->tabAt(position)))
            emit menuRequested(page, m_bar->mapToGlobal(position));
    });
}

void TabPane::insertPage(int index, QWidget *page, bool closable)
{
    page->setProperty(closableProperty, closable);
    insertTab(index, page, QString());
}

void TabPane::rename(QWidget *page)
{
    m_bar->edit(indexOf(page));
}

bool TabPane::isClosable(int index) const
{
    const QWidget *page = widget(index);
    return page && page->property(closableProperty).toBool();
}

void TabPane::tabInserted(int index)
{
    QTabWidget::tabInserted(index);
    const auto side =
        QTabBar::ButtonPosition(style()->styleHint(QStyle::SH_TabBar_CloseButtonPosition, nullptr, m_bar));
    QWidget *close = m_bar->tabButton(index, side);
    if (!isClosable(index)) {
        m_bar->setTabButton(index, side, nullptr);
        delete close;
    } else if (close) {
        close->setToolTip(tr("Close this tab (Ctrl+W)"));
    }
    placeAddButton();
}

void TabPane::tabRemoved(int index)
{
    QTabWidget::tabRemoved(index);
    placeAddButton();
}

bool TabPane::event(QEvent *event)
{
    const bool done = QTabWidget::event(event);
    if (event->type() == QEvent::LayoutRequest)
        placeAddButton();
    return done;
}

void TabPane::resizeEvent(QResizeEvent *event)
{
    QTabWidget::resizeEvent(event);
    placeAddButton();
}

void TabPane::changeEvent(QEvent *event)
{
    QTabWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_add->setIcon(Theme::icon(u"add"_s));
}

void TabPane::placeAddButton()
{
    const int height = m_bar->sizeHint().height();
    const int side = qMax(m_add->sizeHint().width(), fontMetrics().height());
    m_room->setFixedWidth(side + 2);
    const QRect tabs = m_bar->tabRect(0) | m_bar->tabRect(m_bar->count() - 1);
    const bool scrolls = tabs.width() > m_bar->width(); // with buttons at the bar's end
    const int behind = m_bar->x() + (scrolls ? m_bar->width() : tabs.right() + 2);
    m_add->setGeometry(qMin(behind, width() - side), m_bar->y(), side, height);
    m_add->raise();
}
