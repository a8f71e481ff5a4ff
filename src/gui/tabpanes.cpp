#include "tabpanes.h"

#include "tabpane.h"

#include <QApplication>
#include <QLayout>

using namespace Qt::Literals::StringLiterals;

TabPanes::TabPanes(QWidget *parent)
    : QSplitter(parent)
    , m_left(new TabPane(this))
    , m_right(new TabPane(this))
{
    m_left->setObjectName(u"tabWidget"_s);
    m_right->setObjectName(u"rightTabWidget"_s);
    addWidget(m_left);
    addWidget(m_right);
    setChildrenCollapsible(false);
    m_right->hide();
    connectPane(m_left, Side::Left);
    connectPane(m_right, Side::Right);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, const QWidget *now) {
        for (const Side side : {Side::Left, Side::Right}) {
            if (paneAt(side)->isAncestorOf(now))
                setCurrentSide(side);
        }
    });
}

TabPanes::~TabPanes()
{
    qApp->disconnect(this); // the keys leave the panes while these go
}

void TabPanes::connectPane(TabPane *pane, Side side)
{
    connect(pane, &TabPane::newPageRequested, this, [this, side] {
        setCurrentSide(side);
        emit newPageRequested();
    });
    connect(pane, &TabPane::closeRequested, this, &TabPanes::closePage);
    connect(pane, &TabPane::renamed, this, &TabPanes::setName);
    connect(pane, &TabPane::menuRequested, this, &TabPanes::menuRequested);
    connect(pane, &TabPane::pageMoved, this, &TabPanes::arranged);
    connect(pane, &QTabWidget::currentChanged, this, [this, side] {
        m_side = side;
        emit currentChanged();
    });
}

void TabPanes::setCurrentSide(Side side)
{
    if (std::exchange(m_side, side) != side)
        emit currentChanged();
}

// ---- Pages ------------------------------------------------------------------------------------

void TabPanes::addPage(QWidget *page, Side side, bool closable)
{
    insertPage(page, side, paneAt(side)->count(), closable);
}

void TabPanes::insertPage(QWidget *page, Side side, int index, bool closable)
{
    m_tabs.insert(page, {.name = {}, .label = {}, .closable = closable});
    paneAt(side)->insertPage(index, page, closable);
    emit arranged();
}

void TabPanes::setLabel(QWidget *page, const Label &label)
{
    const auto tab = m_tabs.find(page);
    if (tab == m_tabs.end())
        return; // closed, but not deleted yet
    tab->label = label;
    showLabel(page);
}

void TabPanes::setName(QWidget *page, const QString &name)
{
    const auto tab = m_tabs.find(page);
    if (tab == m_tabs.end())
        return; // closed while its name was typed
    tab->name = name;
    showLabel(page);
    emit arranged();
}

void TabPanes::editName(QWidget *page)
{
    paneOf(page)->rename(page);
}

void TabPanes::showLabel(QWidget *page)
{
    const Tab tab = m_tabs.value(page);
    TabPane *pane = paneOf(page);
    const int index = pane->indexOf(page);
    if (!tab.label.toolTip.isEmpty())
        pane->setTabToolTip(index, u"<qt>"_s + tab.label.toolTip.toHtmlEscaped());
    pane->setTabIcon(index, tab.label.icon);
    QString name = tab.name.isEmpty() ? tab.label.name : tab.name;
    pane->setTabText(index, name.replace(u'&', "&&"_L1));
}

void TabPanes::closePage(QWidget *page)
{
    if (!isClosable(page))
        return;
    page->deleteLater(); // it may be its own button that asked
    page->hide();
    TabPane *pane = paneOf(page);
    pane->removeTab(pane->indexOf(page));
    m_tabs.remove(page);
    emit closed(page);
    settle();
    emit arranged();
    emit currentChanged();
}

QList<QWidget *> TabPanes::pages() const
{
    QList<QWidget *> pages;
    for (const TabPane *pane : {m_left, m_right}) {
        for (int i = 0; i < pane->count(); ++i)
            pages.append(pane->widget(i));
    }
    return pages;
}

// ---- In front ---------------------------------------------------------------------------------

TabPanes::Side TabPanes::currentSide() const
{
    return m_right->isHidden() ? Side::Left : m_side;
}

QWidget *TabPanes::currentPage() const
{
    return paneAt(currentSide())->currentWidget();
}

int TabPanes::indexOf(const QWidget *page) const
{
    return paneOf(page)->indexOf(page);
}

int TabPanes::frontIndex(Side side) const
{
    return qMax(0, paneAt(side)->currentIndex());
}

void TabPanes::setFrontIndex(Side side, int index)
{
    paneAt(side)->setCurrentIndex(qMin(index, paneAt(side)->count() - 1));
    setCurrentSide(side);
}

void TabPanes::bringForward(QWidget *page)
{
    const Side side = sideOf(page);
    paneAt(side)->setCurrentWidget(page);
    setCurrentSide(side);
}

void TabPanes::stepTab(int step)
{
    TabPane *pane = paneAt(currentSide());
    pane->setCurrentIndex((pane->currentIndex() + step + pane->count()) % pane->count());
}

// ---- Side by side -----------------------------------------------------------------------------

TabPanes::Side TabPanes::sideOf(const QWidget *page) const
{
    return m_right->indexOf(page) >= 0 ? Side::Right : Side::Left;
}

void TabPanes::movePage(QWidget *page, Side side)
{
    TabPane *from = paneOf(page);
    from->removeTab(from->indexOf(page));
    paneAt(side)->insertPage(paneAt(side)->count(), page, isClosable(page));
    showLabel(page);
}

void TabPanes::moveAcross(QWidget *page)
{
    if (!m_sideBySide) {
        setSideBySide(true);
        return;
    }
    movePage(page, sideOf(page) == Side::Left ? Side::Right : Side::Left);
    bringForward(page);
    settle();
    emit arranged();
}

void TabPanes::setSideBySide(bool on)
{
    m_sideBySide = on;
    emit sideBySideChanged(on);
    if (on)
        split();
    else
        unite();
    emit arranged();
    emit currentChanged();
}

void TabPanes::split()
{
    m_widthBefore = window()->width();
    m_right->show();
    if (m_right->count() == 0 && m_left->count() > 1) {
        QWidget *page = m_left->currentWidget();
        if (!isClosable(page))
            page = m_left->widget(m_left->indexOf(page) == 0 ? 1 : 0);
        movePage(page, Side::Right);
    } else if (m_right->count() == 0) {
        emit emptySideOpened(Side::Right);
    } else if (m_left->count() == 0) {
        emit emptySideOpened(Side::Left);
    }
    const int half = window()->width() / 2; // before the window is shown, the panes have no width yet
    setSizes({half, half});
}

void TabPanes::unite()
{
    const bool wasNarrow = window()->width() <= window()->minimumSizeHint().width();
    QWidget *front = currentPage();
    while (m_right->count() > 0)
        movePage(m_right->widget(0), Side::Left);
    m_right->hide();
    if (front)
        bringForward(front);
    giveRoomBack(wasNarrow);
}

/// Two pages may need a wider window than there was. \a wasNarrow: it was no wider than they needed, so
/// nobody has chosen its width.
void TabPanes::giveRoomBack(bool wasNarrow)
{
    const int before = std::exchange(m_widthBefore, 0);
    if (!wasNarrow || before == 0 || before >= window()->width())
        return;
    // What needs less from now on is known in the event loop, or when all around has been laid out.
    refresh();
    for (const QWidget *around = parentWidget(); around; around = around->parentWidget()) {
        if (QLayout *layout = around->layout())
            layout->activate();
    }
    window()->resize(before, window()->height());
}

/// An empty pane is of no use.
void TabPanes::settle()
{
    if (m_sideBySide && (m_left->count() == 0 || m_right->count() == 0))
        setSideBySide(false);
}
