#pragma once

#include "composer.h"
#include "filemessage.h"

#include <QWidget>

#include <functional>
#include <memory>

namespace Ui {
class ComposePanel;
}
class ClosePopup;
class QAction;
class SavedMenu;
class SavedMessages;

/// What a person sends: messages that are written, saved or in a file, once or again and again, pings, and
/// the end. Tells what is to be sent, and knows nothing of the connection except whether there is one.
class ComposePanel : public QWidget
{
    Q_OBJECT
public:
    explicit ComposePanel(QWidget *parent = nullptr);
    ~ComposePanel() override;

    /// Without a connection nothing is sent, and repeating ends.
    void setConnected(bool connected);
    /// Where messages are saved; must outlive the panel. Without it they cannot be.
    void setSavedMessages(SavedMessages *messages);

public slots:
    /// Sends what is there.
    void send();
    void ping();
    /// Asks for a code and a reason, then tells them.
    void closeWithCode();
    void focus();
    /// Puts \a draft in the place of what is there.
    void compose(const Composer::Draft &draft);
    /// Asks for a name to save the message under.
    void saveMessage();
    void editSavedMessages();
    /// Does not repeat any longer.
    void stopRepeating();

signals:
    void textReady(const QString &text);
    void binaryReady(const QByteArray &bytes);
    /// \a payload has at most 125 bytes.
    void pingReady(const QByteArray &payload);
    void closeReady(quint16 code, const QString &reason);

private:
    void makeMenus();
    void chooseFormat(int index);
    void withMessage(const std::function<void(const FileMessage &)> &use);
    void tell(const FileMessage &message);
    void pingWithMessage();
    void offerFile(const QString &path);
    bool isFile() const;
    void say(const QString &sentence);
    QString praise(const QByteArray &message) const;
    void refresh();

    std::unique_ptr<Ui::ComposePanel> m_ui;
    ClosePopup *m_closePopup;
    QAction *m_pingWithMessage = nullptr;
    QAction *m_repeat = nullptr;
    SavedMessages *m_saved = nullptr;
    SavedMenu *m_savedMenu = nullptr;
    bool m_connected = false;
    bool m_reading = false; ///< a file is being read
    FileMessage m_repeated;
};
