#pragma once

#include "messagelog.h"

#include <QWidget>

#include <memory>

namespace Ui {
class MessageDetail;
}
class QLabel;
class QPlainTextEdit;

/// One entry of a log in full, as text, as indented JSON and in hexadecimal; what is not shown is said.
class MessageDetail : public QWidget
{
    Q_OBJECT
public:
    static constexpr qsizetype firstCharacters = 64 * 1024; ///< shown before "Show more"

    explicit MessageDetail(QWidget *parent = nullptr);
    ~MessageDetail() override;

    void setEntry(const LogEntry &entry);
    void clear();

signals:
    void closeRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    enum Form { Text, Json, Hex };

    void makeHeading();
    void applyFont();
    void chooseForm(int form);
    void showForm(int form, qsizetype most);
    QString textAs(int form) const;
    QString heading() const;
    QPlainTextEdit *pane(int form) const;

    std::unique_ptr<Ui::MessageDetail> m_ui;
    QLabel *m_heading = nullptr;
    LogEntry m_entry;
    QString m_json; ///< indented; empty when the entry is no JSON
    int m_wanted = Json; ///< the form that the reader chose last
};
