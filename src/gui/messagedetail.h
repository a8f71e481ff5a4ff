#pragma once

#include "jsoncheck.h"
#include "messagelog.h"
#include "payloadreader.h"
#include "payloadsearch.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class MessageDetail;
}
class PayloadView;
class QAction;
class QLabel;
class QMenu;

/// One entry of a log in full, as text, as indented JSON and in hexadecimal; what is not shown is said.
/// A payload of any size is read, judged and searched in portions, so that the window never waits.
class MessageDetail : public QWidget
{
    Q_OBJECT
public:
    static constexpr qsizetype firstCharacters = 32 * 1024; ///< shown before "Show more", roughly

    explicit MessageDetail(QWidget *parent = nullptr);
    ~MessageDetail() override;

    /// \a row is the entry as one line for the clipboard; without it, it cannot be copied so. Of a handshake's
    /// request \a otherHead is the response, and the other way round, where that is known.
    void setEntry(const LogEntry &entry, const QString &row = {}, const LogEntry &otherHead = {});
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
    using Form = PayloadReader::Form;
    enum class Json { No, Checking, Yes };

    void makeCorner();
    void makeMenu();
    void applyFont();
    void checkJson();
    void settleForm();
    void setWire(const LogEntry &otherHead);
    bool showsWire() const;
    void chooseForm(int form);
    void showFrom(const PayloadReader::Place &place, qsizetype most);
    void showMore();
    void showOn();
    void refold(const JsonLayout::Fold &fold);
    void foldAll(bool fold);
    void refreshNotice();

    void startSearch();
    void searchOn();
    void stepHit(int step);
    void showHit(qsizetype hit);
    void refreshResult(bool searching);

    void refreshActions();
    void copyMessage();
    void copyCommand();
    QString heading() const;
    Form form() const;
    PayloadView *pane(Form form) const;

    std::unique_ptr<Ui::MessageDetail> m_ui;
    QLabel *m_heading = nullptr;
    QMenu *m_menu = nullptr;
    QAction *m_copyMessage = nullptr;
    QAction *m_copyHex = nullptr;
    QAction *m_copyRow = nullptr;
    QAction *m_copyCommand = nullptr;
    QAction *m_foldAll = nullptr;
    QAction *m_unfoldAll = nullptr;

    LogEntry m_entry;
    QString m_row;
    QString m_address;
    Form m_wanted = Form::Json; ///< what the reader chose last
    bool m_wantsWire = false; ///< frames and handshakes before that

    Json m_json = Json::No;
    std::optional<JsonCheck> m_check; ///< reads m_entry's payload
    QTimer m_checkTimer;

    PayloadReader m_reader; ///< of the form that is shown; behind what is shown
    PayloadReader::Place m_start; ///< where what is shown begins
    JsonFolds m_folds;
    QTimer m_moreTimer;
    qsizetype m_more = 0; ///< characters that are still to be shown

    PayloadSearch m_search;
    QTimer m_searchTimer;
    qsizetype m_hit = -1; ///< the one that is marked
    qsizetype m_anchor = 0; ///< the first hit to be marked is not before this character
};
