#pragma once

#include <QList>
#include <QPlainTextEdit>

#include <optional>

/// Where a message is written: text, or bytes as pairs of hexadecimal digits. Grows with its lines, to
/// eight. Up in the first line and Down in the last walk through what was sent before.
class Composer : public QPlainTextEdit
{
    Q_OBJECT
public:
    enum class Format { Text, Hex };

    explicit Composer(QWidget *parent = nullptr);

    Format format() const { return m_format; }
    /// Also rewrites what is there, where that is possible.
    void setFormat(Format format);

    /// The bytes to send (UTF-8 for Text). Nothing, and one sentence in \a error, when the digits are
    /// wrong.
    std::optional<QByteArray> bytes(QString *error) const;
    /// Puts what is there into the history and clears it.
    void takeIntoHistory();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    /// Ctrl+Enter was pressed.
    void submitted();
    void formatChanged(Composer::Format format);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Draft
    {
        Format format = Format::Text;
        QString text;

        bool operator==(const Draft &) const = default;
    };

    void show(const Draft &draft);
    bool walkHistory(int step);
    bool canMove(QTextCursor::MoveOperation operation) const;
    void refreshPlaceholder();

    Format m_format = Format::Text;
    QList<Draft> m_history; ///< oldest first
    Draft m_unsent; ///< what was being written when the walk through the history began
    qsizetype m_place = 0; ///< in the history; its size: at what is being written
};
