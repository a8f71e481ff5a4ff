#include "certificatecases.h"
#include "clienttab.h"
#include "inlinebar.h"
#include "labwindow.h"
#include "mainwindow.h"
#include "statuspill.h"
#include "trustpanel.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSslCertificate>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patience = 15'000; // milliseconds

/// The program's window with the lab's beside it.
struct Stage
{
    Stage()
        : settings(dir.filePath(u"settings.ini"_s))
    {
        for (const Setting<int> &port : Settings::port)
            settings.setValue(port, 0);
        window = std::make_unique<MainWindow>(&settings);
        window->show();
        window->findChild<QAction *>(u"labAction"_s)->trigger();
        lab = window->findChild<LabWindow *>();
    }

    QPushButton *button(const char *name) const { return lab->findChild<QPushButton *>(QLatin1String(name)); }
    QTreeWidget *table() const { return lab->findChild<QTreeWidget *>(u"labTable"_s); }
    QString details() const { return lab->findChild<QLabel *>(u"labDetails"_s)->text(); }
    QString status() const { return lab->findChild<StatusPill *>()->text(); }
    InlineBar *bar() const { return lab->findChild<InlineBar *>(u"labBar"_s); }

    void choose(const QString &id) const
    {
        const QList<CertificateCase> cases = certificateCases();
        for (int i = 0; i < cases.size(); ++i)
            if (cases[i].id == id)
                table()->setCurrentItem(table()->topLevelItem(i));
    }
    bool start() const
    {
        QTest::mouseClick(button("labStartButton"), Qt::LeftButton);
        return QTest::qWaitFor([this] { return status() == u"Running"_s; }, patience);
    }

    QTemporaryDir dir;
    Settings settings;
    std::unique_ptr<MainWindow> window;
    LabWindow *lab = nullptr;
};

}

/// The window of the certificate lab, with real clicks and real servers.
class TestLabWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setQuitOnLastWindowClosed(false); }

    void beginsStopped()
    {
        const Stage stage;
        QVERIFY(stage.lab && stage.lab->isVisible());
        QCOMPARE(stage.status(), u"Stopped"_s);
        QCOMPARE(stage.table()->topLevelItemCount(), certificateCases().size());
        QCOMPARE(stage.table()->topLevelItem(0)->text(1), u"–"_s);
        for (const char *name : {"labSaveButton", "labCopyButton", "labTryButton"})
            QVERIFY2(!stage.button(name)->isEnabled(), name);
        // The table says what each client does, and the line below it all of it.
        stage.choose(u"self-signed"_s);
        QVERIFY(stage.details().contains(u"It vouches for itself"_s));
        QVERIFY(stage.details().contains(u"curl refuses: self-signed certificate."_s));
        stage.choose(u"no-subject-alternative-name"_s);
        QVERIFY(stage.details().contains(u"This client connects."_s));
        QVERIFY(stage.details().contains(u"Chromium refuses: ERR_CERT_COMMON_NAME_INVALID."_s));
    }

    void startsAndStops()
    {
        const Stage stage;
        QVERIFY(stage.start());
        for (int i = 0; i < stage.table()->topLevelItemCount(); ++i)
            QVERIFY(stage.table()->topLevelItem(i)->text(1).startsWith(u"wss://"_s));
        QTest::mouseClick(stage.button("labStartButton"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(stage.status(), u"Stopped"_s, patience);
        QCOMPARE(stage.table()->topLevelItem(0)->text(1), u"–"_s);
        QVERIFY(!stage.button("labTryButton")->isEnabled());
        QVERIFY(stage.start()); // and once more
    }

    void goesOnWhileItsWindowIsClosed()
    {
        const Stage stage;
        QVERIFY(stage.start());
        const QString address = stage.table()->topLevelItem(0)->text(1);
        QTest::keyClick(stage.lab, Qt::Key_Escape);
        QVERIFY(!stage.lab->isVisible());
        stage.window->findChild<QAction *>(u"labAction"_s)->trigger();
        QVERIFY(stage.lab->isVisible());
        QCOMPARE(stage.window->findChildren<LabWindow *>().size(), 1);
        QCOMPARE(stage.table()->topLevelItem(0)->text(1), address);
    }

    void closesWithTheProgram()
    {
        const Stage stage;
        QVERIFY(stage.start());
        stage.window->close();
        QVERIFY(!stage.lab->isVisible());
    }

    void copiesTheAddress()
    {
        const Stage stage;
        QVERIFY(stage.start());
        stage.choose(u"expired"_s);
        QTest::mouseClick(stage.button("labCopyButton"), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), stage.table()->currentItem()->text(1));
        stage.choose(u"sha1"_s);
        stage.lab->activateWindow();
        stage.table()->setFocus();
        QTRY_VERIFY(stage.table()->hasFocus());
        QTest::keySequence(stage.table(), QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), stage.table()->currentItem()->text(1));
    }

    void triesInAClientTab()
    {
        const Stage stage;
        QVERIFY(stage.start());
        stage.choose(u"good"_s);
        QTest::mouseClick(stage.button("labTryButton"), Qt::LeftButton);
        QCOMPARE(stage.window->clients().size(), 1); // the empty one of the beginning
        ClientTab *good = stage.window->clients().last();
        QTRY_COMPARE_WITH_TIMEOUT(good->state(), Client::State::Connected, patience);
        QTRY_VERIFY(stage.details().contains(u"joined echo"_s));

        stage.choose(u"expired"_s);
        QTest::keyClick(stage.table(), Qt::Key_Return);
        QCOMPARE(stage.window->clients().size(), 2);
        auto *panel = stage.window->clients().last()->findChild<TrustPanel *>();
        QTRY_VERIFY_WITH_TIMEOUT(panel->isVisible(), patience);
        QVERIFY2(panel->distrust().why.contains(u"ended"_s), qPrintable(panel->distrust().why));
        QTRY_VERIFY(stage.details().contains(u"Its server last noted: No secure connection"_s));
        // Only the lab's own tabs trust its authority.
        stage.window->openUrl(stage.table()->topLevelItem(0)->text(1));
        auto *other = stage.window->clients().last()->findChild<TrustPanel *>();
        QTRY_VERIFY_WITH_TIMEOUT(other->isVisible(), patience);
    }

    void savesTheAuthority()
    {
        const Stage stage;
        QVERIFY(stage.start());
        const QString file = stage.dir.filePath(u"lab.pem"_s);
        saveTo(stage, file);
        QFile saved(file);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        const QByteArray pem = saved.readAll();
        QCOMPARE(QSslCertificate::fromData(pem).size(), 1);
        QVERIFY(!pem.contains("KEY"));
        QVERIFY(stage.bar()->sentence().startsWith(u"Saved."_s));
        saveTo(stage, u"/nowhere/lab.pem"_s);
        QTRY_VERIFY(stage.bar()->sentence().contains(u"cannot be written"_s));
    }

private:
    static void saveTo(const Stage &stage, const QString &file)
    {
        QTest::mouseClick(stage.button("labSaveButton"), Qt::LeftButton);
        auto *dialog = stage.lab->findChild<QFileDialog *>();
        QVERIFY(dialog);
        emit dialog->fileSelected(file);
        dialog->close();
        QTRY_VERIFY(!stage.lab->findChild<QFileDialog *>());
    }
};

QTEST_MAIN(TestLabWindow)
#include "tst_labwindow.moc"
