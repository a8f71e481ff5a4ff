#include "certificate.h"
#include "certificatedialog.h"
#include "clienttab.h"
#include "closepopup.h"
#include "composer.h"
#include "connectioncheckdialog.h"
#include "inlinebar.h"
#include "logfiles.h"
#include "logpanel.h"
#include "messagelog.h"
#include "networkaddresses.h"
#include "networkthread.h"
#include "passphrasedialog.h"
#include "rawserver.h"
#include "statuspill.h"
#include "testutils.h"
#include "trustedserversdialog.h"
#include "trustpanel.h"
#include "urlbox.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QSslCertificate>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>
#include <QWheelEvent>

using namespace Qt::Literals::StringLiterals;
using State = Client::State;

namespace {
constexpr int patience = 20'000; ///< milliseconds; the system's authorities are read at the first use

/// A certificate for localhost that vouches for itself.
Identity selfSigned()
{
    CertificateSpec spec;
    spec.commonName = u"localhost"_s;
    spec.dnsNames = QStringList{u"localhost"_s};
    QString error;
    const auto identity = makeIdentity(spec, nullptr, &error);
    if (!identity)
        qFatal("%s", qPrintable(error));
    return *identity;
}

/// A port on which nothing listens.
quint16 freePort()
{
    QTcpServer reserved;
    return reserved.listen() ? reserved.serverPort() : quint16(0);
}

OwnServer running(const QList<ListenerInfo> &listeners, const QByteArray &authority = {})
{
    return {listeners, {}, false, authority};
}

OwnServer planned(quint16 port, bool isForNetwork = false)
{
    return {{}, {{ServiceKind::Hello, port}}, isForNetwork, {}};
}

ServerOptions withTls(const Identity &identity, const QList<ListenerInfo> &ports = {})
{
    ServerOptions options = RunningServer::freePorts();
    options.tls = ServerTls{identity.certificate, identity.key, {}};
    for (ListenerOptions &listener : options.listeners)
        for (const ListenerInfo &port : ports)
            if (port.service == listener.service)
                listener.port = port.port;
    return options;
}
}

/// The client tab, used as a person uses it, against a real server.
class TestClientTab : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();

    void connectsWithTheButton();
    void connectsWithEnter();
    void saysWhatIsWrongWithAnAddress();
    void offersToStartTheOwnServer();
    void triesAgainWhereTheOwnServerRunsAlready();
    void offersTheOwnServerOnlyWhereItHelps_data();
    void offersTheOwnServerOnlyWhereItHelps();
    void doesNotOfferTheOwnServerInThePlaceOfAnother();
    void offersTheOwnServerWhileEmpty();
    void cancelsConnecting();
    void sendsText();
    void sendsBytes();
    void refusesWrongDigits();
    void walksItsHistory();
    void pingsAndShowsTheRoundTrip();
    void closesWithCodeAndReason();
    void limitsTheReason();
    void counts();
    void countsWhilePaused();
    void greets();
    void appliesItsOptions();
    void refusesWrongOptions_data();
    void refusesWrongOptions();
    void signsIn();
    void showsWhatCannotBeSent();
    void appliesAndReconnects();
    void tabsThroughTheOptions();
    void theWheelScrollsTheOptions();
    void closesWithinTheDeadline();
    void givesUpWithoutAPong();
    void exportsItsHandshakeWithoutSecrets();
    void saysWhoBrokeTheRules_data();
    void saysWhoBrokeTheRules();
    void comesBackAfterALoss();
    void leavesAnAttemptUnderWayAlone();
    void stopsTrying();
    void remembersWithoutSecrets();
    void remembersSecretsWhenAsked();
    void showsTheHistory();
    void keepsTheAddressWhileConnected();
    void namesItself();
    void canBeClosedWhileConnected();
    void isNotHeldUpByASilentServer();
    void canBeClosedWhileConnecting();
    void namesItsControls();
    void checksTheConnection();
    void checksAgain();
    void asksBeforeItTrusts();
    void trustsFromNowOn();
    void trustsOnlyThisTime();
    void doesNotConnectWithEnter();
    void showsTheCertificate();
    void showsTheChain();
    void acceptsAnythingOnce();
    void acceptsNothingElseThanThePinned();
    void showsACertificateOfItsOwn();
    void refusesAChangedCertificate();
    void forgetsAnIdentity();
    void asksAboutTheAddressThatWasTried();
    void trustsNothingWhenClosedWhileAsking();
    void trustsAnAuthority();
    void refusesADamagedList();

private:
    template <typename T>
    T *child(const QString &name) const
    {
        return m_tab->findChild<T *>(name);
    }
    void press(const QString &button) const
    {
        auto *found = child<QAbstractButton>(button);
        QVERIFY2(found && found->isEnabled(), qPrintable(button));
        QTest::mouseClick(found, Qt::LeftButton);
    }
    void write(const QString &url) const
    {
        auto *edit = child<UrlBox>(u"urlBox"_s)->lineEdit();
        edit->selectAll();
        QTest::keyClicks(edit, url);
    }
    QString url(ServiceKind service) const { return m_server->url(service).toString(); }
    QString url(const QString &path) const
    {
        return m_server->url(ServiceKind::Counter, u"127.0.0.1"_s, path).toString();
    }
    bool isConnected() const
    {
        return QTest::qWaitFor([this] { return m_tab->state() == State::Connected; });
    }
    bool isUnconnected() const
    {
        return QTest::qWaitFor([this] { return m_tab->state() == State::Unconnected; });
    }
    /// True once a row tells of \a payload.
    bool hasRow(Direction direction, EntryKind kind, const QByteArray &payload) const
    {
        return QTest::qWaitFor([&] {
            const LogModel *model = m_tab->logPanel()->model();
            for (int row = 0; row < model->rowCount(); ++row) {
                const LogEntry &entry = model->entryAt(row);
                if (entry.direction == direction && entry.kind == kind && entry.payload == payload)
                    return true;
            }
            return false;
        });
    }
    /// Connects to \a server over wss and waits for the question.
    void meet(const RunningServer &server) const
    {
        m_tab->openUrl(placeOf(server));
        QVERIFY(QTest::qWaitFor([this] { return panel()->isVisible(); }, patience));
        QCOMPARE(m_tab->state(), State::Unconnected);
        QVERIFY(!bar()->isVisible());
        QVERIFY(server.board.read().connections.isEmpty());
    }
    static QString placeOf(const RunningServer &server)
    {
        return u"wss://localhost:%1/echo"_s.arg(server.port(ServiceKind::Counter));
    }
    void disconnectAgain() const
    {
        press(u"connectButton"_s);
        QVERIFY(isUnconnected());
    }
    void openTab()
    {
        m_tab = std::make_unique<ClientTab>(&m_thread, &m_pins);
        m_tab->setOwnServer(running(m_server->listeners));
        m_tab->resize(1000, 700);
        m_tab->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_tab.get()));
    }
    QList<PinStore::Pin> pins() const
    {
        QString error;
        return m_pins.pins(&error).value_or(QList<PinStore::Pin>());
    }
    TrustPanel *panel() const { return child<TrustPanel>(u"trustPanel"_s); }
    StatusPill *pill() const { return child<StatusPill>(u"statusPill"_s); }
    InlineBar *bar() const { return child<InlineBar>(u"messageBar"_s); }
    /// The button with \a label that the bar offers; null: there is none.
    QAbstractButton *offer(const QString &label) const
    {
        for (QAbstractButton *button : bar()->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->text() == label)
                return button;
        }
        return nullptr;
    }

    std::unique_ptr<RunningServer> m_server;
    QTemporaryDir m_folder;
    const PinStore m_pins{m_folder.filePath(u"pins/trusted-servers.json"_s)};
    NetworkThread m_thread{u"clients"_s};
    std::unique_ptr<ClientTab> m_tab;
};

void TestClientTab::initTestCase()
{
    m_server = std::make_unique<RunningServer>();
    QVERIFY2(m_server->failure.isEmpty(), qPrintable(m_server->failure));
    m_thread.start();
}

void TestClientTab::init()
{
    openTab();
}

void TestClientTab::cleanup()
{
    m_tab.reset();
    QFile::remove(m_folder.filePath(u"pins/trusted-servers.json"_s));
}

void TestClientTab::cleanupTestCase()
{
    m_thread.quit();
    m_thread.wait();
    m_server.reset();
}

void TestClientTab::connectsWithTheButton()
{
    QSignalSpy used(m_tab.get(), &ClientTab::urlUsed);
    QSignalSpy states(m_tab.get(), &ClientTab::stateChanged);
    QCOMPARE(pill()->kind(), StatusPill::Kind::Off);
    write(url(u"/echo"_s));
    press(u"connectButton"_s);
    QVERIFY(isConnected());
    QCOMPARE(pill()->kind(), StatusPill::Kind::On);
    QCOMPARE(pill()->text(), u"Connected"_s);
    QCOMPARE(used.size(), 1);
    QCOMPARE(used.first().first().toString(), url(u"/echo"_s));
    QCOMPARE(states.size(), 2);
    QVERIFY(child<UrlBox>(u"urlBox"_s)->lineEdit()->isReadOnly());
    press(u"connectButton"_s);
    QVERIFY(isUnconnected());
    QTRY_COMPARE(pill()->text(), u"Closed (1000)"_s);
    QCOMPARE(pill()->kind(), StatusPill::Kind::Off);
    QVERIFY(!bar()->isVisible());
}

void TestClientTab::connectsWithEnter()
{
    const QString bare = u"127.0.0.1:%1/echo"_s.arg(m_server->port(ServiceKind::Counter));
    write(bare);
    QTest::keyClick(child<UrlBox>(u"urlBox"_s)->lineEdit(), Qt::Key_Return);
    QVERIFY(isConnected());
    QTest::keyClick(child<UrlBox>(u"urlBox"_s)->lineEdit(), Qt::Key_Return);
    QCOMPARE(m_tab->state(), State::Connected); // Enter never disconnects
}

void TestClientTab::saysWhatIsWrongWithAnAddress()
{
    write(u"ftp://localhost/"_s);
    press(u"connectButton"_s);
    QVERIFY(bar()->isVisible());
    QVERIFY2(bar()->sentence().contains(u"ws://"_s), qPrintable(bar()->sentence()));
    QCOMPARE(m_tab->state(), State::Unconnected);
}

void TestClientTab::offersToStartTheOwnServer()
{
    const quint16 port = freePort();
    m_tab->setOwnServer(planned(port));
    m_tab->openUrl(u"ws://127.0.0.1:%1/"_s.arg(port));
    QTRY_VERIFY(bar()->isVisible());
    QVERIFY2(bar()->sentence().contains(QString::number(port)), qPrintable(bar()->sentence()));
    QCOMPARE(pill()->kind(), StatusPill::Kind::Failed);

    QSignalSpy asked(m_tab.get(), &ClientTab::startOwnServerRequested);
    QAbstractButton *start = nullptr;
    QTRY_VERIFY(start = offer(u"Start my server"_s));
    QTest::mouseClick(start, Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QVERIFY(!bar()->isVisible());
    QSignalSpy states(m_tab.get(), &ClientTab::stateChanged);
    m_tab->setOwnServer(running(m_server->listeners)); // tries again
    QVERIFY(!states.isEmpty());
    QTRY_VERIFY(offer(u"Try again"_s));
    QVERIFY(!offer(u"Start my server"_s)); // it runs
}

void TestClientTab::triesAgainWhereTheOwnServerRunsAlready()
{
    const quint16 port = freePort();
    m_tab->setOwnServer(planned(port));
    m_tab->openUrl(u"ws://127.0.0.1:%1/"_s.arg(port));
    QAbstractButton *start = nullptr;
    QTRY_VERIFY(start = offer(u"Start my server"_s));
    m_tab->setOwnServer(running(m_server->listeners)); // by another hand
    const QSignalSpy asked(m_tab.get(), &ClientTab::startOwnServerRequested);
    const QSignalSpy states(m_tab.get(), &ClientTab::stateChanged);
    QTest::mouseClick(start, Qt::LeftButton);
    QVERIFY(asked.isEmpty());
    QVERIFY(!states.isEmpty());
}

void TestClientTab::offersTheOwnServerOnlyWhereItHelps_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isPlanned"); // for the port
    QTest::addColumn<bool>("isForNetwork");
    QTest::addColumn<bool>("isOffered");
    QTest::newRow("its own place") << u"localhost"_s << true << false << true;
    QTest::newRow("another port") << u"localhost"_s << false << false << false;
    for (const QString &address : networkAddresses()) {
        QTest::addRow("in the network, %s", qPrintable(address)) << address << true << true << true;
        QTest::addRow("in the network, to which it is closed, %s", qPrintable(address))
            << address << true << false << false;
    }
}

void TestClientTab::offersTheOwnServerOnlyWhereItHelps()
{
    QFETCH(QString, host);
    QFETCH(bool, isPlanned);
    QFETCH(bool, isForNetwork);
    QFETCH(bool, isOffered);
    const quint16 port = freePort();
    m_tab->setOwnServer(planned(isPlanned ? port : quint16(port - 1), isForNetwork));
    m_tab->openUrl(u"ws://%1:%2/"_s.arg(host).arg(port));
    QTRY_VERIFY(offer(u"Try again"_s));
    QCOMPARE(offer(u"Start my server"_s) != nullptr, isOffered);
}

void TestClientTab::doesNotOfferTheOwnServerInThePlaceOfAnother()
{
    const RawServer other("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
    m_tab->setOwnServer(planned(other.server.serverPort()));
    m_tab->openUrl(other.url().toString());
    QTRY_VERIFY(offer(u"Try again"_s));
    QVERIFY2(bar()->sentence().contains(u"401"_s), qPrintable(bar()->sentence()));
    QVERIFY(!offer(u"Start my server"_s));
}

void TestClientTab::offersTheOwnServerWhileEmpty()
{
    QSignalSpy asked(m_tab.get(), &ClientTab::connectToOwnServerRequested);
    press(u"emptyButton"_s);
    QCOMPARE(asked.size(), 1);
}

void TestClientTab::cancelsConnecting()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    m_tab->openUrl(u"ws://127.0.0.1:%1/"_s.arg(silent.serverPort()));
    QCOMPARE(m_tab->state(), State::Connecting);
    QCOMPARE(pill()->kind(), StatusPill::Kind::Working);
    QVERIFY(QTest::qWaitFor([&] { return silent.hasPendingConnections(); }));
    press(u"connectButton"_s);
    QVERIFY(isUnconnected());
    QTRY_COMPARE(pill()->text(), u"Cancelled"_s);
    QVERIFY(!bar()->isVisible());
}

void TestClientTab::sendsText()
{
    m_tab->openUrl(url(u"/echo"_s));
    QVERIFY(isConnected());
    auto *composer = child<Composer>(u"composerEdit"_s);
    QTest::keyClicks(composer, u"Hello"_s);
    press(u"sendButton"_s);
    QVERIFY(hasRow(Direction::Sent, EntryKind::Text, "Hello"));
    QVERIFY(hasRow(Direction::Received, EntryKind::Text, "Hello"));
    QCOMPARE(composer->toPlainText(), QString());
    composer->setPlainText(u"你好\nsecond line"_s);
    QTest::keyClick(composer, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(hasRow(Direction::Received, EntryKind::Text, QStringLiteral("你好\nsecond line").toUtf8()));
}

void TestClientTab::sendsBytes()
{
    m_tab->openUrl(url(u"/echo"_s));
    QVERIFY(isConnected());
    child<QComboBox>(u"formatBox"_s)->setCurrentIndex(2);
    QTest::keyClicks(child<Composer>(u"composerEdit"_s), u"00 ff 7F"_s);
    press(u"sendButton"_s);
    QVERIFY(hasRow(Direction::Received, EntryKind::Binary, QByteArray("\x00\xff\x7f", 3)));
}

void TestClientTab::refusesWrongDigits()
{
    m_tab->openUrl(url(u"/echo"_s));
    QVERIFY(isConnected());
    auto *composer = child<Composer>(u"composerEdit"_s);
    composer->setPlainText(u"Hi"_s);
    child<QComboBox>(u"formatBox"_s)->setCurrentIndex(2);
    QCOMPARE(composer->toPlainText(), u"48 69"_s); // the text, as bytes
    QVERIFY(child<QAbstractButton>(u"sendButton"_s)->isEnabled());
    composer->setPlainText(u"48 6"_s);
    QVERIFY(!child<QAbstractButton>(u"sendButton"_s)->isEnabled());
    QVERIFY(child<QLabel>(u"composerHint"_s)->isVisible());
    QTest::keyClick(composer, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(composer->toPlainText(), u"48 6"_s);
    composer->setPlainText(u"48 69"_s);
    child<QComboBox>(u"formatBox"_s)->setCurrentIndex(0);
    QCOMPARE(composer->toPlainText(), u"Hi"_s);
}

void TestClientTab::walksItsHistory()
{
    m_tab->openUrl(url(u"/echo"_s));
    QVERIFY(isConnected());
    auto *composer = child<Composer>(u"composerEdit"_s);
    for (const QString &text : {u"one"_s, u"two\nlines"_s}) {
        composer->setPlainText(text);
        QTest::keyClick(composer, Qt::Key_Return, Qt::ControlModifier);
    }
    QTest::keyClicks(composer, u"draft"_s);
    QTest::keyClick(composer, Qt::Key_Up);
    QCOMPARE(composer->toPlainText(), u"two\nlines"_s);
    QTest::keyClick(composer, Qt::Key_Up); // within the message
    QCOMPARE(composer->toPlainText(), u"two\nlines"_s);
    QTest::keyClick(composer, Qt::Key_Up);
    QCOMPARE(composer->toPlainText(), u"one"_s);
    QTest::keyClick(composer, Qt::Key_Up); // the oldest
    QCOMPARE(composer->toPlainText(), u"one"_s);
    QTest::keyClick(composer, Qt::Key_Down);
    QCOMPARE(composer->toPlainText(), u"two\nlines"_s);
    QTest::keyClick(composer, Qt::Key_Down);
    QCOMPARE(composer->toPlainText(), u"draft"_s);
}

void TestClientTab::pingsAndShowsTheRoundTrip()
{
    m_tab->openUrl(url(u"/echo"_s));
    QVERIFY(isConnected());
    press(u"pingButton"_s);
    auto *label = child<QLabel>(u"connectionLabel"_s);
    QTRY_VERIFY2(label->text().contains(u"round trip"_s), qPrintable(label->text()));
    child<Composer>(u"composerEdit"_s)->setPlainText(u"payload"_s);
    m_tab->findChild<QAction *>(u"pingWithMessage"_s)->trigger();
    QVERIFY(hasRow(Direction::Received, EntryKind::Pong, "payload"));
}

void TestClientTab::closesWithCodeAndReason()
{
    m_tab->openUrl(url(u"/echo"_s));
    QVERIFY(isConnected());
    press(u"closeButton"_s);
    auto *popup = m_tab->findChild<ClosePopup *>();
    QVERIFY(popup->isVisible());
    popup->findChild<QComboBox *>(u"codeBox"_s)->setCurrentIndex(2);
    popup->findChild<QSpinBox *>(u"ownCodeBox"_s)->setValue(4321);
    QTest::keyClicks(popup->findChild<QLineEdit *>(u"reasonEdit"_s), u"enough"_s);
    QTest::mouseClick(popup->findChild<QAbstractButton *>(u"closeNowButton"_s), Qt::LeftButton);
    QVERIFY(isUnconnected());
    QVERIFY(hasRow(Direction::Sent, EntryKind::Close, QByteArray::fromHex("10e1") + "enough"));
    QTRY_COMPARE(pill()->text(), u"Closed (4321)"_s);
}

void TestClientTab::limitsTheReason()
{
    ClosePopup popup;
    auto *reason = popup.findChild<QLineEdit *>(u"reasonEdit"_s);
    auto *button = popup.findChild<QAbstractButton *>(u"closeNowButton"_s);
    auto *own = popup.findChild<QSpinBox *>(u"ownCodeBox"_s);
    QCOMPARE(popup.code(), 1000);
    QCOMPARE(own->minimum(), 3000);
    QCOMPARE(own->maximum(), 4999);
    reason->setText(QString(41, QChar(0x4f60))); // 123 bytes
    QVERIFY(button->isEnabled());
    reason->setText(reason->text() + u'x');
    QVERIFY(!button->isEnabled());
    popup.findChild<QComboBox *>(u"codeBox"_s)->setCurrentIndex(1);
    QCOMPARE(popup.code(), 1005);
    QCOMPARE(popup.reason(), QString());
}

void TestClientTab::counts()
{
    auto *panel = child<QWidget>(u"servicePanel"_s);
    QVERIFY(!panel->isVisible());
    m_tab->openUrl(url(ServiceKind::Counter));
    auto *value = child<QLabel>(u"valueLabel"_s);
    auto *users = child<QLabel>(u"usersLabel"_s);
    QTRY_VERIFY(value->isVisible());
    QTRY_COMPARE(users->text(), u"1 user online"_s);
    const int before = value->text().toInt();
    press(u"plusButton"_s);
    QTRY_COMPARE(value->text().toInt(), before + 1);
    press(u"minusButton"_s);
    press(u"minusButton"_s);
    QTRY_COMPARE(value->text().toInt(), before - 1);

    ClientTab second(&m_thread, &m_pins);
    second.openUrl(url(ServiceKind::Counter));
    QTRY_COMPARE(users->text(), u"2 users online"_s);

    press(u"connectButton"_s);
    QVERIFY(isUnconnected());
    QTRY_COMPARE(value->text(), u"–"_s); // nobody knows it any more
    QVERIFY(!child<QAbstractButton>(u"plusButton"_s)->isEnabled());
}

void TestClientTab::countsWhilePaused()
{
    m_tab->openUrl(url(ServiceKind::Counter));
    auto *value = child<QLabel>(u"valueLabel"_s);
    QTRY_VERIFY(value->isVisible());
    const int before = value->text().toInt();
    m_tab->logPanel()->setPaused(true);
    press(u"plusButton"_s);
    QTRY_COMPARE(value->text().toInt(), before + 1);
}

void TestClientTab::greets()
{
    m_tab->openUrl(url(ServiceKind::Hello));
    QVERIFY(isConnected());
    auto *name = child<QLineEdit>(u"nameEdit"_s);
    QVERIFY(name->isVisible());
    QVERIFY(!child<QAbstractButton>(u"greetButton"_s)->isEnabled());
    QTest::keyClicks(name, u"Ada"_s);
    press(u"greetButton"_s);
    QVERIFY(hasRow(Direction::Received, EntryKind::Text, "Hello Ada!"));
    QVERIFY(isUnconnected()); // hello closes after each greeting
    QTRY_VERIFY(name->isVisible());
    m_tab->logPanel()->clear();
    press(u"greetButton"_s); // connects first
    QVERIFY(hasRow(Direction::Received, EntryKind::Text, "Hello Ada!"));
}

void TestClientTab::appliesItsOptions()
{
    press(u"optionsButton"_s);
    QVERIFY(child<QWidget>(u"optionsPane"_s)->isVisible());
    child<QLineEdit>(u"originEdit"_s)->setText(u"http://example.org"_s);
    child<QPlainTextEdit>(u"headersEdit"_s)->setPlainText(u"X-One: 1\n\n X-Two :  2 "_s);
    QTcpServer raw;
    QVERIFY(raw.listen(QHostAddress::LocalHost));
    m_tab->openUrl(u"ws://127.0.0.1:%1/x?y=1"_s.arg(raw.serverPort()));
    QVERIFY(QTest::qWaitFor([&] { return raw.hasPendingConnections(); }));
    std::unique_ptr<QTcpSocket> socket(raw.nextPendingConnection());
    QByteArray request;
    QVERIFY(QTest::qWaitFor([&] {
        request += socket->readAll();
        return request.endsWith("\r\n\r\n");
    }));
    QVERIFY2(request.startsWith("GET /x?y=1 HTTP/1.1\r\n"), request);
    QVERIFY2(request.contains("\r\nOrigin: http://example.org\r\n"), request);
    QVERIFY2(request.contains("\r\nX-One: 1\r\n"), request);
    QVERIFY2(request.contains("\r\nX-Two: 2\r\n"), request);
    QVERIFY(child<QLineEdit>(u"originEdit"_s)->isReadOnly());
    press(u"optionsButton"_s);
    const QString summary = child<QLabel>(u"optionsSummary"_s)->text();
    QVERIFY2(summary.contains(u"2 headers"_s) && summary.contains(u"example.org"_s), qPrintable(summary));
}

void TestClientTab::refusesWrongOptions_data()
{
    QTest::addColumn<QString>("headers");
    QTest::addColumn<QString>("subprotocols");
    QTest::newRow("a header without a colon") << u"X-One"_s << QString();
    QTest::newRow("a header without a name") << u": 1"_s << QString();
    QTest::newRow("a header whose name has a blank") << u"X One: 1"_s << QString();
    QTest::newRow("a subprotocol with a slash") << QString() << u"a/b"_s;
    QTest::newRow("a subprotocol in Chinese") << QString() << u"你好"_s;
}

void TestClientTab::refusesWrongOptions()
{
    QFETCH(QString, headers);
    QFETCH(QString, subprotocols);
    child<QPlainTextEdit>(u"headersEdit"_s)->setPlainText(headers);
    child<QLineEdit>(u"subprotocolsEdit"_s)->setText(subprotocols);
    m_tab->openUrl(url(u"/echo"_s));
    QCOMPARE(m_tab->state(), State::Unconnected);
    QVERIFY(child<QLabel>(u"problemLabel"_s)->isVisible()); // where it is to be mended
    QVERIFY(!bar()->isVisible()); // not twice
}

void TestClientTab::signsIn()
{
    child<QComboBox>(u"signInBox"_s)->setCurrentIndex(1);
    child<QLineEdit>(u"userEdit"_s)->setText(u"bob"_s);
    child<QLineEdit>(u"secretEdit"_s)->setText(u"pass"_s);
    child<QLineEdit>(u"cookiesEdit"_s)->setText(u"a=1;b=2"_s);
    QCOMPARE(child<QLineEdit>(u"secretEdit"_s)->echoMode(), QLineEdit::Password);
    RawServer server(good);
    m_tab->openUrl(server.url().toString());
    QVERIFY(isConnected());
    QVERIFY2(server.request.contains("\r\nAuthorization: Basic Ym9iOnBhc3M=\r\n"), server.request);
    QVERIFY2(server.request.contains("\r\nCookie: a=1; b=2\r\n"), server.request);
    const QString summary = child<QLabel>(u"optionsSummary"_s)->text();
    QVERIFY2(summary.contains(u"signs in as bob"_s) && !summary.contains(u"pass"_s), qPrintable(summary));
}

void TestClientTab::showsWhatCannotBeSent()
{
    press(u"optionsButton"_s);
    auto *problem = child<QLabel>(u"problemLabel"_s);
    QVERIFY(!problem->isVisible());
    child<QPlainTextEdit>(u"headersEdit"_s)->setPlainText(u"X One: 1"_s);
    QTRY_VERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains(u"X One: 1"_s), qPrintable(problem->text()));
    child<QPlainTextEdit>(u"headersEdit"_s)->setPlainText(u"X-One: 1"_s);
    QTRY_VERIFY(!problem->isVisible());
}

void TestClientTab::appliesAndReconnects()
{
    press(u"optionsButton"_s);
    m_tab->openUrl(url(u"/echo"_s));
    QVERIFY(isConnected());
    auto *origin = child<QLineEdit>(u"originEdit"_s);
    QVERIFY(origin->isReadOnly());
    press(u"unlockButton"_s);
    QVERIFY(!origin->isReadOnly());
    origin->setText(u"http://one.example"_s);
    press(u"discardButton"_s);
    QVERIFY(origin->isReadOnly());
    QCOMPARE(origin->text(), QString());

    press(u"unlockButton"_s);
    child<QPlainTextEdit>(u"headersEdit"_s)->setPlainText(u"wrong"_s);
    press(u"applyButton"_s);
    QVERIFY(child<QLabel>(u"problemLabel"_s)->isVisible());
    QCOMPARE(m_tab->state(), State::Connected);
    child<QPlainTextEdit>(u"headersEdit"_s)->clear();
    QSignalSpy states(m_tab.get(), &ClientTab::stateChanged);
    press(u"applyButton"_s);
    QTRY_COMPARE(states.size(), 4); // Closing, Unconnected, Connecting, Connected
    QCOMPARE(m_tab->state(), State::Connected);
    QVERIFY(origin->isReadOnly());
    QVERIFY(!bar()->isVisible());
    press(u"connectButton"_s); // and an end of one's own is an end
    QTRY_COMPARE(m_tab->state(), State::Unconnected);
    QVERIFY(!child<QWidget>(u"connectedRow"_s)->isVisible());
}

void TestClientTab::tabsThroughTheOptions()
{
    press(u"optionsButton"_s);
    press(u"limitsButton"_s);
    child<QComboBox>(u"signInBox"_s)->setCurrentIndex(1);
    child<QWidget>(u"headersEdit"_s)->setFocus();
    const QStringList order{u"headersEdit"_s,
                            u"cookiesEdit"_s,
                            u"subprotocolsEdit"_s,
                            u"originEdit"_s,
                            u"authoritiesEdit"_s,
                            u"authoritiesButton"_s,
                            u"ownCertificateEdit"_s,
                            u"ownCertificateButton"_s,
                            u"proxyBox"_s,
                            u"signInBox"_s,
                            u"saveSecretsBox"_s,
                            u"reconnectBox"_s,
                            u"trustedServersButton"_s,
                            u"acceptAnythingBox"_s,
                            u"userEdit"_s,
                            u"secretEdit"_s,
                            u"limitsButton"_s,
                            u"openDeadlineBox"_s,
                            u"closeDeadlineBox"_s,
                            u"pingBox"_s,
                            u"pongDeadlineBox"_s,
                            u"limitBox"_s};
    for (const QString &name : order) {
        QCOMPARE(m_tab->focusWidget()->objectName(), name);
        QTest::keyClick(m_tab->focusWidget(), Qt::Key_Tab);
    }
    QVERIFY(!child<QWidget>(u"optionsPane"_s)->isAncestorOf(m_tab->focusWidget()));
}

void TestClientTab::theWheelScrollsTheOptions()
{
    m_tab->resize(700, 400);
    press(u"optionsButton"_s);
    press(u"limitsButton"_s);
    auto *scrollBar = child<QScrollArea>(u"scrollPane"_s)->verticalScrollBar();
    QTRY_VERIFY(scrollBar->isVisible());
    const auto turn = [](QWidget *widget) {
        const QPointF middle = widget->rect().center();
        QWheelEvent wheel(middle, widget->mapToGlobal(middle), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(widget, &wheel);
    };
    auto *proxy = child<QComboBox>(u"proxyBox"_s);
    turn(proxy);
    QCOMPARE(proxy->currentIndex(), 0);
    QVERIFY(!proxy->hasFocus());
    const int scrolled = scrollBar->value();
    QVERIFY(scrolled > 0);
    auto *ping = child<QSpinBox>(u"pingBox"_s);
    turn(ping);
    QCOMPARE(ping->value(), 20);
    QVERIFY(scrollBar->value() > scrolled);
    ping->setFocus(); // now it is meant
    turn(ping);
    QCOMPARE(ping->value(), 19);
}

void TestClientTab::closesWithinTheDeadline()
{
    press(u"optionsButton"_s);
    QVERIFY(!child<QWidget>(u"limitsFields"_s)->isVisible());
    press(u"limitsButton"_s);
    auto *deadline = child<QSpinBox>(u"closeDeadlineBox"_s);
    QVERIFY(deadline->isVisible());
    deadline->setValue(1);
    press(u"limitsButton"_s);
    QCOMPARE(child<QLabel>(u"limitsSummary"_s)->text(), u"1 s to close"_s);
    const RawServer silent(good); // after the handshake it says nothing more
    m_tab->openUrl(silent.url().toString());
    QVERIFY(isConnected());
    QVERIFY(deadline->isReadOnly());
    QElapsedTimer timer;
    timer.start();
    press(u"connectButton"_s);
    QTRY_COMPARE(m_tab->state(), State::Closing);
    QTRY_COMPARE(m_tab->state(), State::Unconnected);
    QVERIFY2(timer.elapsed() < 4000, "the default would be 5 s");
}

void TestClientTab::givesUpWithoutAPong()
{
    child<QSpinBox>(u"pingBox"_s)->setValue(0);
    QVERIFY(!child<QSpinBox>(u"pongDeadlineBox"_s)->isEnabled());
    child<QSpinBox>(u"pingBox"_s)->setValue(1);
    child<QSpinBox>(u"pongDeadlineBox"_s)->setValue(1);
    child<QSpinBox>(u"closeDeadlineBox"_s)->setValue(1);
    QCOMPARE(child<QLabel>(u"optionsSummary"_s)->text(),
             u"1 s to close · keep-alive 1 s · pong within 1 s"_s);
    const RawServer silent(good);
    m_tab->openUrl(silent.url().toString());
    QVERIFY(isConnected());
    QTRY_COMPARE_WITH_TIMEOUT(m_tab->state(), State::Unconnected, 15'000); // the default would be 45 s
    const QByteArray close = encodeClosePayload(CloseCode::InternalError, u"keepalive ping timeout"_s);
    QVERIFY(hasRow(Direction::Sent, EntryKind::Close, close));
}

void TestClientTab::saysWhoBrokeTheRules_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QByteArray &bytes, const QString &rule, const QString &code) {
        QTest::newRow(name) << bytes << rule << code;
    };
    row("no UTF-8", encodeFrame(Opcode::Text, "\xFF"), u"text is not UTF-8"_s, u"1007 (invalid payload)"_s);
    row("a reserved bit", QByteArray::fromHex("c100"),
        u"reserved bits are set, but no extension was agreed on"_s, u"1002 (protocol error)"_s);
    row("a masked frame", encodeMaskedFrame(Opcode::Text, "x", {1, 2, 3, 4}),
        u"server frames must not be masked"_s, u"1002 (protocol error)"_s);
    row("a long ping", encodeFrame(Opcode::Ping, QByteArray(128, 'x')),
        u"control frame with more than 125 bytes"_s, u"1002 (protocol error)"_s);
    row("a code that must not be sent", QByteArray::fromHex("880203ed"),
        u"a Close frame with the code 1005, which must not be sent"_s, u"1002 (protocol error)"_s);
}

void TestClientTab::saysWhoBrokeTheRules()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, rule);
    QFETCH(QString, code);
    const RawServer server(good);
    m_tab->openUrl(server.url().toString());
    QVERIFY(isConnected());
    server.peer->write(bytes);
    QTRY_VERIFY(!server.bytes.isEmpty()); // our Close
    server.peer->write(encodeFrame(Opcode::Close, encodeClosePayload(code.left(4).toUShort(), {})));
    server.peer->disconnectFromHost();
    QVERIFY(isUnconnected());
    QTRY_VERIFY(bar()->isVisible());
    QCOMPARE(
        bar()->sentence(),
        u"The other side broke the rules of RFC 6455: %1. This side closed the connection with %2."_s.arg(
            rule, code));
    QCOMPARE(pill()->text(), u"Closed (%1)"_s.arg(code.left(4)));
    QCOMPARE(pill()->kind(), StatusPill::Kind::Failed);
}

void TestClientTab::comesBackAfterALoss()
{
    child<QCheckBox>(u"reconnectBox"_s)->setChecked(true);
    RawServer server(good);
    m_tab->openUrl(server.url().toString());
    QVERIFY(isConnected());
    auto *countdown = child<QWidget>(u"reconnectBar"_s);
    QVERIFY(!countdown->isVisible());
    server.request.clear();
    server.peer->disconnectFromHost();
    QTRY_VERIFY(countdown->isVisible());
    const QString text = child<QLabel>(u"countdownLabel"_s)->text();
    QVERIFY2(text.endsWith(u" s, attempt 1 of 10"_s), qPrintable(text));
    QCOMPARE(pill()->kind(), StatusPill::Kind::Working);
    press(u"tryNowButton"_s);
    QVERIFY(isConnected());
    QVERIFY(!countdown->isVisible());
    QVERIFY(!bar()->isVisible()); // the loss is made good
    press(u"connectButton"_s); // an end of one's own, even where the server does not answer it
    server.peer->disconnectFromHost();
    QTRY_COMPARE(m_tab->state(), State::Unconnected);
    QTRY_VERIFY(bar()->isVisible());
    QVERIFY(!countdown->isVisible());
}

void TestClientTab::leavesAnAttemptUnderWayAlone()
{
    child<QCheckBox>(u"reconnectBox"_s)->setChecked(true);
    RawServer server; // which does not answer
    m_tab->openUrl(server.url().toString());
    QTRY_VERIFY(!server.request.isEmpty());
    server.peer->disconnectFromHost();
    QTRY_VERIFY(bar()->isVisible());
    server.request.clear();
    press(u"tryNowButton"_s);
    QTRY_VERIFY(!server.request.isEmpty());
    QTRY_COMPARE(m_tab->state(), State::Connecting);
    const auto buttons = bar()->findChildren<QPushButton *>();
    const auto again = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *button) {
        return button->text() == u"Try again"_s;
    });
    QVERIFY(again != buttons.end());
    const QSignalSpy begun(m_tab.get(), &ClientTab::urlUsed);
    (*again)->click();
    QCOMPARE(begun.size(), 0);
    server.peer->write(QByteArray(good).replace("ACCEPT", server.accept()));
    QVERIFY(isConnected());
    QVERIFY2(!bar()->isVisible(), qPrintable(bar()->sentence()));
}

void TestClientTab::stopsTrying()
{
    child<QCheckBox>(u"reconnectBox"_s)->setChecked(true);
    QTcpServer reserved;
    QVERIFY(reserved.listen(QHostAddress::LocalHost));
    const quint16 port = reserved.serverPort();
    reserved.close();
    m_tab->openUrl(u"ws://127.0.0.1:%1/"_s.arg(port));
    auto *countdown = child<QWidget>(u"reconnectBar"_s);
    QTRY_VERIFY(countdown->isVisible());
    press(u"stopTryingButton"_s);
    QTRY_VERIFY(!countdown->isVisible());
    QCOMPARE(m_tab->state(), State::Unconnected);
    QCOMPARE(pill()->kind(), StatusPill::Kind::Failed);
    QCOMPARE(pill()->text(), u"Gave up"_s);
    QVERIFY(bar()->isVisible()); // why it was
}

void TestClientTab::remembersSecretsWhenAsked()
{
    child<QPlainTextEdit>(u"headersEdit"_s)->setPlainText(u"X-Api-Key: k"_s);
    child<QLineEdit>(u"cookiesEdit"_s)->setText(u"a=b"_s);
    child<QLineEdit>(u"secretEdit"_s)->setText(u"s"_s);
    child<QCheckBox>(u"saveSecretsBox"_s)->setChecked(true);
    ClientTab other(&m_thread, &m_pins);
    other.restoreState(m_tab->saveState());
    QCOMPARE(other.findChild<QPlainTextEdit *>(u"headersEdit"_s)->toPlainText(), u"X-Api-Key: k"_s);
    QCOMPARE(other.findChild<QLineEdit *>(u"cookiesEdit"_s)->text(), u"a=b"_s);
    QCOMPARE(other.findChild<QLineEdit *>(u"secretEdit"_s)->text(), u"s"_s);
    QVERIFY(other.findChild<QCheckBox *>(u"saveSecretsBox"_s)->isChecked());
}

void TestClientTab::exportsItsHandshakeWithoutSecrets()
{
    QUrl address(url(u"/echo"_s));
    address.setUserInfo(u"me:secret"_s);
    write(address.toString());
    press(u"connectButton"_s);
    QVERIFY(isConnected());
    m_tab->logPanel()->files()->menu()->findChild<QAction *>(u"exportAll"_s)->trigger();
    QFileDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = m_tab->findChild<QFileDialog *>()) && dialog->isVisible());
    const QString filter = dialog->nameFilters().filter(u"(*.har)"_s).first();
    dialog->selectNameFilter(filter);
    emit dialog->filterSelected(filter);
    const QTemporaryDir folder;
    auto *edit = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    edit->setText(folder.filePath(u"session"_s));
    QTest::keyClick(edit, Qt::Key_Return);
    QFile file(folder.filePath(u"session.har"_s));
    QTRY_VERIFY(file.exists());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray har = file.readAll();
    QVERIFY(!har.contains("secret") && !har.contains(QByteArray("me:secret").toBase64()));
    const QJsonObject entry = QJsonDocument::fromJson(har)[u"log"_s][u"entries"_s][0].toObject();
    QCOMPARE(entry[u"request"_s][u"url"_s].toString(), url(u"/echo"_s));
    QCOMPARE(entry[u"response"_s][u"status"_s].toInt(), 101);
    QVERIFY(entry[u"time"_s].toDouble() >= 0);
    const QByteArray request = QJsonDocument(entry[u"request"_s].toObject()).toJson(QJsonDocument::Compact);
    QVERIFY2(request.contains("{\"name\":\"Authorization\",\"value\":\"***\"}"), request);
    QVERIFY2(request.contains("Sec-WebSocket-Key"), request);
}

void TestClientTab::remembersWithoutSecrets()
{
    child<QPlainTextEdit>(u"headersEdit"_s)
        ->setPlainText(u"X-One: 1\nAuthorization: Bearer hidden1\ncookie: hidden2\nX-Api-Key: hidden3"_s);
    child<QLineEdit>(u"proxyPasswordEdit"_s)->setText(u"hidden4"_s);
    child<QLineEdit>(u"cookiesEdit"_s)->setText(u"id=hidden6"_s);
    child<QLineEdit>(u"secretEdit"_s)->setText(u"hidden7"_s);
    child<QLineEdit>(u"subprotocolsEdit"_s)->setText(u"chat"_s);
    child<UrlBox>(u"urlBox"_s)->setUrl(u"ws://user:hidden5@localhost:1234/path"_s);
    child<QSpinBox>(u"pingBox"_s)->setValue(5);
    child<QSpinBox>(u"pongDeadlineBox"_s)->setValue(6);
    child<QSpinBox>(u"closeDeadlineBox"_s)->setValue(7);
    const QVariantMap state = m_tab->saveState();
    const QString text = QDebug::toString(state);
    QVERIFY2(!text.contains(u"hidden"_s), qPrintable(text));

    ClientTab other(&m_thread, &m_pins);
    other.restoreState(state);
    QCOMPARE(other.findChild<UrlBox *>(u"urlBox"_s)->url(), u"ws://localhost:1234/path"_s);
    QCOMPARE(other.findChild<QPlainTextEdit *>(u"headersEdit"_s)->toPlainText(), u"X-One: 1"_s);
    QCOMPARE(other.findChild<QLineEdit *>(u"subprotocolsEdit"_s)->text(), u"chat"_s);
    QCOMPARE(other.findChild<QSpinBox *>(u"pingBox"_s)->value(), 5);
    QCOMPARE(other.findChild<QSpinBox *>(u"pongDeadlineBox"_s)->value(), 6);
    QCOMPARE(other.findChild<QSpinBox *>(u"closeDeadlineBox"_s)->value(), 7);
    QCOMPARE(other.title(), u"localhost:1234"_s);

    other.restoreState({{u"options"_s, u"garbage"_s}, {u"log"_s, 7}, {u"url"_s, QVariantMap()}});
    QCOMPARE(other.title(), u"Client"_s);
}

void TestClientTab::showsTheHistory()
{
    auto *box = child<UrlBox>(u"urlBox"_s);
    write(u"ws://half/wri"_s);
    m_tab->setHistory({u"ws://a/"_s, u"ws://b/"_s});
    QCOMPARE(box->url(), u"ws://half/wri"_s);
    QCOMPARE(m_tab->history(), (QStringList{u"ws://a/"_s, u"ws://b/"_s}));
    box->setCurrentIndex(1);
    QCOMPARE(box->url(), u"ws://b/"_s);
}

void TestClientTab::keepsTheAddressWhileConnected()
{
    auto *box = child<UrlBox>(u"urlBox"_s);
    const auto turnTheWheel = [box] {
        const QPointF center = QRectF(box->rect()).center();
        QWheelEvent turn(center, box->mapToGlobal(center), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                         Qt::NoScrollPhase, false);
        QApplication::sendEvent(box, &turn);
    };
    m_tab->setHistory({u"ws://a/"_s, u"ws://b/"_s, u"ws://c/"_s});
    m_tab->openUrl(url(u"/echo"_s));
    QVERIFY(isConnected());
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Up, Qt::Key_PageDown, Qt::Key_F4})
        QTest::keyClick(box, key);
    QTest::keyClick(box, Qt::Key_Down, Qt::AltModifier);
    QTest::mouseClick(box, Qt::LeftButton, {}, {box->width() - 5, box->height() / 2});
    QVERIFY(!box->view()->isVisible());
    turnTheWheel();
    QCOMPARE(box->url(), url(u"/echo"_s));

    // It can be copied, though; and afterwards another one be chosen.
    box->lineEdit()->selectAll();
    QTest::keyClick(box, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), url(u"/echo"_s));
    press(u"connectButton"_s);
    QVERIFY(isUnconnected());
    const QString before = box->url();
    turnTheWheel();
    QVERIFY(box->url() != before);
    const QString turned = box->url();
    QTest::keyClick(box, Qt::Key_Down);
    QVERIFY(box->url() != turned);
}

void TestClientTab::namesItself()
{
    QSignalSpy changed(m_tab.get(), &ClientTab::titleChanged);
    QCOMPARE(m_tab->title(), u"Client"_s);
    write(u"example.org"_s);
    QCOMPARE(m_tab->title(), u"example.org"_s);
    QVERIFY(!changed.isEmpty());
    QCOMPARE(changed.last().first().toString(), u"example.org"_s);
}

void TestClientTab::canBeClosedWhileConnected()
{
    m_tab->openUrl(url(u"/echo"_s));
    QVERIFY(isConnected());
    QTRY_COMPARE(m_server->board.read().clients(ServiceKind::Echo), 1);
    m_server->log.clear();
    m_tab.reset();
    QVERIFY(m_server->logged(EntryKind::Info, "left echo: 1001 (going away)"));
    QTRY_COMPARE(m_server->board.read().clients(ServiceKind::Echo), 0);
}

void TestClientTab::isNotHeldUpByASilentServer()
{
    child<QSpinBox>(u"closeDeadlineBox"_s)->setValue(60);
    const RawServer silent(good);
    m_tab->openUrl(silent.url().toString());
    QVERIFY(isConnected());
    m_tab.reset();
    QTRY_COMPARE(silent.peer->state(), QAbstractSocket::UnconnectedState); // within five of the 60 seconds
    QVERIFY(!silent.bytes.isEmpty()); // the Close
}

void TestClientTab::canBeClosedWhileConnecting()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    m_tab->openUrl(u"ws://127.0.0.1:%1/"_s.arg(silent.serverPort()));
    QVERIFY(QTest::qWaitFor([&] { return silent.hasPendingConnections(); }));
    std::unique_ptr<QTcpSocket> socket(silent.nextPendingConnection());
    m_tab.reset();
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
}

void TestClientTab::namesItsControls()
{
    for (const QWidget *widget : m_tab->findChildren<QWidget *>()) {
        const QWidget *window = widget->window();
        const bool ours = window == m_tab.get() || qobject_cast<const ClosePopup *>(window);
        if (!ours || !(widget->focusPolicy() & Qt::TabFocus) || widget->objectName().startsWith(u"qt_"_s))
            continue;
        QAccessibleInterface *interface =
            QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        QVERIFY(interface);
        QVERIFY2(
            !interface->text(QAccessible::Name).isEmpty(),
            qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()));
    }
}

void TestClientTab::checksTheConnection()
{
    QTcpServer reserved; // a port on which nothing listens
    QVERIFY(reserved.listen(QHostAddress::LocalHost));
    const quint16 port = reserved.serverPort();
    reserved.close();
    m_tab->openUrl(u"ws://127.0.0.1:%1/"_s.arg(port));
    QTRY_VERIFY(bar()->isVisible());
    QAbstractButton *check = nullptr;
    for (QAbstractButton *button : bar()->findChildren<QAbstractButton *>()) {
        if (button->text() == u"Check the connection"_s)
            check = button;
    }
    QVERIFY(check);
    QTest::mouseClick(check, Qt::LeftButton);
    auto *dialog = child<ConnectionCheckDialog>(u"connectionCheckDialog"_s);
    QVERIFY(dialog);
    QTRY_VERIFY(!dialog->isRunning());
    const auto *verdict = dialog->findChild<InlineBar *>(u"verdictBar"_s);
    QVERIFY2(verdict->sentence().contains(u"Nothing listens on 127.0.0.1:%1"_s.arg(port)),
             qPrintable(verdict->sentence()));
    QCOMPARE(dialog->findChild<QLabel *>(u"sign1"_s)->text(), u"✗"_s);
    QCOMPARE(dialog->findChild<QLabel *>(u"sign1"_s)->accessibleName(), u"Failed"_s);
    QCOMPARE(dialog->findChild<QLabel *>(u"detail3"_s)->text(), u"Not reached"_s);
    QVERIFY(!dialog->findChild<QWidget *>(u"answerEdit"_s)->isVisible());
    QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"copyReportButton"_s), Qt::LeftButton);
    const QString text = QApplication::clipboard()->text();
    QVERIFY2(text.contains(verdict->sentence()) && text.contains(u"✗"), qPrintable(text));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!child<ConnectionCheckDialog>(u"connectionCheckDialog"_s));
    QVERIFY(bar()->isVisible()); // still to be mended
}

void TestClientTab::checksAgain()
{
    write(url(u"/favicon.ico"_s));
    m_tab->checkConnection();
    auto *dialog = child<ConnectionCheckDialog>(u"connectionCheckDialog"_s);
    QVERIFY(dialog);
    auto *again = dialog->findChild<QAbstractButton *>(u"checkAgainButton"_s);
    QCOMPARE(again->text(), u"&Stop"_s);
    QTRY_VERIFY(!dialog->isRunning());
    QCOMPARE(dialog->findChild<QLabel *>(u"sign4"_s)->text(), u"✓"_s);
    QVERIFY(dialog->findChild<QLabel *>(u"duration4"_s)->text().endsWith(u" ms"));
    QTest::mouseClick(again, Qt::LeftButton);
    QVERIFY(dialog->isRunning());
    QCOMPARE(dialog->findChild<QLabel *>(u"sign4"_s)->text(), u"·"_s);
    QTest::mouseClick(again, Qt::LeftButton); // stops it
    QTRY_VERIFY(!dialog->isRunning());
    QCOMPARE(m_tab->state(), State::Unconnected); // the tab's own connection is another

    QTcpServer silent; // closed while it waits for an answer
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    write(u"ws://127.0.0.1:%1/"_s.arg(silent.serverPort()));
    dialog->reject();
    m_tab->checkConnection();
    QTRY_VERIFY(silent.hasPendingConnections());
    const std::unique_ptr<QTcpSocket> peer(silent.nextPendingConnection());
    m_tab.reset();
    QTRY_COMPARE(peer->state(), QAbstractSocket::UnconnectedState);
}

void TestClientTab::asksBeforeItTrusts()
{
    const RunningServer server(withTls(selfSigned()));
    meet(server);
    const QString text = panel()->text();
    QVERIFY2(text.contains(u"localhost:%1"_s.arg(server.port(ServiceKind::Counter))), qPrintable(text));
    QVERIFY2(text.contains(u"vouches for itself"_s), qPrintable(text));
    QVERIFY2(text.contains(panel()->distrust().code), qPrintable(text));
    QVERIFY2(text.contains(u"Browsers and phones would refuse it, too. Nothing was sent"_s),
             qPrintable(text));
    QTRY_VERIFY(child<QPushButton>(u"doNotConnectButton"_s)->hasFocus());
    QVERIFY(!child<QWidget>(u"forgetButton"_s)->isVisible());
    QTRY_COMPARE(panel()->height(), panel()->layout()->totalHeightForWidth(panel()->width()));
    QTRY_VERIFY(panel()->contentsRect().contains(child<QWidget>(u"doNotConnectButton"_s)->geometry()));
    QCOMPARE(child<QWidget>(u"doNotConnectButton"_s)->height(),
             child<QWidget>(u"doNotConnectButton"_s)->sizeHint().height());
    press(u"doNotConnectButton"_s);
    QVERIFY(!panel()->isVisible());
    QCOMPARE(m_tab->state(), State::Unconnected);
    QVERIFY(pins().isEmpty());
}

void TestClientTab::trustsFromNowOn()
{
    const RunningServer server(withTls(selfSigned()));
    meet(server);
    press(u"trustButton"_s);
    QVERIFY(panel()->isVisible()); // asks once more
    QVERIFY(child<QPushButton>(u"backButton"_s)->hasFocus());
    QVERIFY(pins().isEmpty());
    press(u"backButton"_s);
    press(u"trustButton"_s);
    const QByteArray hash = panel()->distrust().publicKeyHash;
    press(u"confirmButton"_s);
    QVERIFY(isConnected());
    QVERIFY(!panel()->isVisible());
    QVERIFY(child<Composer>(u"composerEdit"_s)->hasFocus());
    QCOMPARE(pins().size(), 1);
    QCOMPARE(pins().first().publicKeyHash, hash);
    QCOMPARE(pins().first().place, u"localhost:%1"_s.arg(server.port(ServiceKind::Counter)));
    const QFile::Permissions others =
        QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(m_folder.filePath(u"pins/trusted-servers.json"_s)) & others));

    openTab(); // as after a new start
    m_tab->openUrl(placeOf(server));
    QVERIFY(isConnected());
    QVERIFY(!panel()->isVisible());
}

void TestClientTab::trustsOnlyThisTime()
{
    const RunningServer server(withTls(selfSigned()));
    meet(server);
    press(u"onlyThisTimeButton"_s);
    QVERIFY(isConnected());
    QVERIFY(!panel()->isVisible());
    QVERIFY(pins().isEmpty());
    disconnectAgain();
    press(u"connectButton"_s);
    QTRY_VERIFY(panel()->isVisible()); // asks anew
    QVERIFY(!panel()->distrust().isPinBroken);
}

void TestClientTab::doesNotConnectWithEnter()
{
    const RunningServer server(withTls(selfSigned()));
    meet(server);
    QTRY_VERIFY(child<QPushButton>(u"doNotConnectButton"_s)->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(!panel()->isVisible());
    QCOMPARE(m_tab->state(), State::Unconnected);
    meet(server);
    press(u"trustButton"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // goes back
    QVERIFY(child<QPushButton>(u"doNotConnectButton"_s)->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!panel()->isVisible());
    QVERIFY(pins().isEmpty());
}

void TestClientTab::showsTheCertificate()
{
    const RunningServer server(withTls(selfSigned()));
    meet(server);
    press(u"showCertificateButton"_s);
    auto *dialog = child<CertificateDialog>(u"certificateDialog"_s);
    QVERIFY(dialog);
    QVERIFY2(dialog->verdict().contains(u"OpenSSL would refuse it for localhost. It vouches for itself"_s),
             qPrintable(dialog->verdict()));
    QVERIFY2(dialog->verdict().contains(u"Browsers and phones would refuse it, too."_s),
             qPrintable(dialog->verdict()));
    QVERIFY2(dialog->text().contains(u"SHA-256"_s), qPrintable(dialog->text()));
    QVERIFY2(dialog->text().contains(panel()->distrust().code), qPrintable(dialog->text()));
    dialog->reject();
    QVERIFY(panel()->isVisible());
}

void TestClientTab::showsTheChain()
{
    CertificateSpec spec;
    spec.purpose = CertificateSpec::Purpose::Authority;
    spec.commonName = u"Class authority"_s;
    QString error;
    const auto authority = makeIdentity(spec, nullptr, &error);
    QVERIFY2(authority, qPrintable(error));
    spec = {};
    spec.commonName = u"localhost"_s;
    spec.dnsNames = QStringList{u"localhost"_s};
    const auto identity = makeIdentity(spec, &*authority, &error);
    QVERIFY2(identity, qPrintable(error));
    ServerOptions options = withTls(*identity);
    options.tls->certificates += identity->chain;
    const RunningServer server(options);
    m_tab->setOwnServer(running(server.listeners, authority->certificate));
    m_tab->openUrl(placeOf(server));
    QVERIFY(isConnected()); // who made the certificate trusts it without being asked
    QVERIFY(!panel()->isVisible());
    QVERIFY(!child<QWidget>(u"uncheckedBar"_s)->isVisible());

    press(u"certificateButton"_s);
    auto *dialog = child<CertificateDialog>(u"certificateDialog"_s);
    QVERIFY(dialog);
    auto *tree = dialog->findChild<QTreeWidget *>(u"chainTree"_s);
    QCOMPARE(tree->topLevelItemCount(), 1);
    QTreeWidgetItem *root = tree->topLevelItem(0);
    QVERIFY2(root->text(0).startsWith(u"Class authority"_s), qPrintable(root->text(0)));
    QCOMPARE(root->childCount(), 1);
    QCOMPARE(tree->currentItem(), root->child(0)); // the server's own
    QVERIFY2(dialog->verdict().contains(u"OpenSSL would accept it for localhost."_s),
             qPrintable(dialog->verdict()));
    QVERIFY2(dialog->verdict().contains(u"until they are told to trust its authority"_s),
             qPrintable(dialog->verdict()));
    QVERIFY2(dialog->text().contains(u"Names: localhost"_s), qPrintable(dialog->text()));
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualItemRect(root).center());
    QVERIFY2(dialog->text().contains(u"For: CN=Class authority"_s), qPrintable(dialog->text()));
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"copyPemButton"_s), Qt::LeftButton);
    QCOMPARE(QSslCertificate(QGuiApplication::clipboard()->text().toLatin1()),
             QSslCertificate(authority->certificate));

    auto *host = dialog->findChild<QLineEdit *>(u"hostEdit"_s);
    host->selectAll();
    QTest::keyClicks(host, u"bank.example"_s);
    QTRY_VERIFY2(dialog->verdict().contains(u"issued for localhost, and not for bank.example"_s),
                 qPrintable(dialog->verdict()));
    dialog->reject();
    disconnectAgain();
    QVERIFY(!child<QWidget>(u"certificateButton"_s)->isVisible());
}

void TestClientTab::acceptsAnythingOnce()
{
    const RunningServer server(withTls(selfSigned()));
    press(u"optionsButton"_s);
    press(u"acceptAnythingBox"_s);
    m_tab->openUrl(placeOf(server));
    QVERIFY(isConnected());
    auto *warning = child<InlineBar>(u"uncheckedBar"_s);
    QVERIFY(warning->isVisible());
    QVERIFY2(warning->sentence().contains(u"not checked"_s), qPrintable(warning->sentence()));
    QVERIFY(!warning->findChild<QWidget *>(u"dismissButton"_s)->isVisible());
    QVERIFY(pins().isEmpty());
    const QVariantMap state = m_tab->saveState();
    disconnectAgain();
    QVERIFY(!warning->isVisible());
    QVERIFY(!child<QAbstractButton>(u"acceptAnythingBox"_s)->isChecked());
    meet(server); // asks again

    openTab();
    m_tab->restoreState(state);
    QVERIFY(!child<QAbstractButton>(u"acceptAnythingBox"_s)->isChecked());
}

void TestClientTab::acceptsNothingElseThanThePinned()
{
    RunningServer server(withTls(selfSigned()));
    meet(server);
    press(u"trustButton"_s);
    press(u"confirmButton"_s);
    QVERIFY(isConnected());
    disconnectAgain();
    QVERIFY(server.stop());
    QVERIFY(server.start(withTls(selfSigned(), server.listeners)));
    press(u"optionsButton"_s);
    press(u"acceptAnythingBox"_s);
    meet(server);
    QVERIFY(panel()->distrust().isPinBroken);
    QVERIFY(!child<QAbstractButton>(u"acceptAnythingBox"_s)->isChecked());
}

void TestClientTab::showsACertificateOfItsOwn()
{
    CertificateSpec spec;
    spec.purpose = CertificateSpec::Purpose::Authority;
    spec.commonName = u"Class authority"_s;
    QString error;
    const auto authority = makeIdentity(spec, nullptr, &error);
    QVERIFY2(authority, qPrintable(error));
    spec.purpose = CertificateSpec::Purpose::Client;
    spec.commonName = u"student-07"_s;
    const auto student = makeIdentity(spec, &*authority, &error);
    QVERIFY2(student, qPrintable(error));
    const Identity identity = selfSigned();
    ServerOptions options = withTls(identity);
    options.tls->clientAuthorities = authority->certificate;
    const RunningServer server(options);
    m_tab->setOwnServer(running(server.listeners, identity.certificate));
    QFile file(m_folder.filePath(u"student.p12"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(toPkcs12(*student, "geheim", &error));
    file.close();
    m_tab->openUrl(placeOf(server));
    QTRY_VERIFY(bar()->isVisible()); // without one it is not let in
    QVERIFY2(bar()->sentence().contains(u"certificate"_s), qPrintable(bar()->sentence()));

    press(u"optionsButton"_s);
    QTest::keyClicks(child<QLineEdit>(u"ownCertificateEdit"_s), file.fileName());
    press(u"connectButton"_s);
    auto *dialog = child<PassphraseDialog>(u"passphraseDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(m_tab->state(), State::Unconnected);
    auto *edit = dialog->findChild<QLineEdit *>(u"passphraseEdit"_s);
    QTest::keyClicks(edit, u"wrong"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    auto *wrong = dialog->findChild<QLabel *>(u"wrongLabel"_s);
    QVERIFY2(wrong->text().contains(u"passphrase is wrong"_s), qPrintable(wrong->text()));
    QTest::keyClicks(edit, u"geheim"_s); // the wrong one is selected
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(isConnected());
    disconnectAgain();
    press(u"connectButton"_s); // it is known now
    QVERIFY(isConnected());
    const QVariantMap state = m_tab->saveState();
    const QVariantMap saved = state.value(u"options"_s).toMap();
    QCOMPARE(saved.value(u"ownCertificate"_s).toString(), file.fileName());
    for (const QVariant &value : saved)
        QVERIFY(!value.toString().contains(u"geheim"_s));
}

void TestClientTab::refusesAChangedCertificate()
{
    RunningServer server(withTls(selfSigned()));
    meet(server);
    press(u"trustButton"_s);
    press(u"confirmButton"_s);
    QVERIFY(isConnected());
    disconnectAgain();
    const PinStore::Pin old = pins().first();

    QVERIFY(server.stop());
    QVERIFY(server.start(withTls(selfSigned(), server.listeners)));
    meet(server);
    QVERIFY(panel()->distrust().isPinBroken);
    QVERIFY2(panel()->text().contains(old.code()), qPrintable(panel()->text()));
    QVERIFY2(panel()->text().contains(panel()->distrust().code), qPrintable(panel()->text()));
    for (const QString &accepting : {u"trustButton"_s, u"onlyThisTimeButton"_s, u"confirmButton"_s})
        QVERIFY2(!child<QWidget>(accepting)->isVisible(), qPrintable(accepting));
    QTRY_VERIFY(child<QPushButton>(u"doNotConnectButton"_s)->hasFocus());

    press(u"forgetButton"_s);
    QCOMPARE(pins().size(), 1); // asks once more
    press(u"confirmButton"_s);
    QVERIFY(pins().isEmpty());
    QVERIFY(bar()->isVisible());
    QCOMPARE(m_tab->state(), State::Unconnected);
    meet(server);
    QVERIFY(!panel()->distrust().isPinBroken);
}

void TestClientTab::forgetsAnIdentity()
{
    const RunningServer server(withTls(selfSigned()));
    meet(server);
    press(u"trustButton"_s);
    press(u"confirmButton"_s);
    QVERIFY(isConnected());
    disconnectAgain();
    press(u"optionsButton"_s);
    press(u"trustedServersButton"_s);
    auto *dialog = m_tab->findChild<TrustedServersDialog *>();
    QVERIFY(dialog);
    auto *list = dialog->findChild<QTreeWidget *>(u"serversList"_s);
    QCOMPARE(list->topLevelItemCount(), 1);
    QCOMPARE(list->topLevelItem(0)->text(1), pins().first().code());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualItemRect(list->topLevelItem(0)).center());
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"forgetServerButton"_s), Qt::LeftButton);
    QCOMPARE(list->topLevelItemCount(), 0);
    QVERIFY(pins().isEmpty());
    dialog->reject();
    meet(server);
}

void TestClientTab::asksAboutTheAddressThatWasTried()
{
    const RunningServer server(withTls(selfSigned()));
    meet(server);
    auto *edit = child<UrlBox>(u"urlBox"_s)->lineEdit();
    edit->selectAll();
    edit->insert(u"wss://bank.example/"_s); // as a paste does, at one go
    QVERIFY(!panel()->isVisible());
    QVERIFY(pins().isEmpty());
}

void TestClientTab::trustsNothingWhenClosedWhileAsking()
{
    const RunningServer server(withTls(selfSigned()));
    meet(server);
    press(u"trustButton"_s);
    m_tab.reset();
    QVERIFY(pins().isEmpty());

    openTab();
    meet(server);
    press(u"showCertificateButton"_s);
    m_tab.reset(); // with the dialog open
    QVERIFY(pins().isEmpty());
    QVERIFY(server.board.read().connections.isEmpty());

    openTab();
    m_tab->openUrl(placeOf(server));
    m_tab.reset(); // before the certificate has come
    QVERIFY(pins().isEmpty());
}

void TestClientTab::trustsAnAuthority()
{
    const Identity identity = selfSigned();
    const RunningServer server(withTls(identity));
    QFile file(m_folder.filePath(u"authority.pem"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    press(u"optionsButton"_s);
    auto *edit = child<QLineEdit>(u"authoritiesEdit"_s);
    QTest::keyClicks(edit, file.fileName());
    m_tab->openUrl(placeOf(server));
    QVERIFY(bar()->isVisible()); // it is empty
    QVERIFY2(bar()->sentence().contains(file.fileName()), qPrintable(bar()->sentence()));
    QCOMPARE(m_tab->state(), State::Unconnected);

    file.write(identity.certificate);
    file.close();
    press(u"connectButton"_s);
    QVERIFY(isConnected());
    QVERIFY(pins().isEmpty());
    const QVariantMap state = m_tab->saveState();
    openTab();
    m_tab->restoreState(state);
    QCOMPARE(child<QLineEdit>(u"authoritiesEdit"_s)->text(), file.fileName());
}

void TestClientTab::refusesADamagedList()
{
    const RunningServer server(withTls(selfSigned()));
    meet(server);
    press(u"trustButton"_s);
    press(u"confirmButton"_s);
    QVERIFY(isConnected());
    disconnectAgain();
    QFile file(m_folder.filePath(u"pins/trusted-servers.json"_s));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.resize(file.size() / 2));
    file.close();
    press(u"connectButton"_s);
    QVERIFY(bar()->isVisible());
    QVERIFY2(bar()->sentence().contains(file.fileName()), qPrintable(bar()->sentence()));
    QCOMPARE(m_tab->state(), State::Unconnected);
    QVERIFY(file.exists());
}

QTEST_MAIN(TestClientTab)
#include "tst_clienttab.moc"
