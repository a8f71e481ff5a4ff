#pragma once

#include "payloadpane.h"

#include <QWidget>

#include <memory>

namespace Ui {
class MessageDetail;
}
class JsonJudge;
class MessageMenu;
class QLabel;

/// One entry of a log in full, as text, as indented JSON and in hexadecimal, and how it went over the wire;
/// what is not shown is said. A payload of any size is read, judged and searched in portions, so that the
/// window never waits.
class MessageDetail : public QWidget
{
    Q_OBJECT
public:
    explicit MessageDetail(QWidget *parent = nullptr);
    ~MessageDetail() override;

    /// \a row is the entry as one line for the clipboard; without it, it cannot be copied so. Of a
    /// handshake's request \a otherHead is the response, and the other way round, where that is known.
    void setEntry(const LogEntry &entry, const QString &row = {}, const LogEntry &otherHead = {});
    /// The same for an entry of whose payload there is only the beginning so far: says that the rest is being
    /// read, until the next setEntry().
    void setBeginning(const LogEntry &entry, const QString &row, const LogEntry &otherHead);
    void clear();
    /// Where a copied `wslab connect` command shall send the message; empty: there is no such command.
    void setAddress(const QString &address);
    /// Asks what to look for in the message.
    void find();

signals:
    void closeRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    using Form = PayloadPane::Form;

    void preparePane(Form form);
    void makeCorner();
    void applyFont();
    void showEntry(const QString &row, const LogEntry &otherHead);
    void setWire(const LogEntry &otherHead);
    bool showsWire() const;
    void chooseForm(int form);
    void settleForm();
    void showForm();
    void refreshNotice();
    QString heading() const;
    PayloadPane *pane(Form form) const;
    PayloadPane *shownPane() const;

    std::unique_ptr<Ui::MessageDetail> m_ui;
    QLabel *m_heading = nullptr;
    MessageMenu *m_menu;
    JsonJudge *m_judge;
    LogEntry m_entry;
    bool m_reading = false; ///< the rest of its payload
    Form m_wanted = Form::Json; ///< what the reader chose last
    bool m_wantsWire = false; ///< frames and handshakes before that
};
