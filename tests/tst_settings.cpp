#include "settings.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

class TestSettings : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(u"websocket-lab.ini"_s);
    }
    void defaultsAreThoseOfTheOptions();
    void remembersAcrossStarts();
    void isWrittenSoonAfterAChange();
    void valuesThatMakeNoSenseAreDefaults_data();
    void valuesThatMakeNoSenseAreDefaults();
    void putsAsideWhatCannotBeRead_data();
    void putsAsideWhatCannotBeRead();
    void keepsEveryBrokenFile();
    void saysWhenItCannotWrite();
    void keepsClientsInOrder();
    void fillsServerOptions();

private:
    void write(const QByteArray &text) const
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QByteArray fileText(const QString &path) const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

void TestSettings::defaultsAreThoseOfTheOptions()
{
    const Settings settings(m_path);
    const ServerOptions ours = settings.serverOptions();
    const ServerOptions usual;
    QCOMPARE(ours.addresses, usual.addresses);
    QCOMPARE(ours.listeners.size(), usual.listeners.size());
    for (qsizetype i = 0; i < usual.listeners.size(); ++i) {
        QCOMPARE(ours.listeners.at(i).service, usual.listeners.at(i).service);
        QCOMPARE(ours.listeners.at(i).port, usual.listeners.at(i).port);
    }
    QCOMPARE(ours.services.greeting, usual.services.greeting);
    QCOMPARE(ours.services.timeText, usual.services.timeText);
    QCOMPARE(ours.services.timeLongestPause, usual.services.timeLongestPause);
    QCOMPARE(ours.limits.connections, usual.limits.connections);
    QCOMPARE(ours.limits.messageBytes, usual.limits.messageBytes);
    QCOMPARE(ours.limits.smallMessageBytes, usual.limits.smallMessageBytes);
    QCOMPARE(ours.limits.pingInterval, usual.limits.pingInterval);
    QVERIFY(settings.trouble().isEmpty());
}

void TestSettings::remembersAcrossStarts()
{
    {
        Settings settings(m_path);
        settings.setValue(Settings::theme, Settings::Theme::Dark);
        settings.setValue(Settings::port[2], 7001);
        settings.setValue(Settings::hasPort[0], false);
        settings.setValue(Settings::greeting, u"Guten Tag, %1; 你好"_s);
        settings.setValue(Settings::allowedOrigins, {u"null"_s, u"https://example.org"_s});
        settings.setValue(Settings::windowSplitter, QByteArray("\0\1\2", 3));
    }
    const Settings settings(m_path);
    QCOMPARE(settings.value(Settings::theme), Settings::Theme::Dark);
    QCOMPARE(settings.value(Settings::port[2]), 7001);
    QCOMPARE(settings.value(Settings::hasPort[0]), false);
    QCOMPARE(settings.value(Settings::greeting), u"Guten Tag, %1; 你好"_s);
    QCOMPARE(settings.value(Settings::allowedOrigins), QStringList({u"null"_s, u"https://example.org"_s}));
    QCOMPARE(settings.value(Settings::windowSplitter), QByteArray("\0\1\2", 3));
}

void TestSettings::isWrittenSoonAfterAChange()
{
    Settings settings(m_path);
    settings.setValue(Settings::textSize, 140);
    QTRY_VERIFY(fileText(m_path).contains("text-size-percent=140"));
    settings.remove(Settings::textSize);
    QTRY_VERIFY(!fileText(m_path).contains("text-size-percent"));
    QCOMPARE(settings.value(Settings::textSize), 100);
}

void TestSettings::valuesThatMakeNoSenseAreDefaults_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a port beyond 65535") << QByteArray("[server]\ncounter-port=70000\n");
    QTest::newRow("a negative port") << QByteArray("[server]\ncounter-port=-1\n");
    QTest::newRow("a word for a port") << QByteArray("[server]\ncounter-port=many\n");
    QTest::newRow("a list for a port") << QByteArray("[server]\ncounter-port=1, 2\n");
    QTest::newRow("a theme that there is not") << QByteArray("[window]\ntheme=Purple\n");
    QTest::newRow("a number for a theme") << QByteArray("[window]\ntheme=99\n");
    QTest::newRow("a number for yes or no") << QByteArray("[server]\ncounter=7\n");
    QTest::newRow("an endless ping interval") << QByteArray("[limits]\nping-interval-ms=99999999999\n");
}

void TestSettings::valuesThatMakeNoSenseAreDefaults()
{
    QFETCH(const QByteArray, text);
    write(text);
    const Settings settings(m_path);
    QCOMPARE(settings.value(Settings::port[2]), 6789);
    QCOMPARE(settings.value(Settings::theme), Settings::Theme::System);
    QCOMPARE(settings.value(Settings::hasPort[2]), true);
    QCOMPARE(settings.value(Settings::pingInterval), 20'000);
}

void TestSettings::putsAsideWhatCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no INI file") << QByteArray("This is a letter to my aunt.\n");
    QTest::newRow("bytes") << QByteArray("\x7f"
                                         "ELF\2\1\1\0\0\0\n\xff\xfe\0\n",
                                         16);
    QTest::newRow("half a file") << QByteArray("[window]\ntheme=Dark\n[server");
}

void TestSettings::putsAsideWhatCannotBeRead()
{
    QFETCH(const QByteArray, text);
    write(text);
    Settings settings(m_path);
    QVERIFY(settings.trouble().contains(u"websocket-lab.ini"_s));
    QVERIFY(settings.trouble().contains(u"websocket-lab.ini.broken"_s));
    QCOMPARE(fileText(m_path + u".broken"_s), text);
    QCOMPARE(settings.value(Settings::theme), Settings::Theme::System);

    settings.setValue(Settings::textSize, 120);
    QTRY_VERIFY(fileText(m_path).contains("120"));
    QCOMPARE(fileText(m_path + u".broken"_s), text);
}

void TestSettings::keepsEveryBrokenFile()
{
    write("first\n");
    QVERIFY(!Settings(m_path).trouble().isEmpty());
    write("second\n");
    const Settings settings(m_path);
    QVERIFY(settings.trouble().contains(u".broken-2"_s));
    QCOMPARE(fileText(m_path + u".broken"_s), QByteArray("first\n"));
    QCOMPARE(fileText(m_path + u".broken-2"_s), QByteArray("second\n"));
}

void TestSettings::saysWhenItCannotWrite()
{
    write({}); // a file where a folder would have to be: this holds for root, too
    Settings settings(m_path + u"/websocket-lab.ini"_s);
    QSignalSpy failed(&settings, &Settings::failed);
    settings.setValue(Settings::textSize, 120);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().toString().contains(QDir::toNativeSeparators(settings.path())));
    QCOMPARE(settings.value(Settings::textSize), 120); // it still counts until the end
    settings.setValue(Settings::textSize, 130);
    QVERIFY(!failed.wait(600)); // told once
}

void TestSettings::keepsClientsInOrder()
{
    const QList<QVariantMap> clients{
        {{u"url"_s, u"ws://a:1/"_s}, {u"look"_s, QByteArray("\0x", 2)}},
        {{u"url"_s, u"ws://b:2/"_s}, {u"headers"_s, QStringList{u"A: 1"_s, u"B: 2"_s}}}};
    {
        Settings settings(m_path);
        settings.setClients(clients);
    }
    {
        Settings settings(m_path);
        QCOMPARE(settings.clients(), clients);
        settings.setClients({clients.last()});
    }
    const Settings settings(m_path);
    QCOMPARE(settings.clients(), QList<QVariantMap>{clients.last()});
}

void TestSettings::fillsServerOptions()
{
    Settings settings(m_path);
    settings.setValue(Settings::reach, Settings::Reach::Network);
    settings.setValue(Settings::hasPort[std::size_t(ServiceKind::Hello)], false);
    settings.setValue(Settings::hasPort[std::size_t(ServiceKind::Echo)], true);
    settings.setValue(Settings::port[std::size_t(ServiceKind::Echo)], 7007);
    settings.setValue(Settings::messageBytes, 1024);
    settings.setValue(Settings::closeDeadline, 250);
    const ServerOptions options = settings.serverOptions();
    QCOMPARE(options.addresses, QStringList({u"0.0.0.0"_s, u"::"_s}));
    QCOMPARE(options.listeners.size(), 3);
    QCOMPARE(options.listeners.last().service, ServiceKind::Echo);
    QCOMPARE(options.listeners.last().port, 7007);
    QCOMPARE(options.limits.messageBytes, 1024);
    QCOMPARE(options.limits.smallMessageBytes, 1024); // never above the other
    QCOMPARE(options.limits.closeDeadline, std::chrono::milliseconds(250));
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
