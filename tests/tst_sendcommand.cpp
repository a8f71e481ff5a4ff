#include "sendcommand.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// The commands are run by a real shell, with a wslab that tells what it was given.
class TestSendCommand : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void survivesTheShell_data();
    void survivesTheShell();
    void refuses_data();
    void refuses();

private:
    QTemporaryDir m_folder;
};

void TestSendCommand::initTestCase()
{
    QFile program(m_folder.filePath(u"wslab"_s));
    QVERIFY(program.open(QIODevice::WriteOnly));
    program.write("#!/bin/sh\nfor word; do printf '<%s>' \"$word\"; done\ncat\n");
    program.close();
    QVERIFY(program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void TestSendCommand::survivesTheShell_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("JSON") << QByteArray(R"({"action": "plus"})");
    QTest::newRow("quotes and dollars") << QByteArray(R"(it's "$HOME" `id` $(id) !! \n \\ %s)");
    QTest::newRow("Chinese") << QByteArray("你好，世界");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("like an option") << QByteArray("--help");
    QTest::newRow("the end of a paste") << QByteArray("a\x1b[201~; touch /tmp/x \\033 'q' %s");
    QTest::newRow("what turns the writing round") << QByteArray("a\xE2\x80\xAE"
                                                                "b");
    QTest::newRow("a byte order mark") << QByteArray("\xEF\xBB\xBFx");
    QTest::newRow("octal digits behind an escape") << QByteArray("\x01"
                                                                 "7");
    QTest::newRow("a null") << QByteArray("a\0b", 3);
    QTest::newRow("a carriage return inside") << QByteArray("a\rb");
}

void TestSendCommand::survivesTheShell()
{
    QFETCH(QByteArray, message);
    LogEntry entry;
    entry.kind = EntryKind::Text;
    entry.payload = message;
    entry.size = quint64(message.size());
    QString error;
    const auto command = SendCommand::forMessage(entry, u"ws://[::1]:80/it's?a=$b&c"_s, &error);
    QVERIFY2(command, qPrintable(error));
    for (const QChar c : *command)
        QVERIFY2(c.unicode() >= 0x20 && c.unicode() != 0x7f && c.unicode() != 0x202e, qPrintable(*command));

    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s, m_folder.path() + u':' + environment.value(u"PATH"_s));
    for (const QString &shell : {u"sh"_s, u"bash"_s}) {
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(shell, {u"-c"_s, *command});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.readAllStandardOutput(), "<connect><ws://[::1]:80/it's?a=$b&c>" + message + '\n');
        QCOMPARE(process.readAllStandardError(), QByteArray());
    }
}

void TestSendCommand::refuses_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<int>("missing"); // bytes that the log did not keep
    QTest::newRow("bytes") << int(EntryKind::Binary) << QByteArray("abc") << 0;
    QTest::newRow("a ping") << int(EntryKind::Ping) << QByteArray("abc") << 0;
    QTest::newRow("no UTF-8") << int(EntryKind::Text) << QByteArray("\xff") << 0;
    QTest::newRow("several lines") << int(EntryKind::Text) << QByteArray("a\nb") << 0;
    QTest::newRow("a line end") << int(EntryKind::Text) << QByteArray("a\r") << 0;
    QTest::newRow("a part") << int(EntryKind::Text) << QByteArray("abc") << 1;
    QTest::newRow("too long") << int(EntryKind::Text) << QByteArray(64 * 1024 + 1, 'x') << 0;
}

void TestSendCommand::refuses()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, message);
    QFETCH(int, missing);
    LogEntry entry;
    entry.kind = EntryKind(kind);
    entry.payload = message;
    entry.size = quint64(message.size() + missing);
    QString error;
    QVERIFY(!SendCommand::forMessage(entry, u"ws://localhost/"_s, &error));
    QVERIFY2(error.endsWith(u'.'), qPrintable(error));
}

QTEST_GUILESS_MAIN(TestSendCommand)
#include "tst_sendcommand.moc"
