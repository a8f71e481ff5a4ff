#include "certificatebutton.h"
#include "qrcode.h"
#include "settings.h"
#include "tls.h"
#include "trustposter.h"

#include <QAction>
#include <QCheckBox>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QSslCertificate>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// What the Certificate menu does, with real keys and files: trust for others, exports, students.
class TestCertificateButton : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void tellsEachProgram();
    void showsThePageToTheClass();
    void saysWhyNobodyCanOpenThePage_data();
    void saysWhyNobodyCanOpenThePage();
    void hasNoPageForACertificateOfOnesOwn();
    void asksForTheKeysFile();
    void drawsQrCodes();
    void exports_data();
    void exports();
    void exportsEncrypted();
    void asksForThePassphraseTwice();
    void tellsWhatCannotBeWritten();
    void makesCertificatesForStudents();
    void asksClientsForCertificates();

private:
    template <typename T>
    T *find(const QString &name = {}) const
    {
        return m_button->findChild<T *>(name);
    }
    void trigger(const QString &action) const { find<QAction>(action)->trigger(); }
    QDialog *open(const QString &action, const QString &dialog) const;
    void answerWith(const QString &name) const;
    void write(const QString &name, const QByteArray &bytes) const;
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QByteArray read(const QString &name) const;
    LocalAuthority authority() const { return LocalAuthority(path(u"certificates"_s)); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<CertificateButton> m_button;
};

void TestCertificateButton::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(path(u"settings.ini"_s));
    m_settings->setValue(Settings::certificateFolder, path(u"certificates"_s));
    m_button = std::make_unique<CertificateButton>();
    m_button->setSettings(m_settings.get());
    m_button->setExample(QUrl(u"wss://127.0.0.1:4711/"_s), true);
    m_button->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_button.get()));
}

void TestCertificateButton::cleanup()
{
    m_button.reset();
    m_settings.reset();
    m_folder.reset();
}

QDialog *TestCertificateButton::open(const QString &action, const QString &dialog) const
{
    trigger(action);
    return find<QDialog>(dialog);
}

QByteArray TestCertificateButton::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Types a name into the open file dialog, and presses Return.
void TestCertificateButton::answerWith(const QString &name) const
{
    QPointer<QFileDialog> dialog; // another one may follow at once
    QTRY_VERIFY((dialog = find<QFileDialog>()) && dialog->isVisible());
    auto *edit = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    edit->setText(name);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(!dialog);
}

void TestCertificateButton::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

void TestCertificateButton::tellsEachProgram()
{
    QDialog *dialog = open(u"showTrust"_s, u"trustDialog"_s);
    QVERIFY(dialog);
    auto *programs = dialog->findChild<QListWidget *>(u"programsList"_s);
    auto *text = dialog->findChild<QPlainTextEdit *>(u"recipeText"_s);
    auto *copy = dialog->findChild<QPushButton *>(u"copyButton"_s);
    const QString file = authority().authorityFile();
    const std::pair<QString, QString> expected[] = {
        {u"Python"_s, u"context.load_verify_locations(\"%1\")"_s.arg(file)},
        {u"curl"_s, u"curl --cacert '%1' 'https://127.0.0.1:4711/'"_s.arg(file)},
        {u"Node.js"_s, u"new WebSocket(\"wss://127.0.0.1:4711/\", {ca})"_s},
        {u"Node.js, any program"_s, u"NODE_EXTRA_CA_CERTS='%1'"_s.arg(file)},
        {u"Java"_s, u"keytool -importcert"_s},
        {u"openssl"_s, u"openssl s_client -connect '127.0.0.1:4711'"_s},
        {u"Qt"_s, u"QSslCertificate::fromPath(QStringLiteral(\"%1\"))"_s.arg(file)},
        {u"wslab"_s, u"wslab connect --ca '%1' 'wss://127.0.0.1:4711/'"_s.arg(file)},
        {u"Chromium on Linux"_s, u"certutil -d sql:$HOME/.pki/nssdb -A"_s},
        {u"Published keys"_s, u"sha256//"_s},
    };
    QCOMPARE(programs->count(), int(std::size(expected)) + 1); // and browsers and phones
    for (const auto &[program, part] : expected) {
        const QList<QListWidgetItem *> items = programs->findItems(program, Qt::MatchExactly);
        QCOMPARE(items.size(), 1);
        programs->setCurrentItem(items.first());
        QVERIFY(text->isVisible());
        QVERIFY2(text->toPlainText().contains(part), qPrintable(text->toPlainText()));
        QTest::mouseClick(copy, Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), text->toPlainText());
    }
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!find<QDialog>(u"trustDialog"_s));
}

void TestCertificateButton::showsThePageToTheClass()
{
    QDialog *dialog = open(u"showTrust"_s, u"trustDialog"_s);
    QVERIFY(dialog);
    auto *poster = dialog->findChild<TrustPoster *>();
    QVERIFY(poster->isVisible());
    QString error;
    const QSslCertificate trusted(authority().authorityCertificate(&error));
    QCOMPARE(poster->findChild<QLabel *>(u"posterCode"_s)->text(), Tls::shortCode(trusted));
    const auto own = authority().serverIdentity(LocalAuthority::machineNames(),
                                                LocalAuthority::machineAddresses(), &error);
    QVERIFY2(own, qPrintable(error));
    QCOMPARE(poster->findChild<QLabel *>(u"posterServerCode"_s)->text(),
             Tls::shortCode(QSslCertificate(own->certificate)));
    QCOMPARE(poster->findChild<QLabel *>(u"posterFingerprint"_s)->text().replace(u'\n', u':'),
             Tls::fingerprint(trusted));
    for (const QString &name : {u"posterCode"_s, u"posterServerCode"_s, u"posterFingerprint"_s}) {
        const auto *label = poster->findChild<QLabel *>(name);
        QVERIFY2(label->height() >= label->sizeHint().height(), qPrintable(name)); // nothing is cut off
    }
    QVERIFY(poster->findChild<QLabel *>(u"posterCode"_s)->font().pointSizeF()
            > 2 * dialog->font().pointSizeF());
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"copyButton"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"http://127.0.0.1:4711/trust"_s);
}

void TestCertificateButton::saysWhyNobodyCanOpenThePage_data()
{
    QTest::addColumn<Settings::Reach>("reach");
    QTest::addColumn<bool>("running");
    QTest::addColumn<QString>("part"); // of the hint; empty: none
    QTest::newRow("this computer only") << Settings::Reach::ThisComputer << true << u"The whole network"_s;
    QTest::newRow("not started") << Settings::Reach::Network << false << u"Start the server"_s;
    QTest::newRow("all is well") << Settings::Reach::Network << true << QString();
}

void TestCertificateButton::saysWhyNobodyCanOpenThePage()
{
    QFETCH(Settings::Reach, reach);
    QFETCH(bool, running);
    QFETCH(QString, part);
    m_settings->setValue(Settings::reach, reach);
    m_button->setExample(QUrl(u"wss://127.0.0.1:4711/"_s), running);
    QDialog *dialog = open(u"showTrust"_s, u"trustDialog"_s);
    auto *hint = dialog->findChild<QLabel *>(u"posterHint"_s);
    if (!hint->text().contains(u"no network address"_s)) { // then this machine has none
        QVERIFY2(hint->text().contains(part), qPrintable(hint->text()));
        QCOMPARE(hint->isVisible(), !part.isEmpty());
    }
    const auto *addresses = dialog->findChild<QComboBox *>(u"pageAddress"_s);
    QVERIFY(addresses->count() > 0);
    for (int i = 0; i < addresses->count(); ++i) {
        const QUrl url(addresses->itemText(i));
        QCOMPARE(url.scheme(), u"http"_s);
        QCOMPARE(url.port(), 4711);
        QCOMPARE(url.path(), u"/trust"_s);
    }
}

void TestCertificateButton::hasNoPageForACertificateOfOnesOwn()
{
    CertificateSpec spec;
    spec.commonName = u"localhost"_s;
    spec.dnsNames = QStringList{u"localhost"_s};
    QString error;
    const auto own = makeIdentity(spec, nullptr, &error);
    QFile file(path(u"own.pem"_s));
    QVERIFY(own && file.open(QIODevice::WriteOnly));
    file.write(own->combined());
    file.close();
    m_button->useFile(file.fileName());
    QDialog *dialog = open(u"showTrust"_s, u"trustDialog"_s);
    QVERIFY(dialog);
    QVERIFY(!dialog->findChild<TrustPoster *>());
    const auto *programs = dialog->findChild<QListWidget *>(u"programsList"_s);
    QCOMPARE(programs->count(), 4);
    QCOMPARE(programs->item(0)->text(), u"curl"_s);
    QVERIFY(
        dialog->findChild<QPlainTextEdit *>(u"recipeText"_s)->toPlainText().contains(u"--pinnedpubkey"_s));
    QVERIFY(!find<QMenu>(u"exportMenu"_s)->isEnabled());
}

void TestCertificateButton::asksForTheKeysFile()
{
    CertificateSpec spec;
    spec.commonName = u"localhost"_s;
    spec.dnsNames = QStringList{u"localhost"_s};
    QString error;
    const auto own = makeIdentity(spec, nullptr, &error);
    const auto another = makeIdentity(spec, nullptr, &error);
    QVERIFY2(own && another, qPrintable(error));
    write(u"own.crt"_s, own->certificate);
    write(u"own.key"_s, own->key);
    write(u"another.key"_s, another->key);
    write(u"both.pem"_s, own->combined());

    QSignalSpy failed(m_button.get(), &CertificateButton::failed);
    trigger(u"ownCertificate"_s);
    answerWith(path(u"own.crt"_s));
    QTRY_VERIFY(find<QFileDialog>());
    QVERIFY2(find<QFileDialog>()->windowTitle().contains(u"own.crt has no key"_s),
             qPrintable(find<QFileDialog>()->windowTitle()));
    answerWith(path(u"another.key"_s));
    QCOMPARE(failed.size(), 1);
    QVERIFY2(failed.first().first().toString().contains(path(u"another.key"_s)),
             qPrintable(failed.first().first().toString()));
    QVERIFY(find<QAction>(u"machineCertificate"_s)->isChecked());

    m_button->useFile(path(u"own.crt"_s));
    QVERIFY(find<QAction>(u"machineCertificate"_s)->isChecked()); // not before there is a key
    answerWith(path(u"own.key"_s));
    QCOMPARE(failed.size(), 1);
    QVERIFY(find<QAction>(u"ownCertificate"_s)->isChecked());
    const auto tls = m_button->tls(&error);
    QVERIFY2(tls, qPrintable(error));
    QCOMPARE(tls->certificates, own->certificate);
    QCOMPARE(tls->key, own->key);

    m_button = std::make_unique<CertificateButton>(); // the next start of the program
    m_button->setSettings(m_settings.get());
    QVERIFY2(m_button->tls(&error), qPrintable(error));

    m_button->useFile(path(u"both.pem"_s)); // the key's file is not needed any more
    QVERIFY(QFile::remove(path(u"own.key"_s)));
    QVERIFY2(m_button->tls(&error), qPrintable(error));
    m_button->useThisMachines();
    QVERIFY2(m_button->tls(&error), qPrintable(error));
}

void TestCertificateButton::drawsQrCodes()
{
    QrCode code;
    code.setText(u"http://192.168.1.23:8765/trust"_s);
    QVERIFY(code.accessibleName().contains(u"http://192.168.1.23:8765/trust"_s));
    code.resize(code.sizeHint());
    QImage drawn(code.size(), QImage::Format_RGB32);
    drawn.fill(Qt::red);
    code.render(&drawn);
    // The quiet zone is light, the finder pattern in the corner dark around light around dark.
    const int module = 8; // as sizeHint() has it
    const auto at = [&](int x, int y) {
        return drawn.pixelColor(x * module + module / 2, y * module + module / 2);
    };
    QCOMPARE(at(0, 0), QColor(Qt::white));
    QCOMPARE(at(4, 4), QColor(Qt::black));
    QCOMPARE(at(5, 5), QColor(Qt::white));
    QCOMPARE(at(7, 7), QColor(Qt::black));
    code.setText(QString(5'000, u'x')); // more than fits
    QVERIFY(code.sizeHint().isEmpty());
}

void TestCertificateButton::exports_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("hasKey");
    QTest::newRow("authority, PEM") << u"saveAuthority"_s << u"a.pem"_s << false;
    QTest::newRow("authority, DER") << u"saveAuthorityDer"_s << u"a.crt"_s << false;
    QTest::newRow("server with key") << u"saveCombined"_s << u"server.pem"_s << true;
}

void TestCertificateButton::exports()
{
    QFETCH(QString, action);
    QFETCH(QString, file);
    QFETCH(bool, hasKey);
    QSignalSpy done(m_button.get(), &CertificateButton::done);
    trigger(action);
    answerWith(path(file));
    QTRY_COMPARE(done.size(), 1);
    QVERIFY(done.first().first().toString().contains(file));
    const QByteArray bytes = read(file);
    QString error;
    const QByteArray trusted = authority().authorityCertificate(&error);
    QCOMPARE(bytes.contains("PRIVATE KEY"), hasKey);
    if (hasKey) {
        const auto identity = readIdentity(bytes, {}, {}, &error);
        QVERIFY2(identity, qPrintable(error));
        QCOMPARE(identity->chain, trusted);
        QCOMPARE(QFileInfo(path(file)).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
    } else if (file.endsWith(u"crt"_s)) {
        QCOMPARE(bytes, QSslCertificate(trusted).toDer());
    } else {
        QCOMPARE(bytes, trusted);
    }
}

void TestCertificateButton::exportsEncrypted()
{
    QSignalSpy done(m_button.get(), &CertificateButton::done);
    trigger(u"savePkcs12"_s);
    auto *first = find<QLineEdit>(u"newPassphraseEdit"_s);
    QVERIFY(first);
    QTest::keyClicks(first, u"correct horse"_s);
    auto *again = find<QLineEdit>(u"passphraseAgainEdit"_s);
    QTest::keyClicks(again, u"correct horse"_s);
    QTest::keyClick(again, Qt::Key_Return);
    answerWith(path(u"server.p12"_s));
    QTRY_COMPARE(done.size(), 1);
    const QByteArray bytes = read(u"server.p12"_s);
    QString error;
    QVERIFY(!readIdentity(bytes, {}, "wrong", &error));
    const auto identity = readIdentity(bytes, {}, "correct horse", &error);
    QVERIFY2(identity, qPrintable(error));
    const auto own = authority().serverIdentity(LocalAuthority::machineNames(),
                                                LocalAuthority::machineAddresses(), &error);
    QCOMPARE(identity->certificate, own->certificate);
    QCOMPARE(identity->key, own->key);
    QCOMPARE(QFileInfo(path(u"server.p12"_s)).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner);
}

void TestCertificateButton::asksForThePassphraseTwice()
{
    trigger(u"savePkcs12"_s);
    auto *first = find<QLineEdit>(u"newPassphraseEdit"_s);
    auto *again = find<QLineEdit>(u"passphraseAgainEdit"_s);
    auto *verdict = find<QLabel>(u"passphraseVerdict"_s);
    const auto *ok = qobject_cast<QDialog *>(first->window())
                         ->findChild<QDialogButtonBox *>()
                         ->button(QDialogButtonBox::Ok);
    QCOMPARE(first->echoMode(), QLineEdit::Password);
    QCOMPARE(again->echoMode(), QLineEdit::Password);
    QVERIFY(!ok->isEnabled());
    QTest::keyClicks(first, u"short"_s);
    QTest::keyClicks(again, u"short"_s);
    QVERIFY(!ok->isEnabled());
    QVERIFY(verdict->text().startsWith(u"At least 8"_s));
    QTest::keyClicks(first, u" one"_s);
    QVERIFY(!ok->isEnabled());
    QVERIFY(verdict->text().contains(u"not the same"_s));
    QTest::keyClicks(again, u" one"_s);
    QVERIFY(ok->isEnabled());
    QTest::keyClick(first->window(), Qt::Key_Escape);
    QTRY_VERIFY(!find<QLineEdit>(u"newPassphraseEdit"_s));
    QVERIFY(!find<QFileDialog>());
}

void TestCertificateButton::tellsWhatCannotBeWritten()
{
    QSignalSpy failed(m_button.get(), &CertificateButton::failed);
    QFile inTheWay(path(u"file"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    m_settings->setValue(Settings::certificateFolder, path(u"file/certificates"_s));
    for (const QString &action : {u"showTrust"_s, u"saveAuthority"_s, u"saveCombined"_s, u"savePkcs12"_s}) {
        trigger(action);
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed.takeFirst().first().toString().contains(path(u"file"_s)));
    }
    QVERIFY(!find<QDialog>());
}

void TestCertificateButton::makesCertificatesForStudents()
{
    QDialog *dialog = open(u"showStudents"_s, u"studentsDialog"_s);
    QVERIFY(dialog);
    auto *count = dialog->findChild<QSpinBox *>(u"studentsSpin"_s);
    auto *folder = dialog->findChild<QLineEdit *>(u"studentsFolder"_s);
    auto *make = dialog->findChild<QPushButton *>(u"studentsMake"_s);
    auto *result = dialog->findChild<QLabel *>(u"studentsResult"_s);
    folder->clear();
    QVERIFY(!make->isEnabled());
    folder->setText(path(u"students"_s));
    count->setValue(3);
    QTest::mouseClick(make, Qt::LeftButton);
    QVERIFY2(result->text().contains(u"student-01.pem to student-03.pem"_s), qPrintable(result->text()));
    count->setValue(2);
    QTest::mouseClick(make, Qt::LeftButton); // two more came late; nobody's file is written over
    QVERIFY2(result->text().contains(u"student-04.pem to student-05.pem"_s), qPrintable(result->text()));
    QCOMPARE(QDir(path(u"students"_s)).entryList(QDir::Files).size(), 5);

    QString error;
    for (int i = 1; i <= 5; ++i) {
        const QString name = u"students/student-0%1.pem"_s.arg(i);
        const auto identity = readIdentity(read(name), {}, {}, &error);
        QVERIFY2(identity, qPrintable(error));
        const QSslCertificate certificate(identity->certificate);
        QCOMPARE(certificate.subjectDisplayName(), u"student-0%1"_s.arg(i));
        QCOMPARE(identity->chain, authority().authorityCertificate(&error));
        QVERIFY(certificate.toText().contains(u"TLS Web Client Authentication"_s));
        QCOMPARE(QFileInfo(path(name)).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
    }

    folder->setText(path(u"students/student-01.pem"_s)); // a file, not a folder
    QTest::mouseClick(make, Qt::LeftButton);
    QVERIFY2(result->text().contains(path(u"students/student-01.pem"_s)), qPrintable(result->text()));
    QVERIFY(!result->text().contains(u"Made"_s));
}

void TestCertificateButton::asksClientsForCertificates()
{
    QString error;
    QVERIFY(m_button->tls(&error)->clientAuthorities.isEmpty());
    QDialog *dialog = open(u"showStudents"_s, u"studentsDialog"_s);
    auto *required = dialog->findChild<QCheckBox *>(u"studentsRequired"_s);
    QVERIFY(!required->isChecked());
    required->click();
    QVERIFY(find<QAction>(u"requireClientCertificates"_s)->isChecked());
    QVERIFY(m_settings->value(Settings::clientCertificates));
    QCOMPARE(m_button->tls(&error)->clientAuthorities, authority().authorityCertificate(&error));
    trigger(u"requireClientCertificates"_s);
    QVERIFY(m_button->tls(&error)->clientAuthorities.isEmpty());

    m_button->setLocked(true); // a running server goes on as it was started
    QVERIFY(!find<QAction>(u"requireClientCertificates"_s)->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!find<QDialog>(u"studentsDialog"_s));
    dialog = open(u"showStudents"_s, u"studentsDialog"_s);
    QVERIFY(!dialog->findChild<QCheckBox *>(u"studentsRequired"_s)->isEnabled());
}

int main(int argc, char *argv[])
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QApplication application(argc, argv);
    TestCertificateButton test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_certificatebutton.moc"
