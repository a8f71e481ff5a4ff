#include "servicestable.h"

#include "theme.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QDesktopServices>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QSpinBox>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QToolTip>

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int anyPort = 0;

/// What a service does, for its row's tool tip.
QString explanation(ServiceKind service)
{
    switch (service) {
    case ServiceKind::Hello:
        return ServicesTable::tr("Takes a name, answers with a greeting and closes");
    case ServiceKind::Time:
        return ServicesTable::tr("Sends the time again and again");
    case ServiceKind::Counter:
        return ServicesTable::tr("One number for everybody, that everybody may raise and lower");
    case ServiceKind::Echo:
        return ServicesTable::tr("Sends each message back");
    case ServiceKind::Broadcast:
        return ServicesTable::tr("Sends each text to all of its clients");
    }
    return {};
}

/// Fusion outlines boxes in a darker Window colour, which a dark table swallows.
void makeOutlinesVisible(QPalette *palette)
{
    if (Theme::isDark(*palette))
        palette->setColor(QPalette::Window, palette->color(QPalette::PlaceholderText));
}

class TickDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        makeOutlinesVisible(&option->palette);
    }
};

bool isEveryAddress(const QString &address)
{
    return address == "0.0.0.0"_L1 || address == "::"_L1;
}
}

ServicesTable::ServicesTable(QWidget *parent)
    : QTableWidget(0, 5, parent)
{
    setHorizontalHeaderLabels({tr("Service"), tr("Port"), tr("Address"), tr("Clients"), QString()});
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setFocusPolicy(Qt::StrongFocus);
    setTabKeyNavigation(false); // Tab walks through the ports and buttons
    setShowGrid(false);
    setWordWrap(false);
    setTextElideMode(Qt::ElideMiddle);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    verticalHeader()->hide();
    QHeaderView *header = horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(UrlColumn, QHeaderView::Stretch);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setSectionsClickable(false);

    setItemDelegateForColumn(ServiceColumn, new TickDelegate(this));
    for (int i = 0; i < serviceKindCount; ++i)
        addRow(ServiceKind(i));
    connect(this, &QTableWidget::itemChanged, this, &ServicesTable::onItemChanged);
    refreshIcons();
    refreshSizes();
    refresh();
}

void ServicesTable::addRow(ServiceKind service)
{
    const int r = int(service);
    const QString name = serviceName(service);
    insertRow(r);
    auto *tick = new QTableWidgetItem(name);
    tick->setToolTip(
        tr("%1. Ticked, it has a port of its own; if not, it is reached by its name at the end of "
           "another service's address.")
            .arg(explanation(service)));
    setItem(r, ServiceColumn, tick);
    setItem(r, PortColumn, new QTableWidgetItem);
    setItem(r, UrlColumn, new QTableWidgetItem);
    setItem(r, ActionsColumn, new QTableWidgetItem);
    auto *clients = new QTableWidgetItem;
    clients->setTextAlignment(Qt::AlignCenter);
    setItem(r, ClientsColumn, clients);

    Row &widgets = row(service);
    widgets.port = new QSpinBox(this);
    widgets.port->setObjectName(name + u"Port"_s);
    widgets.port->setAccessibleName(tr("Port of %1").arg(name));
    widgets.port->setRange(anyPort, 65'535);
    widgets.port->setSpecialValueText(tr("any free"));
    widgets.port->setKeyboardTracking(false); // 8, 80 and 800 are no ports on the way to 8000
    connect(widgets.port, &QSpinBox::valueChanged, this, [this, service](int port) {
        if (m_refreshing)
            return;
        setPlan(service, {row(service).plan.hasPort, port});
        emit edited(service);
    });
    auto *cell = new QWidget(this); // the view would show the spin box itself again and again
    auto *cellLayout = new QHBoxLayout(cell);
    cellLayout->setContentsMargins({});
    cellLayout->addWidget(widgets.port);
    setCellWidget(r, PortColumn, cell);

    auto *actions = new QWidget(this);
    auto *layout = new QHBoxLayout(actions);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    const auto addButton = [&](const QString &suffix, const QString &toolTip, const QString &label) {
        auto *button = new QToolButton(actions);
        button->setObjectName(name + suffix);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setToolTip(toolTip);
        button->setAccessibleName(label);
        layout->addWidget(button);
        return button;
    };
    widgets.copy = addButton(u"CopyButton"_s, tr("Copy the address"), tr("Copy the address of %1").arg(name));
    widgets.open = addButton(u"OpenButton"_s, tr("Open the service's page in the browser"),
                             tr("Open the page of %1 in the browser").arg(name));
    connect(widgets.copy, &QToolButton::clicked, this, [this, service] {
        QGuiApplication::clipboard()->setText(url(service).toString());
        QToolButton *button = row(service).copy;
        QToolTip::showText(button->mapToGlobal(button->rect().bottomLeft()), tr("Copied"), button);
    });
    connect(widgets.open, &QToolButton::clicked, this, [this, service] {
        if (!QDesktopServices::openUrl(page(service)))
            emit pageNotOpened(page(service));
    });
    setCellWidget(r, ActionsColumn, actions);
}

ServicesTable::Plan ServicesTable::plan(ServiceKind service) const
{
    return row(service).plan;
}

void ServicesTable::setPlan(ServiceKind service, const Plan &plan)
{
    row(service).plan = plan;
    refresh();
    emit plansChanged();
}

QList<ListenerOptions> ServicesTable::listeners() const
{
    QList<ListenerOptions> listeners;
    for (int i = 0; i < serviceKindCount; ++i) {
        const Plan plan = m_rows[std::size_t(i)].plan;
        if (plan.hasPort)
            listeners.append({ServiceKind(i), quint16(plan.port)});
    }
    return listeners;
}

std::optional<ServiceKind> ServicesTable::duplicate() const
{
    const QList<ListenerOptions> all = listeners();
    for (auto later = all.begin(); later != all.end(); ++later) {
        const auto same = [later](const ListenerOptions &one) { return one.port == later->port; };
        if (later->port != anyPort && std::find_if(all.begin(), later, same) != later)
            return later->service;
    }
    return std::nullopt;
}

void ServicesTable::setHost(const QString &host)
{
    m_host = host;
    refresh();
}

void ServicesTable::setSecure(bool secure)
{
    m_secure = secure;
    refresh();
}

void ServicesTable::setLocked(bool locked)
{
    m_locked = locked;
    refresh();
}

void ServicesTable::setListeners(const QList<ListenerInfo> &listeners)
{
    if (m_listeners == listeners)
        return;
    m_listeners = listeners;
    refresh();
}

void ServicesTable::setClients(const ServerStatus &status)
{
    const QSignalBlocker quiet(this);
    for (int i = 0; i < serviceKindCount; ++i) {
        const QString count = status.state == ServerStatus::State::Stopped
            ? QString()
            : locale().toString(status.clients(ServiceKind(i)));
        if (item(i, ClientsColumn)->text() != count)
            item(i, ClientsColumn)->setText(count);
    }
    viewport()->update();
}

QUrl ServicesTable::url(ServiceKind service) const
{
    QList<ListenerInfo> listeners = m_listeners;
    if (listeners.isEmpty()) {
        for (const ListenerOptions &planned : this->listeners()) {
            QUrl url;
            url.setScheme(m_secure ? u"wss"_s : u"ws"_s);
            url.setHost(m_host);
            url.setPort(planned.port);
            url.setPath(u"/"_s);
            if (planned.port != anyPort)
                listeners.append({planned.service, m_host, planned.port, url});
        }
    }
    if (listeners.isEmpty())
        return {};
    // The first listener of each service is the one with the plainest address (IPv4).
    const auto own = std::find_if(listeners.cbegin(), listeners.cend(),
                                  [service](const ListenerInfo &one) { return one.service == service; });
    const ListenerInfo &listener = own == listeners.cend() ? listeners.constFirst() : *own;
    QUrl url = listener.url;
    if (isEveryAddress(listener.address))
        url.setHost(m_host);
    if (own == listeners.cend())
        url.setPath(u'/' + serviceName(service));
    return url;
}

QUrl ServicesTable::page(ServiceKind service) const
{
    QUrl page = url(service);
    if (!page.isEmpty())
        page.setScheme(page.scheme() == "wss"_L1 ? u"https"_s : u"http"_s);
    return page;
}

void ServicesTable::onItemChanged(QTableWidgetItem *item)
{
    if (m_refreshing || item->column() != ServiceColumn)
        return;
    const auto service = ServiceKind(item->row());
    const bool ticked = item->checkState() == Qt::Checked;
    if (row(service).plan.hasPort == ticked)
        return;
    setPlan(service, {ticked, row(service).plan.port});
    emit edited(service);
}

void ServicesTable::refresh()
{
    m_refreshing = true;
    const bool running = !m_listeners.isEmpty();
    const std::optional<ServiceKind> clash = duplicate();
    for (int i = 0; i < serviceKindCount; ++i) {
        const auto service = ServiceKind(i);
        const Row &widgets = row(service);
        const Plan &plan = widgets.plan;
        QTableWidgetItem *tick = item(i, ServiceColumn);
        tick->setCheckState(plan.hasPort ? Qt::Checked : Qt::Unchecked);
        tick->setFlags(m_locked ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);

        const QUrl address = url(service);
        widgets.port->setValue(running && plan.hasPort ? address.port(plan.port) : plan.port);
        widgets.port->setVisible(plan.hasPort && !m_locked);
        item(i, PortColumn)->setText(!plan.hasPort ? u"–"_s : m_locked ? widgets.port->text() : QString());
        item(i, PortColumn)->setToolTip(m_locked ? tr("Stop the server to change the port") : QString());
        const bool clashes = plan.hasPort && clash && plan.port == row(*clash).plan.port;
        QPalette colours = palette();
        makeOutlinesVisible(&colours);
        if (clashes)
            colours.setColor(QPalette::Text, Theme::color(Theme::Tone::Error, palette()));
        widgets.port->setPalette(colours);
        widgets.port->setToolTip(clashes ? tr("Another service has this port too")
                                         : tr("1 to 65535; 0 lets the system choose a free one"));

        QTableWidgetItem *shown = item(i, UrlColumn);
        const bool chosenLater = plan.hasPort && !running && plan.port == anyPort;
        const bool reachable = !address.isEmpty() && !chosenLater;
        shown->setText(chosenLater ? tr("known once the server runs") : address.toString());
        shown->setToolTip(reachable ? address.toString() : QString());
        shown->setForeground(
            palette().color(running && reachable ? QPalette::Text : QPalette::PlaceholderText));
        widgets.copy->setEnabled(reachable);
        widgets.open->setEnabled(running && reachable);
    }
    m_refreshing = false;
}

void ServicesTable::refreshIcons()
{
    for (const Row &widgets : m_rows) {
        widgets.copy->setIcon(Theme::icon(u"copy"_s));
        widgets.open->setIcon(Theme::icon(u"open-page"_s));
    }
}

void ServicesTable::refreshSizes()
{
    const Row &any = m_rows.front();
    const int height = qMax(any.port->sizeHint().height(), any.copy->sizeHint().height()) + 2;
    verticalHeader()->setMinimumSectionSize(0);
    verticalHeader()->setDefaultSectionSize(height);
    updateGeometry();
}

QSize ServicesTable::sizeHint() const
{
    const int frame = 2 * frameWidth();
    return {Theme::textWidth(76, font()),
            horizontalHeader()->sizeHint().height() + rowCount() * verticalHeader()->defaultSectionSize()
                + frame};
}

QSize ServicesTable::minimumSizeHint() const
{
    return {Theme::textWidth(50, font()), sizeHint().height()};
}

void ServicesTable::changeEvent(QEvent *event)
{
    QTableWidget::changeEvent(event);
    if (!m_rows.front().port)
        return; // still being built
    if (event->type() == QEvent::PaletteChange) {
        refreshIcons();
        refresh();
    } else if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        refreshSizes();
    }
}
