#include "closepopup.h"
#include "composepanel.h"
#include "filepicker.h"
#include "frame.h"
#include "repeatbar.h"
#include "savedmenu.h"
#include "savedmessagesdialog.h"
#include "settings.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

#include <sys/stat.h>

using namespace Qt::Literals::StringLiterals;

namespace {
enum Kind { Text, Json, Hex, File }; ///< places in the box

const auto nested = u"{\n  \"b\": 1.10,\n  \"a\": [\n    9007199254740993\n  ]\n}"_s;
}

/// What a person sends, with the mouse and the keys.
class TestComposePanel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void sendsNothingWithoutAConnection();
    void takesLinesAndSendsWithCtrlEnter();
    void takesAnInputMethod();
    void checksJson_data();
    void checksJson();
    void formatsJson();
    void keepsTheTextBetweenKinds();
    void walksItsHistory();
    void staysStillWhileDigitsAreTyped();
    void refusesAHugePaste();
    void sendsAFile_data();
    void sendsAFile();
    void refusesAFile_data();
    void refusesAFile();
    void takesADroppedFile();
    void doesNotSendAfterTheEnd();
    void repeats();
    void stopsRepeating_data();
    void stopsRepeating();
    void pingsWithTheMessage();
    void closesWithEachCode();
    void savesMessages();
    void editsSavedMessages();
    void cancelsEditing();
    void readsADamagedFile();

private:
    template <typename T>
    T *child(const QString &name) const
    {
        return m_panel->findChild<T *>(name);
    }
    void press(const QString &button) const
    {
        auto *found = child<QAbstractButton>(button);
        QVERIFY2(found && found->isVisible() && found->isEnabled(), qPrintable(button));
        QTest::mouseClick(found, Qt::LeftButton);
    }
    void choose(Kind kind) const { child<QComboBox>(u"formatBox"_s)->setCurrentIndex(kind); }
    void pressSend() const { press(u"sendButton"_s); }
    bool canSend() const { return child<QAbstractButton>(u"sendButton"_s)->isEnabled(); }
    QString hint() const
    {
        const auto *label = child<QLabel>(u"composerHint"_s);
        return label->isVisible() ? label->text() : QString();
    }
    Composer *composer() const { return child<Composer>(u"composerEdit"_s); }
    FilePicker *picker() const { return child<FilePicker>(u"filePicker"_s); }
    QString written(const QByteArray &content, const QString &name = u"message"_s) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("the test cannot write");
        return file.fileName();
    }
    SavedMessagesDialog *dialog() const { return m_panel->findChild<SavedMessagesDialog *>(); }

    QTemporaryDir m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<SavedMessages> m_saved;
    std::unique_ptr<ComposePanel> m_panel;
    std::unique_ptr<QSignalSpy> m_texts;
    std::unique_ptr<QSignalSpy> m_binaries;
};

void TestComposePanel::init()
{
    QFile::remove(m_folder.filePath(u"settings.ini"_s));
    m_settings = std::make_unique<Settings>(m_folder.filePath(u"settings.ini"_s));
    m_saved = std::make_unique<SavedMessages>(m_settings.get());
    m_panel = std::make_unique<ComposePanel>();
    m_panel->setSavedMessages(m_saved.get());
    m_panel->setConnected(true);
    m_panel->resize(800, 100);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    m_texts = std::make_unique<QSignalSpy>(m_panel.get(), &ComposePanel::textReady);
    m_binaries = std::make_unique<QSignalSpy>(m_panel.get(), &ComposePanel::binaryReady);
}

void TestComposePanel::cleanup()
{
    m_panel.reset();
    m_saved.reset();
    m_settings.reset();
}

void TestComposePanel::sendsNothingWithoutAConnection()
{
    m_panel->setConnected(false);
    QTest::keyClicks(composer(), u"Hello"_s);
    QVERIFY(!canSend());
    QTest::keyClick(composer(), Qt::Key_Return, Qt::ControlModifier);
    m_panel->ping();
    m_panel->closeWithCode();
    QCOMPARE(m_texts->size(), 0);
    QCOMPARE(composer()->toPlainText(), u"Hello"_s);
    QVERIFY(!m_panel->findChild<ClosePopup *>()->isVisible());
}

void TestComposePanel::takesLinesAndSendsWithCtrlEnter()
{
    QTest::keyClicks(composer(), u"one"_s);
    QTest::keyClick(composer(), Qt::Key_Return);
    QTest::keyClicks(composer(), u"two"_s);
    QTest::keyClick(composer(), Qt::Key_Enter, Qt::ControlModifier);
    QCOMPARE(m_texts->size(), 1);
    QCOMPARE(m_texts->last().first().toString(), u"one\ntwo"_s);
    QCOMPARE(composer()->toPlainText(), QString());
}

void TestComposePanel::takesAnInputMethod()
{
    composer()->setFocus();
    QTRY_VERIFY(composer()->hasFocus());
    QVERIFY(composer()->inputMethodQuery(Qt::ImEnabled).toBool());
    QInputMethodEvent composing(u"ni hao"_s, {});
    QApplication::sendEvent(composer(), &composing);
    QCOMPARE(composer()->toPlainText(), QString()); // not written yet
    QInputMethodEvent done;
    done.setCommitString(u"你好"_s);
    QApplication::sendEvent(composer(), &done);
    QTest::keyClick(composer(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_texts->last().first().toString(), u"你好"_s);
}

void TestComposePanel::checksJson_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    QTest::addColumn<bool>("sendable");
    QTest::newRow("good") << u"{\"a\": 1}"_s << u"Good JSON."_s << true;
    QTest::newRow("nothing") << u" \n"_s << u"There is no JSON yet."_s << false;
    QTest::newRow("a mistake in the second line")
        << u"{\"中\": 1,\n \"b\" 2}"_s
        << u"Line 2, column 6: A colon must stand between a name and its value."_s << false;
    QTest::newRow("cut off") << u"[1,\n2"_s << u"Line 2, column 2: A ] is missing at the end."_s << false;
}

void TestComposePanel::checksJson()
{
    QFETCH(QString, text);
    QFETCH(bool, sendable);
    choose(Json);
    composer()->setPlainText(text);
    QTEST(hint(), "said");
    QCOMPARE(canSend(), sendable);
    QCOMPARE(child<QAbstractButton>(u"indentButton"_s)->isEnabled(), sendable);
    QTest::keyClick(composer(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_texts->size(), sendable ? 1 : 0);
    choose(Text);
    QVERIFY(!child<QWidget>(u"hintRow"_s)->isVisible());
    QVERIFY(canSend());
}

void TestComposePanel::formatsJson()
{
    choose(Json);
    QTest::keyClicks(composer(), u"{\"b\":1.10,\"a\":[9007199254740993]}"_s);
    press(u"indentButton"_s);
    QCOMPARE(composer()->toPlainText(), nested);
    QTest::keySequence(composer(), QKeySequence::Undo);
    QCOMPARE(composer()->toPlainText(), u"{\"b\":1.10,\"a\":[9007199254740993]}"_s);
}

void TestComposePanel::keepsTheTextBetweenKinds()
{
    QTest::keyClicks(composer(), u"Hi"_s);
    choose(Hex);
    QCOMPARE(composer()->toPlainText(), u"48 69"_s);
    choose(Json);
    QCOMPARE(composer()->toPlainText(), u"Hi"_s);
    choose(File);
    QVERIFY(picker()->isVisible());
    QVERIFY(!composer()->isVisible());
    QVERIFY(!canSend());
    choose(Text);
    QCOMPARE(composer()->toPlainText(), u"Hi"_s);
    choose(Hex);
    composer()->setPlainText(u"ff"_s); // no text
    choose(Text);
    QCOMPARE(composer()->toPlainText(), u"ff"_s);
}

void TestComposePanel::walksItsHistory()
{
    QTest::keyClicks(composer(), u"one"_s);
    pressSend();
    choose(Hex);
    QTest::keyClicks(composer(), u"00 ff"_s);
    pressSend();
    QCOMPARE(m_binaries->last().first().toByteArray(), QByteArray("\x00\xff", 2));
    QTest::keyClicks(composer(), u"12"_s);
    QTest::keyClick(composer(), Qt::Key_Up);
    QCOMPARE(composer()->toPlainText(), u"00 ff"_s);
    QTest::keyClick(composer(), Qt::Key_Up);
    QCOMPARE(composer()->toPlainText(), u"one"_s);
    QCOMPARE(child<QComboBox>(u"formatBox"_s)->currentIndex(), int(Text)); // as it was sent
    QTest::keyClick(composer(), Qt::Key_Down);
    QTest::keyClick(composer(), Qt::Key_Down);
    QCOMPARE(composer()->toPlainText(), u"12"_s);
    QCOMPARE(child<QComboBox>(u"formatBox"_s)->currentIndex(), int(Hex));
}

void TestComposePanel::staysStillWhileDigitsAreTyped()
{
    choose(Hex);
    const int height = m_panel->minimumSizeHint().height();
    QCOMPARE(hint(), u"0 byte(s)"_s);
    QTest::keyClick(composer(), Qt::Key_4);
    QCOMPARE(hint(), u"The last byte has only one digit."_s);
    QCOMPARE(m_panel->minimumSizeHint().height(), height);
    QTest::keyClick(composer(), Qt::Key_8);
    QCOMPARE(hint(), u"1 byte(s)"_s);
    QCOMPARE(m_panel->minimumSizeHint().height(), height);
    choose(Text);
    QCOMPARE(hint(), QString());
}

void TestComposePanel::refusesAHugePaste()
{
    QGuiApplication::clipboard()->setText(QString(Composer::longestText + 1, u'x'));
    composer()->paste();
    QCOMPARE(composer()->toPlainText(), QString());
    QVERIFY2(hint().startsWith(u"Nothing was pasted: it has "_s), qPrintable(hint()));
    QVERIFY2(hint().contains(u"262,145"_s) || hint().contains(u"262145"_s), qPrintable(hint()));
    QGuiApplication::clipboard()->setText(QString(Composer::longestText, u'x'));
    composer()->paste();
    QCOMPARE(composer()->toPlainText().size(), Composer::longestText);
    QCOMPARE(hint(), QString());
}

void TestComposePanel::sendsAFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("asText");
    QTest::newRow("bytes") << QByteArray("\x00\xff\x80", 3) << false;
    QTest::newRow("text") << QByteArray("你好\r\n") << true;
    QTest::newRow("text with a byte order mark") << QByteArray("\xEF\xBB\xBF{}") << true;
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("five MiB") << QByteArray(5 * 1024 * 1024, 'x') << true;
}

void TestComposePanel::sendsAFile()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, asText);
    choose(File);
    picker()->setPath(written(content));
    child<QComboBox>(u"fileKindBox"_s)->setCurrentIndex(asText ? 1 : 0);
    const QString label = child<QLabel>(u"fileLabel"_s)->text();
    QVERIFY2(label.startsWith(u"message · "_s), qPrintable(label));
    QVERIFY(canSend());
    pressSend();
    QSignalSpy &spy = asText ? *m_texts : *m_binaries;
    QTRY_COMPARE(spy.size(), 1);
    QCOMPARE(asText ? spy.first().first().toString().toUtf8() : spy.first().first().toByteArray(), content);
    QVERIFY(canSend()); // the file stays chosen
    QTest::keyClick(child<QWidget>(u"chooseFileButton"_s), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(spy.size(), 2);
}

void TestComposePanel::refusesAFile_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("said");
    QTest::addColumn<bool>("atOnce");
    QTest::newRow("none") << u"none"_s << u"There is no file none any more."_s << true;
    QTest::newRow("a folder") << u"folder"_s << u"folder is no ordinary file."_s << true;
    QTest::newRow("a pipe") << u"pipe"_s << u"pipe is no ordinary file."_s << true;
    QTest::newRow("too large") << u"large"_s << u"large has 64.0 MiB; a message holds 64.0 MiB at most."_s
                               << true;
    QTest::newRow("no text") << u"bytes"_s << u"bytes is no text in UTF-8; send it as binary."_s << false;
    QTest::newRow("gone since") << u"gone"_s << u"There is no file gone any more."_s << false;
}

void TestComposePanel::refusesAFile()
{
    QFETCH(QString, what);
    QFETCH(QString, said);
    QFETCH(bool, atOnce);
    const QString path = m_folder.filePath(what);
    if (what == u"folder"_s)
        QDir().mkpath(path);
    else if (what == u"pipe"_s)
        QCOMPARE(::mkfifo(path.toLocal8Bit().constData(), 0600), 0);
    else if (what == u"large"_s)
        QVERIFY(QFile(written("", what)).resize(64 * 1024 * 1024 + 1));
    else if (what != u"none"_s)
        written("\xff", what);
    choose(File);
    child<QComboBox>(u"fileKindBox"_s)->setCurrentIndex(1);
    picker()->setPath(path);
    if (what == u"gone"_s)
        QVERIFY(QFile::remove(path));
    QCOMPARE(canSend(), !atOnce);
    if (!atOnce)
        pressSend();
    QTRY_COMPARE(hint(), said);
    QCOMPARE(m_texts->size(), 0);
}

void TestComposePanel::takesADroppedFile()
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(written("abc", u"dropped.txt"_s))});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(composer()->viewport(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(composer()->viewport(), &drop);
    QCOMPARE(child<QComboBox>(u"formatBox"_s)->currentIndex(), int(File));
    const QString label = child<QLabel>(u"fileLabel"_s)->text();
    QCOMPARE(label, u"dropped.txt · 3 B"_s);
    QCOMPARE(composer()->toPlainText(), QString());
}

void TestComposePanel::doesNotSendAfterTheEnd()
{
    choose(File);
    const QString path = written("x");
    QVERIFY(QFile(path).resize(64 * 1024 * 1024));
    picker()->setPath(path);
    m_panel->send();
    QVERIFY(!canSend()); // while it is being read
    QCOMPARE(hint(), u"Reading the file…"_s);
    m_panel->setConnected(false);
    QTRY_COMPARE(hint(), QString()); // it has been read
    QCOMPARE(m_binaries->size(), 0);
}

void TestComposePanel::repeats()
{
    auto *bar = child<RepeatBar>(u"repeatBar"_s);
    QVERIFY(!bar->isVisible()); // folded away until it is wanted
    child<QAction>(u"sendRepeatedly"_s)->trigger();
    QVERIFY(bar->isVisible());
    child<QSpinBox>(u"repeatCountBox"_s)->setValue(12);
    child<QSpinBox>(u"repeatIntervalBox"_s)->setValue(1);
    auto *progress = child<QLabel>(u"repeatProgress"_s);
    QTest::keyClicks(composer(), u"again"_s);
    press(u"repeatButton"_s);
    QCOMPARE(m_texts->size(), 1); // the first one at once
    QCOMPARE(progress->text(), u"1 of 12"_s);
    composer()->setPlainText(u"something else"_s); // does not change what is repeated
    QTRY_COMPARE(m_texts->size(), 12);
    for (const QList<QVariant> &sent : std::as_const(*m_texts))
        QCOMPARE(sent.first().toString(), u"again"_s);
    QTRY_COMPARE(progress->text(), u"Sent 12 of 12"_s);
    QVERIFY(!bar->isRunning());
}

void TestComposePanel::stopsRepeating_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("by the button") << 0;
    QTest::newRow("when the connection ends") << 1;
    QTest::newRow("when a message is refused") << 2;
    QTest::newRow("when it is folded away") << 3;
    QTest::newRow("when it is closed") << 4;
}

void TestComposePanel::stopsRepeating()
{
    QFETCH(int, how);
    child<QAction>(u"sendRepeatedly"_s)->trigger();
    child<QSpinBox>(u"repeatCountBox"_s)->setValue(0); // until stopped
    child<QSpinBox>(u"repeatIntervalBox"_s)->setValue(1);
    press(u"repeatButton"_s);
    QTRY_VERIFY(m_texts->size() > 3);
    auto *bar = child<RepeatBar>(u"repeatBar"_s);
    QVERIFY(bar->isRunning());
    QVERIFY(!child<QWidget>(u"repeatCountBox"_s)->isEnabled());
    switch (how) {
    case 0:
        press(u"repeatButton"_s);
        break;
    case 1:
        m_panel->setConnected(false);
        break;
    case 2:
        m_panel->stopRepeating();
        break;
    case 4:
        press(u"repeatCloseButton"_s);
        QVERIFY(!bar->isVisible());
        break;
    default:
        child<QAction>(u"sendRepeatedly"_s)->trigger();
    }
    QVERIFY(!bar->isRunning());
    const qsizetype before = m_texts->size();
    QTimer later;
    later.setSingleShot(true);
    QSignalSpy passed(&later, &QTimer::timeout);
    later.start(50);
    QVERIFY(passed.wait());
    QCOMPARE(m_texts->size(), before);
    if (how == 1)
        QVERIFY(!child<QAbstractButton>(u"repeatButton"_s)->isEnabled());
}

void TestComposePanel::pingsWithTheMessage()
{
    QSignalSpy pings(m_panel.get(), &ComposePanel::pingReady);
    press(u"pingButton"_s);
    QCOMPARE(pings.last().first().toByteArray(), QByteArray());
    auto *action = child<QAction>(u"pingWithMessage"_s);
    composer()->setPlainText(QString(125, u'x'));
    action->trigger();
    QCOMPARE(pings.last().first().toByteArray(), QByteArray(125, 'x'));
    composer()->setPlainText(QString(42, QChar(0x4f60))); // 126 bytes
    action->trigger();
    QCOMPARE(pings.size(), 2);
    QCOMPARE(hint(), u"A ping holds at most 125 bytes; this message has 126."_s);
    composer()->moveCursor(QTextCursor::End);
    QTest::keyClick(composer(), Qt::Key_Backspace);
    QCOMPARE(hint(), QString());
    choose(File);
    QVERIFY(!action->isEnabled());
}

void TestComposePanel::closesWithEachCode()
{
    QSignalSpy closes(m_panel.get(), &ComposePanel::closeReady);
    auto *popup = m_panel->findChild<ClosePopup *>();
    auto *box = popup->findChild<QComboBox *>(u"codeBox"_s);
    auto *own = popup->findChild<QSpinBox *>(u"ownCodeBox"_s);
    auto *reason = popup->findChild<QLineEdit *>(u"reasonEdit"_s);
    auto *close = popup->findChild<QAbstractButton *>(u"closeNowButton"_s);
    QList<int> codes;
    for (int i = 0; i < box->count(); ++i) {
        if (!box->itemData(i).isValid())
            continue; // the line between them
        press(u"closeButton"_s);
        QVERIFY(popup->isVisible());
        box->setCurrentIndex(i);
        QVERIFY(close->isEnabled());
        QTest::mouseClick(close, Qt::LeftButton);
        codes.append(closes.last().first().toInt());
        QVERIFY2(codes.last() == CloseCode::NoStatus || CloseCode::isValidOnWire(quint16(codes.last())),
                 qPrintable(box->itemText(i)));
    }
    QCOMPARE(codes, (QList<int>{1000, 1005, 4000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011}));
    QCOMPARE(own->minimum(), 3000);
    QCOMPARE(own->maximum(), 4999);
    press(u"closeButton"_s);
    reason->setText(QString(41, QChar(0x4f60)));
    QCOMPARE(popup->findChild<QLabel *>(u"reasonHint"_s)->text(), u"123 of 123 bytes"_s);
    QTest::keyClicks(reason, u"x"_s);
    QVERIFY(!close->isEnabled());
}

void TestComposePanel::savesMessages()
{
    auto *menu = m_panel->findChild<SavedMenu *>();
    QVERIFY(!menu->findChild<QAction *>(u"saveMessage"_s)->isEnabled()); // nothing is there
    choose(Json);
    QTest::keyClicks(composer(), u"{\"action\": \"plus\"}"_s);
    menu->findChild<QAction *>(u"saveMessage"_s)->trigger();
    QTRY_VERIFY(dialog() && dialog()->isVisible());
    auto *editor = dialog()->findChild<QTreeWidget *>()->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor); // the name is asked for
    QCOMPARE(editor->text(), u"{\"action\": \"plus\"}"_s);
    editor->clear();
    QTest::keyClicks(editor, u"One & more"_s);
    QTest::mouseClick(dialog()->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok),
                      Qt::LeftButton);
    QTRY_VERIFY(!dialog());
    QCOMPARE(m_saved->all().size(), 1);
    QCOMPARE(m_saved->all().first().name, u"One & more"_s);

    const SavedMessages again(m_settings.get()); // as after the next start
    QCOMPARE(again.all(), m_saved->all());
    composer()->clear();
    choose(File);
    QAction *first = menu->actions().first();
    QCOMPARE(first->text(), u"One && more\tCtrl+1"_s);
    QVERIFY(first->shortcut().isEmpty()); // the window's menu has the key
    first->trigger();
    QCOMPARE(child<QComboBox>(u"formatBox"_s)->currentIndex(), int(Json));
    QCOMPARE(composer()->toPlainText(), u"{\"action\": \"plus\"}"_s);
    QCOMPARE(m_texts->size(), 0); // it is there to be looked at first
}

void TestComposePanel::editsSavedMessages()
{
    QList<SavedMessage> messages;
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        messages.append({name, {Composer::Format::Text, u"text of "_s + name}});
    m_saved->setAll(messages);
    m_panel->editSavedMessages();
    auto *list = dialog()->findChild<QTreeWidget *>();
    QVERIFY(QTest::qWaitForWindowActive(dialog()));
    QCOMPARE(list->topLevelItem(1)->text(1), u"Ctrl+2"_s);
    list->setFocus();
    QTRY_VERIFY(list->hasFocus());
    QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier); // b a c
    QTest::mouseClick(dialog()->findChild<QPushButton *>(u"downButton"_s), Qt::LeftButton); // b c a
    QVERIFY(!dialog()->findChild<QPushButton *>(u"downButton"_s)->isEnabled());
    QCOMPARE(dialog()->findChild<QPlainTextEdit *>(u"savedPreview"_s)->toPlainText(), u"text of a"_s);
    list->setFocus(); // the button had taken it
    QTest::keyClick(list, Qt::Key_Up);
    QTest::keyClick(list, Qt::Key_Delete); // b a
    list->setCurrentItem(list->topLevelItem(0));
    QTest::mouseClick(dialog()->findChild<QPushButton *>(u"renameButton"_s), Qt::LeftButton);
    auto *editor = list->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->clear();
    QTest::keyClicks(editor, u"first"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTest::mouseClick(dialog()->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok),
                      Qt::LeftButton);
    QCOMPARE(m_saved->all().size(), 2);
    QCOMPARE(m_saved->all().at(0), (SavedMessage{u"first"_s, {Composer::Format::Text, u"text of b"_s}}));
    QCOMPARE(m_saved->all().at(1).name, u"a"_s);
}

void TestComposePanel::cancelsEditing()
{
    m_saved->setAll({{u"a"_s, {Composer::Format::Text, u"x"_s}}});
    m_panel->editSavedMessages();
    QTest::mouseClick(dialog()->findChild<QPushButton *>(u"deleteButton"_s), Qt::LeftButton);
    QTest::mouseClick(dialog()->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Cancel),
                      Qt::LeftButton);
    QCOMPARE(m_saved->all().size(), 1);
}

void TestComposePanel::readsADamagedFile()
{
    QList<QVariantMap> maps;
    for (int i = 0; i < 150; ++i)
        maps.append({{u"name"_s, QString(1'000, u'n')}, {u"format"_s, u"Cobol"_s}, {u"text"_s, 5}});
    maps.first() = {{u"name"_s, QStringList{u"a"_s, u"b"_s}}, {u"text"_s, QVariantMap()}};
    m_settings->setSavedMessages(maps);
    const SavedMessages saved(m_settings.get());
    QCOMPARE(saved.all().size(), 100);
    QCOMPARE(saved.all().last().name.size(), SavedMessages::longestName);
    QCOMPARE(saved.all().last().draft.format, Composer::Format::Text);
}

QTEST_MAIN(TestComposePanel)
#include "tst_composepanel.moc"
