#pragma once

#include <QList>
#include <QPlainTextEdit>

#include <optional>

/// Where a message is written: text, JSON that is checked, or bytes as pairs of hexadecimal digits. Grows
/// with its lines, to eight. Up in the first line and Down in the last walk through what was sent before.
class Composer : public QPlainTextEdit
{
    Q_OBJECT
public:
    enum class Format { Text, Json, Hex };
    Q_ENUM(Format)

    /// Something written, sent or not.
    struct Draft
    {
        Format format = Format::Text;
        QString text;

        bool operator==(const Draft &) const = default;
    };

    /// Characters that can be pasted. On one line, so many take 80 ms to come in and 40 ms for each key at
    /// their end; what is longer is better sent as a file.
    static constexpr qsizetype longestText = 256 * 1024;

    explicit Composer(QWidget *parent = nullptr);

    Format format() const { return m_format; }
    /// Also rewrites what is there, where that is possible.
    void setFormat(Format format);

    Draft draft() const { return {m_format, toPlainText()}; }
    /// Puts \a draft in the place of what is there, which Undo brings back.
    void setDraft(const Draft &draft);
    /// Lays out the JSON anew, with its numbers and the order of its keys as they are.
    void indent();

    /// The bytes to send (UTF-8 for Text and Json). Nothing, and one sentence in \a error, when the JSON or
    /// the digits are wrong.
    std::optional<QByteArray> bytes(QString *error) const;
    /// Puts what is there into the history and clears it.
    void takeIntoHistory();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    /// Ctrl+Enter was pressed.
    void submitted();
    void formatChanged(Composer::Format format);
    /// A file was dropped or pasted.
    void fileOffered(const QString &path);
    /// Something was not taken: one sentence.
    void refused(const QString &sentence);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void replaceText(const QString &text);
    void settleWrapping(QStringView longest);
    bool walkHistory(int step);
    bool canMove(QTextCursor::MoveOperation operation) const;
    void refreshPlaceholder();

    Format m_format = Format::Text;
    QList<Draft> m_history; ///< oldest first
    Draft m_unsent; ///< what was being written when the walk through the history began
    qsizetype m_place = 0; ///< in the history; its size: at what is being written
};
