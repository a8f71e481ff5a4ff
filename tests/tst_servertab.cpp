#include "certificatebutton.h"
#include "certificatedialog.h"
#include "client.h"
#include "inlinebar.h"
#include "logpanel.h"
#include "networkaddresses.h"
#include "passphrasedialog.h"
#include "servertab.h"
#include "servicestable.h"
#include "statuspill.h"
#include "testutils.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QDialog>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using State = ServerStatus::State;

namespace {
/// Settings with any free ports, a server in its thread, and the tab on the screen.
struct Stage
{
    Stage()
    {
        for (const Setting<int> &port : Settings::port)
            settings.setValue(port, 0);
        settings.setValue(Settings::closeDeadline, 500);
        settings.setValue(Settings::certificateFolder, dir.filePath(u"certificates"_s));
        server->moveToThread(&thread);
        QObject::connect(&thread, &QThread::finished, server, &QObject::deleteLater);
        thread.start();
    }

    ~Stage()
    {
        tab.reset();
        thread.quit();
        thread.wait();
    }

    void show()
    {
        tab = std::make_unique<ServerTab>(server, &log, &board, &settings);
        tab->resize(900, 700);
        tab->show();
        QVERIFY(QTest::qWaitForWindowExposed(tab.get()));
    }

    template <typename T>
    T *find(const QString &name) const
    {
        return tab->findChild<T *>(name);
    }
    void click(const QString &name) const { QTest::mouseClick(find<QWidget>(name), Qt::LeftButton); }
    /// Presses the button that a bar offers.
    void press(const QString &bar, const QString &label) const
    {
        QPushButton *offered = nullptr;
        const auto isThere = [&] {
            for (QPushButton *button : find<InlineBar>(bar)->findChildren<QPushButton *>())
                if (button->isVisible() && button->text() == label)
                    offered = button;
            return offered != nullptr;
        };
        QVERIFY2(QTest::qWaitFor(isThere), qPrintable(label));
        QTest::mouseClick(offered, Qt::LeftButton);
    }
    QString pill() const { return find<StatusPill>(u"statusPill"_s)->text(); }
    QString value() const { return find<QLabel>(u"counterValueLabel"_s)->text(); }
    ServicesTable *services() const { return find<ServicesTable>(u"servicesTable"_s); }
    QTableView *connections() const { return find<QTableView>(u"connectionsView"_s); }
    quint16 port(ServiceKind service) const { return quint16(services()->url(service).port(0)); }
    void setPort(ServiceKind service, int port) const
    {
        auto *spin = find<QSpinBox>(serviceName(service) + u"Port"_s);
        spin->setFocus();
        spin->selectAll();
        QTest::keyClicks(spin, QString::number(port));
        QTest::keyClick(spin, Qt::Key_Return);
    }
    void tick(ServiceKind service, bool on) const
    {
        services()
            ->item(int(service), ServicesTable::ServiceColumn)
            ->setCheckState(on ? Qt::Checked : Qt::Unchecked);
    }

    QTemporaryDir dir;
    Settings settings{dir.filePath(u"settings.ini"_s)};
    MessageLog log;
    StatusBoard board;
    QThread thread;
    Server *server = new Server(&log, &board);
    std::unique_ptr<ServerTab> tab;
};
}

/// Opens what it is told to.
class Browser : public QObject
{
    Q_OBJECT
public:
    QUrl opened;

public slots:
    void open(const QUrl &url) { opened = url; }
};

class TestServerTab : public QObject
{
    Q_OBJECT

private slots:
    void startsAndStops();
    void showsPlannedAndRealAddresses();
    void countsAndResets();
    void listsConnections();
    void disconnectsWithCodeAndReason();
    void mendsAPortThatIsTaken();
    void mendsAllPortsAtOnePress();
    void triesAgain();
    void twoServicesCannotHaveOnePort();
    void noServiceNoStart();
    void remembersWhatIsEdited();
    void copiesAnAddress();
    void tellsWhoCanConnect();
    void tellsTheAddressForTheBoard();
    void saysWhenNoBrowserOpens();
    void takesNewSettingsByStartingAgain();
    void stopsWhileStarting();
    void speaksWss();
    void letsInOnlyClientsWithACertificate();
    void doesNotStartWithoutACertificate();
    void usesACertificateOfOnesOwn();
    void looksAtACertificateOfOnesOwn_data();
    void looksAtACertificateOfOnesOwn();
    void asksForThePassphrase();
    void showsItsCertificate();
};

void TestServerTab::startsAndStops()
{
    Stage stage;
    stage.show();
    auto *start = stage.find<QPushButton>(u"startButton"_s);
    QCOMPARE(stage.pill(), u"Stopped"_s);
    QVERIFY(!stage.find<QWidget>(u"counterPlusButton"_s)->isEnabled());

    stage.click(u"startButton"_s);
    QCOMPARE(stage.pill(), u"Starting…"_s); // at once, whatever the server does
    QTRY_COMPARE(stage.pill(), u"Running · 3 services · 0 clients"_s);
    QVERIFY(start->text().contains(u"S&top"_s));
    QVERIFY(!stage.find<QComboBox>(u"reachCombo"_s)->isEnabled());
    QTRY_VERIFY(stage.find<LogPanel>(u"logPanel"_s)->model()->rowCount() > 0);

    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.pill(), u"Stopped"_s);
    QVERIFY(start->text().contains(u"S&tart"_s));
    QVERIFY(stage.find<QComboBox>(u"reachCombo"_s)->isEnabled());
}

void TestServerTab::showsPlannedAndRealAddresses()
{
    Stage stage;
    stage.settings.setValue(Settings::port[std::size_t(ServiceKind::Hello)], 4711);
    stage.show();
    const ServicesTable *services = stage.services();
    const auto shown = [services](ServiceKind service) {
        return services->item(int(service), ServicesTable::UrlColumn)->text();
    };
    QCOMPARE(shown(ServiceKind::Hello), u"ws://127.0.0.1:4711/"_s);
    QCOMPARE(shown(ServiceKind::Echo), u"ws://127.0.0.1:4711/echo"_s); // has no port, but its path
    QVERIFY(stage.tab->ownUrl(ServiceKind::Hello).isEmpty());
    QVERIFY(!stage.find<QToolButton>(u"helloOpenButton"_s)->isEnabled());

    stage.setPort(ServiceKind::Hello, 0);
    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.tab->state(), State::Running);
    const quint16 real = stage.port(ServiceKind::Hello);
    QVERIFY(real > 0);
    QCOMPARE(shown(ServiceKind::Hello), u"ws://127.0.0.1:%1/"_s.arg(real));
    QCOMPARE(services->item(int(ServiceKind::Hello), ServicesTable::PortColumn)->text(),
             QString::number(real));
    QVERIFY(!stage.find<QSpinBox>(u"helloPort"_s)->isVisible());
    QVERIFY(stage.find<QToolButton>(u"helloOpenButton"_s)->isEnabled());
    RawPeer peer(real);
    QVERIFY(peer.open("/echo"));
}

void TestServerTab::countsAndResets()
{
    Stage stage;
    stage.settings.setValue(Settings::counterFirstValue, 40);
    stage.show();
    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.value(), u"40"_s);
    stage.click(u"counterPlusButton"_s);
    stage.click(u"counterPlusButton"_s);
    stage.click(u"counterPlusButton"_s);
    stage.click(u"counterMinusButton"_s);
    QTRY_COMPARE(stage.value(), u"42"_s);

    const auto *users = stage.find<QLabel>(u"counterUsersLabel"_s);
    RawPeer one(stage.port(ServiceKind::Counter));
    QVERIFY(one.open());
    QTRY_COMPARE(users->text(), u"1 user online"_s);
    RawPeer two(stage.port(ServiceKind::Counter));
    QVERIFY(two.open());
    QTRY_COMPARE(users->text(), u"2 users online"_s);
    stage.click(u"counterResetButton"_s);
    QTRY_COMPARE(stage.value(), u"40"_s);
}

void TestServerTab::listsConnections()
{
    Stage stage;
    stage.show();
    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.tab->state(), State::Running);
    RawPeer hello(stage.port(ServiceKind::Hello));
    QVERIFY(hello.open());
    RawPeer echo(stage.port(ServiceKind::Hello));
    QVERIFY(echo.open("/echo"));
    QTRY_COMPARE(stage.connections()->model()->rowCount(), 2);
    QCOMPARE(stage.pill(), u"Running · 3 services · 2 clients"_s);
    const auto clients = [&](ServiceKind service) {
        return stage.services()->item(int(service), ServicesTable::ClientsColumn)->text();
    };
    QCOMPARE(clients(ServiceKind::Hello), u"1"_s);
    QCOMPARE(clients(ServiceKind::Echo), u"1"_s);
    QCOMPARE(clients(ServiceKind::Time), u"0"_s);
    hello.socket.abort();
    QTRY_COMPARE(stage.connections()->model()->rowCount(), 1);
    QTRY_COMPARE(stage.pill(), u"Running · 3 services · 1 client"_s);
}

void TestServerTab::disconnectsWithCodeAndReason()
{
    Stage stage;
    stage.show();
    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.tab->state(), State::Running);
    RawPeer peer(stage.port(ServiceKind::Time));
    QVERIFY(peer.open("/echo"));
    QTRY_COMPARE(stage.connections()->model()->rowCount(), 1);
    auto *disconnectButton = stage.find<QPushButton>(u"disconnectButton"_s);
    QVERIFY(!disconnectButton->isEnabled());

    const QRect row = stage.connections()->visualRect(stage.connections()->model()->index(0, 1));
    QTest::mouseClick(stage.connections()->viewport(), Qt::LeftButton, {}, row.center());
    QVERIFY(disconnectButton->isEnabled());
    QTest::mouseClick(disconnectButton, Qt::LeftButton);
    auto *dialog = stage.tab->findChild<QDialog *>();
    QVERIFY(dialog);
    auto *code = dialog->findChild<QComboBox *>(u"codeCombo"_s);
    code->setCurrentIndex(code->count() - 1);
    dialog->findChild<QSpinBox *>(u"ownCodeSpin"_s)->setValue(4123);
    auto *reason = dialog->findChild<QLineEdit *>(u"reasonEdit"_s);
    QTest::keyClicks(reason, u"enough"_s);
    QTest::keyClick(reason, Qt::Key_Return);

    const RawPeer::Received close = peer.next();
    QCOMPARE(close.opcode, Opcode::Close);
    QCOMPARE(decodeClosePayload(close.payload).code, 4123);
    QCOMPARE(decodeClosePayload(close.payload).reason, u"enough"_s);
}

void TestServerTab::mendsAPortThatIsTaken()
{
    Stage stage;
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    stage.settings.setValue(Settings::port[std::size_t(ServiceKind::Time)], int(other.serverPort()));
    stage.show();
    stage.click(u"startButton"_s);
    auto *bar = stage.find<InlineBar>(u"failureBar"_s);
    QTRY_VERIFY(bar->isVisible());
    QVERIFY2(bar->sentence().contains(QString::number(other.serverPort())), qPrintable(bar->sentence()));
    QCOMPARE(stage.pill(), u"Not started"_s);

    stage.press(u"failureBar"_s, u"Use a free port"_s);
    QTRY_COMPARE(stage.tab->state(), State::Running);
    QVERIFY(!bar->isVisible());
    const quint16 found = stage.port(ServiceKind::Time);
    QVERIFY(found != other.serverPort());
    // Whoever was told of it finds the service there again, as long as the program runs.
    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.tab->state(), State::Stopped);
    QCOMPARE(stage.services()->plan(ServiceKind::Time).port, int(found));
    QCOMPARE(stage.services()->plan(ServiceKind::Hello).port, 0); // any free one, as it was chosen
    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.tab->state(), State::Running);
    QCOMPARE(stage.port(ServiceKind::Time), found);
    // The usual port comes back with the next start of the program.
    QCOMPARE(stage.settings.value(Settings::port[std::size_t(ServiceKind::Time)]), int(other.serverPort()));
}

void TestServerTab::mendsAllPortsAtOnePress()
{
    Stage first;
    first.show();
    first.click(u"startButton"_s);
    QTRY_COMPARE(first.tab->state(), State::Running);

    Stage second;
    for (const ServiceKind service : {ServiceKind::Hello, ServiceKind::Time, ServiceKind::Counter})
        second.settings.setValue(Settings::port[std::size_t(service)], int(first.port(service)));
    second.show();
    second.click(u"startButton"_s);
    QTRY_VERIFY(second.find<InlineBar>(u"failureBar"_s)->isVisible());
    second.press(u"failureBar"_s, u"Use a free port"_s);
    QTRY_COMPARE(second.tab->state(), State::Running);
    for (const ServiceKind service : {ServiceKind::Hello, ServiceKind::Time, ServiceKind::Counter})
        QVERIFY(second.port(service) != first.port(service));
}

void TestServerTab::triesAgain()
{
    Stage stage;
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const quint16 port = other.serverPort();
    stage.settings.setValue(Settings::port[std::size_t(ServiceKind::Time)], int(port));
    stage.show();
    stage.click(u"startButton"_s);
    QTRY_VERIFY(stage.find<InlineBar>(u"failureBar"_s)->isVisible());
    other.close();
    stage.press(u"failureBar"_s, u"Try again"_s);
    QTRY_COMPARE(stage.tab->state(), State::Running);
    QCOMPARE(stage.port(ServiceKind::Time), port);
}

void TestServerTab::twoServicesCannotHaveOnePort()
{
    Stage stage;
    stage.show();
    stage.setPort(ServiceKind::Hello, 4711);
    stage.setPort(ServiceKind::Counter, 4711);
    auto *bar = stage.find<InlineBar>(u"planBar"_s);
    QVERIFY(bar->isVisible());
    QVERIFY(bar->sentence().contains(u"4711"_s));
    QVERIFY(!stage.find<QPushButton>(u"startButton"_s)->isEnabled());
    stage.tab->start(); // by the menu's key
    QCOMPARE(stage.tab->state(), State::Stopped);

    stage.press(u"planBar"_s, u"Use a free port"_s);
    QVERIFY(!bar->isVisible());
    QVERIFY(stage.find<QPushButton>(u"startButton"_s)->isEnabled());
    QCOMPARE(stage.services()->plan(ServiceKind::Counter).port, 0);
}

void TestServerTab::noServiceNoStart()
{
    Stage stage;
    stage.show();
    for (const ServiceKind service : {ServiceKind::Hello, ServiceKind::Time, ServiceKind::Counter})
        stage.tick(service, false);
    QVERIFY(stage.find<InlineBar>(u"planBar"_s)->isVisible());
    QVERIFY(!stage.find<QPushButton>(u"startButton"_s)->isEnabled());
    stage.tick(ServiceKind::Echo, true);
    QVERIFY(!stage.find<InlineBar>(u"planBar"_s)->isVisible());
    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.pill(), u"Running · 1 service · 0 clients"_s);
}

void TestServerTab::remembersWhatIsEdited()
{
    Stage stage;
    stage.show();
    stage.setPort(ServiceKind::Time, 5999);
    stage.tick(ServiceKind::Hello, false);
    QTRY_COMPARE(Settings(stage.settings.path()).value(Settings::port[std::size_t(ServiceKind::Time)]), 5999);
    QCOMPARE(Settings(stage.settings.path()).value(Settings::hasPort[std::size_t(ServiceKind::Hello)]),
             false);
}

void TestServerTab::copiesAnAddress()
{
    Stage stage;
    stage.settings.setValue(Settings::port[std::size_t(ServiceKind::Counter)], 4712);
    stage.show();
    stage.click(u"counterCopyButton"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"ws://127.0.0.1:4712/"_s);
}

void TestServerTab::tellsWhoCanConnect()
{
    Stage stage;
    stage.show();
    auto *reach = stage.find<QComboBox>(u"reachCombo"_s);
    auto *bar = stage.find<InlineBar>(u"reachBar"_s);
    QVERIFY(!bar->isVisible());
    reach->setFocus();
    QTest::keyClick(reach, Qt::Key_Down);
    QCOMPARE(reach->currentIndex(), 1);
    QVERIFY(bar->isVisible());
    QCOMPARE(stage.settings.value(Settings::reach), Settings::Reach::Network);
    QSignalSpy wanted(stage.tab.get(), &ServerTab::settingsRequested);
    stage.press(u"reachBar"_s, u"Allowed origins…"_s);
    QCOMPARE(wanted.size(), 1);
    QVERIFY(bar->isVisible()); // that changed nothing about it
    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.tab->state(), State::Running);
    QCOMPARE(stage.tab->ownUrl(ServiceKind::Hello).host(), u"127.0.0.1"_s);
    RawPeer peer(quint16(stage.tab->ownUrl(ServiceKind::Hello).port()));
    QVERIFY(peer.open());
}

void TestServerTab::tellsTheAddressForTheBoard()
{
    const QStringList addresses = networkAddresses();
    if (addresses.isEmpty())
        QSKIP("This machine is in no network.");
    Stage stage;
    stage.settings.setValue(Settings::reach, Settings::Reach::Network);
    stage.show();
    const auto *bar = stage.find<InlineBar>(u"reachBar"_s);
    QVERIFY2(bar->sentence().startsWith(u"Once the server runs"_s), qPrintable(bar->sentence()));
    QVERIFY2(!bar->sentence().contains(u"://"_s), qPrintable(bar->sentence())); // any free port
    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.tab->state(), State::Running);
    QVERIFY2(bar->sentence().startsWith(u"Every computer"_s), qPrintable(bar->sentence()));
    const QString page = u"http://%1:%2/"_s.arg(addresses.first()).arg(stage.port(ServiceKind::Counter));
    QVERIFY2(bar->sentence().contains(u' ' + page + u' '), qPrintable(bar->sentence()));
    RawPeer browser(quint16(QUrl(page).port()), addresses.first());
    browser.write("GET / HTTP/1.1\r\nHost: " + QUrl(page).authority().toLatin1() + "\r\n\r\n");
    QCOMPARE(browser.status(), 200);

    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.tab->state(), State::Stopped);
    stage.setPort(ServiceKind::Counter, 4711);
    stage.click(u"secureBox"_s);
    const QString secure = u"https://%1:4711/"_s.arg(addresses.first());
    QVERIFY2(bar->sentence().contains(secure), qPrintable(bar->sentence()));
    QVERIFY2(bar->sentence().startsWith(u"Once the server runs"_s), qPrintable(bar->sentence()));

    QTest::mouseClick(bar->findChild<QToolButton *>(u"dismissButton"_s), Qt::LeftButton);
    stage.setPort(ServiceKind::Counter, 4712);
    QVERIFY(!bar->isVisible()); // as the person wanted it
}

void TestServerTab::saysWhenNoBrowserOpens()
{
    Stage stage;
    stage.show();
    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.tab->state(), State::Running);
    Browser browser;
    QDesktopServices::setUrlHandler(u"http"_s, &browser, "open");
    stage.click(u"counterOpenButton"_s);
    const QString page = u"http://127.0.0.1:%1/"_s.arg(stage.port(ServiceKind::Counter));
    QCOMPARE(browser.opened, QUrl(page));
    QVERIFY(!stage.find<InlineBar>(u"failureBar"_s)->isVisible());
    QDesktopServices::unsetUrlHandler(u"http"_s);

    stage.click(u"counterOpenButton"_s); // the platform of the tests has none
    const auto *bar = stage.find<InlineBar>(u"failureBar"_s);
    QVERIFY(bar->isVisible());
    QVERIFY2(bar->sentence().contains(page), qPrintable(bar->sentence()));
    stage.press(u"failureBar"_s, u"Copy the address"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), page);
}

void TestServerTab::takesNewSettingsByStartingAgain()
{
    Stage stage;
    stage.show();
    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.tab->state(), State::Running);
    stage.settings.setValue(Settings::counterFirstValue, 7);
    stage.tab->takeSettings();
    QTRY_COMPARE(stage.value(), u"0"_s);
    stage.press(u"failureBar"_s, u"Start again"_s);
    QTRY_COMPARE(stage.value(), u"7"_s);
    QCOMPARE(stage.tab->state(), State::Running);
}

void TestServerTab::stopsWhileStarting()
{
    Stage stage;
    stage.show();
    stage.click(u"startButton"_s);
    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.tab->state(), State::Stopped);
    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.tab->state(), State::Running);
}

/// Connects to \a url, trusting \a authorities; the sentence of the failure, empty once connected.
QString connectTo(const QUrl &url, const QByteArray &authorities, const Identity &own = {})
{
    MessageLog log;
    Client client(&log);
    bool connected = false;
    QString failure;
    QObject::connect(&client, &Client::connected, &client, [&] { connected = true; });
    QObject::connect(&client, &Client::failed, &client, [&](const QString &sentence) { failure = sentence; });
    ClientOptions options;
    options.url = url;
    options.tls.authorities = authorities;
    options.tls.certificates = own.certificate + own.chain;
    options.tls.key = own.key;
    client.open(options);
    if (!QTest::qWaitFor([&] { return connected || !failure.isEmpty(); }))
        failure = u"Nothing came."_s;
    client.abort();
    return failure;
}

void TestServerTab::speaksWss()
{
    Stage stage;
    stage.settings.setValue(Settings::port[std::size_t(ServiceKind::Hello)], 4711);
    stage.show();
    auto *box = stage.find<QCheckBox>(u"secureBox"_s);
    QVERIFY(!box->isChecked());
    QVERIFY(!stage.find<QWidget>(u"certificateButton"_s)->isVisible());
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY(box->isChecked());
    QVERIFY(stage.find<QWidget>(u"certificateButton"_s)->isVisible());
    QCOMPARE(stage.services()->url(ServiceKind::Hello).toString(), u"wss://127.0.0.1:4711/"_s);
    QVERIFY(stage.settings.value(Settings::secure));

    stage.setPort(ServiceKind::Hello, 0);
    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.tab->state(), State::Running);
    QVERIFY(!box->isEnabled());
    const QUrl url = stage.tab->ownUrl(ServiceKind::Echo);
    QCOMPARE(url.scheme(), u"wss"_s);
    QFile authority(stage.dir.filePath(u"certificates/authority.pem"_s));
    QVERIFY(authority.open(QIODevice::ReadOnly));
    QCOMPARE(connectTo(url, authority.readAll()), QString());
    QVERIFY(!connectTo(url, {}).isEmpty());

    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.tab->state(), State::Stopped);
    QVERIFY(box->isEnabled());
    stage.tab.reset();
    stage.show(); // the next start of the program
    QVERIFY(stage.find<QCheckBox>(u"secureBox"_s)->isChecked());
}

void TestServerTab::letsInOnlyClientsWithACertificate()
{
    Stage stage;
    stage.settings.setValue(Settings::secure, true);
    stage.show();
    auto *require = stage.find<QAction>(u"requireClientCertificates"_s);
    QVERIFY(!require->isChecked());
    require->trigger();
    QVERIFY(stage.settings.value(Settings::clientCertificates));
    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.tab->state(), State::Running);
    QVERIFY(!require->isEnabled());

    LocalAuthority authority(stage.dir.filePath(u"certificates"_s));
    QString error;
    const QByteArray trusted = authority.authorityCertificate(&error);
    const auto student = authority.issueClient(u"student-01"_s, &error);
    QVERIFY2(student, qPrintable(error));
    QVERIFY(!connectTo(stage.tab->ownUrl(ServiceKind::Echo), trusted).isEmpty());
    QCOMPARE(connectTo(stage.tab->ownUrl(ServiceKind::Echo), trusted, *student), QString());
}

void TestServerTab::doesNotStartWithoutACertificate()
{
    Stage stage;
    QFile inTheWay(stage.dir.filePath(u"file"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    stage.settings.setValue(Settings::certificateFolder, inTheWay.fileName() + u"/certificates"_s);
    stage.settings.setValue(Settings::secure, true);
    stage.show();
    stage.click(u"startButton"_s);
    auto *bar = stage.find<InlineBar>(u"failureBar"_s);
    QVERIFY(bar->isVisible());
    QVERIFY2(bar->sentence().contains(inTheWay.fileName()), qPrintable(bar->sentence()));
    QCOMPARE(stage.tab->state(), State::Stopped);
    QCOMPARE(stage.pill(), u"Not started"_s);

    QVERIFY(inTheWay.remove());
    stage.press(u"failureBar"_s, u"Try again"_s);
    QTRY_COMPARE(stage.tab->state(), State::Running);
}

void TestServerTab::usesACertificateOfOnesOwn()
{
    Stage stage;
    stage.settings.setValue(Settings::secure, true);
    stage.show();
    auto *button = stage.find<CertificateButton>(u"certificateButton"_s);
    auto *bar = stage.find<InlineBar>(u"failureBar"_s);
    QFile text(stage.dir.filePath(u"no certificate.pem"_s));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("hello");
    text.close();
    button->useFile(text.fileName());
    QVERIFY(bar->isVisible());
    QVERIFY2(bar->sentence().contains(text.fileName()), qPrintable(bar->sentence()));
    QVERIFY(stage.find<QAction>(u"machineCertificate"_s)->isChecked());

    CertificateSpec spec;
    spec.commonName = u"localhost"_s;
    spec.dnsNames = QStringList{u"localhost"_s};
    spec.addresses = QStringList{u"127.0.0.1"_s};
    QString error;
    const auto own = makeIdentity(spec, nullptr, &error);
    QVERIFY2(own, qPrintable(error));
    QFile file(stage.dir.filePath(u"own.pem"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(own->combined());
    file.close();
    button->useFile(file.fileName());
    QVERIFY(!bar->isVisible());
    QVERIFY(stage.find<QAction>(u"ownCertificate"_s)->isChecked());
    QVERIFY(!stage.find<QMenu>(u"exportMenu"_s)->isEnabled());

    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.tab->state(), State::Running);
    QCOMPARE(connectTo(stage.tab->ownUrl(ServiceKind::Echo), own->certificate), QString());
    QVERIFY(!stage.find<QAction>(u"machineCertificate"_s)->isEnabled());
    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.tab->state(), State::Stopped);

    QVERIFY(file.remove());
    stage.click(u"startButton"_s);
    QTRY_VERIFY(bar->isVisible());
    QCOMPARE(stage.tab->state(), State::Stopped);
    stage.press(u"failureBar"_s, u"Use this machine's own certificate"_s);
    QTRY_COMPARE(stage.tab->state(), State::Running);
    QVERIFY(stage.find<QAction>(u"machineCertificate"_s)->isChecked());
}

void TestServerTab::looksAtACertificateOfOnesOwn_data()
{
    QTest::addColumn<int>("endsIn"); // hours
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("starts");
    QTest::addColumn<QString>("words"); // empty: nothing is said
    QTest::newRow("good") << 2000 << u"localhost"_s << true << QString();
    QTest::newRow("ended") << -24 << u"localhost"_s << false
                           << u"This certificate cannot be used. It ended on"_s;
    QTest::newRow("near its end") << 100 << u"localhost"_s << true
                                  << u"About the certificate: It is valid until"_s;
    QTest::newRow("for another name")
        << 2000 << u"school.test"_s << true << u"clients that connect to localhost refuse it"_s;
}

void TestServerTab::looksAtACertificateOfOnesOwn()
{
    QFETCH(int, endsIn);
    QFETCH(QString, name);
    QFETCH(bool, starts);
    QFETCH(QString, words);
    Stage stage;
    stage.settings.setValue(Settings::secure, true);
    stage.show();
    CertificateSpec spec;
    spec.commonName = name;
    spec.dnsNames = QStringList{name};
    spec.startsIn = std::chrono::hours(-48);
    spec.endsIn = std::chrono::hours(endsIn);
    QString error;
    const auto own = makeIdentity(spec, nullptr, &error);
    QVERIFY2(own, qPrintable(error));
    QFile file(stage.dir.filePath(u"own.pem"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(own->combined());
    file.close();
    stage.find<CertificateButton>(u"certificateButton"_s)->useFile(file.fileName());
    auto *bar = stage.find<InlineBar>(u"failureBar"_s);
    stage.click(u"startButton"_s);
    if (starts)
        QTRY_COMPARE(stage.tab->state(), State::Running);
    else
        QCOMPARE(stage.tab->state(), State::Stopped);
    QCOMPARE(bar->isVisible(), !words.isEmpty());
    if (!words.isEmpty())
        QVERIFY2(bar->sentence().contains(words), qPrintable(bar->sentence()));
    if (!starts) {
        stage.press(u"failureBar"_s, u"Use this machine's own certificate"_s);
        QTRY_COMPARE(stage.tab->state(), State::Running);
    }
}

void TestServerTab::asksForThePassphrase()
{
    Stage stage;
    stage.settings.setValue(Settings::secure, true);
    stage.show();
    CertificateSpec spec;
    spec.commonName = u"localhost"_s;
    spec.dnsNames = QStringList{u"localhost"_s};
    spec.addresses = QStringList{u"127.0.0.1"_s};
    QString error;
    const auto own = makeIdentity(spec, nullptr, &error);
    QVERIFY2(own, qPrintable(error));
    QFile file(stage.dir.filePath(u"own.p12"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(toPkcs12(*own, "geheim", &error));
    file.close();
    const auto answer = [&](const QString &passphrase) {
        auto *dialog = stage.tab->findChild<PassphraseDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        auto *edit = dialog->findChild<QLineEdit *>(u"passphraseEdit"_s);
        QTest::keyClicks(edit, passphrase);
        QTest::keyClick(edit, Qt::Key_Return);
    };
    auto *button = stage.find<CertificateButton>(u"certificateButton"_s);
    button->useFile(file.fileName());
    QVERIFY(stage.find<QAction>(u"machineCertificate"_s)->isChecked()); // not before it is opened
    answer(u"geheim"_s);
    QVERIFY(stage.find<QAction>(u"ownCertificate"_s)->isChecked());
    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.tab->state(), State::Running); // without being asked again
    stage.click(u"startButton"_s);
    QTRY_COMPARE(stage.tab->state(), State::Stopped);

    stage.tab.reset();
    stage.show(); // the next start of the program
    stage.click(u"startButton"_s);
    QCOMPARE(stage.tab->state(), State::Stopped);
    auto *dialog = stage.tab->findChild<PassphraseDialog *>();
    QVERIFY(dialog);
    dialog->reject();
    QTRY_VERIFY(!stage.tab->findChild<PassphraseDialog *>());
    QCOMPARE(stage.tab->state(), State::Stopped);
    stage.click(u"startButton"_s);
    answer(u"geheim"_s);
    QTRY_COMPARE(stage.tab->state(), State::Running);
    QFile settings(stage.settings.path());
    QTRY_VERIFY(settings.exists()); // they are saved a moment later
    QVERIFY(settings.open(QIODevice::ReadOnly));
    QVERIFY(!settings.readAll().contains("geheim"));
}

void TestServerTab::showsItsCertificate()
{
    Stage stage;
    stage.settings.setValue(Settings::secure, true);
    stage.show();
    stage.find<QAction>(u"showOwnCertificate"_s)->trigger();
    auto *dialog = stage.tab->findChild<CertificateDialog *>();
    QVERIFY(dialog);
    QVERIFY2(dialog->verdict().contains(u"OpenSSL would accept it for localhost."_s),
             qPrintable(dialog->verdict()));
    QVERIFY2(dialog->text().contains(u"localhost"_s), qPrintable(dialog->text()));
    stage.tab.reset(); // with the dialog open
}

QTEST_MAIN(TestServerTab)
#include "tst_servertab.moc"
