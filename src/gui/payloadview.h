#pragma once

#include "payloadreader.h"

#include <QMap>
#include <QPlainTextEdit>

/// Slices of a payload on the screen, read-only and as plain text; also lines of any length at once. Lines
/// that can be folded have an arrow in front, which the mouse, or Space in that line, asks to turn.
class PayloadView : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit PayloadView(QWidget *parent = nullptr);

    /// Shows \a slice alone, from its first line on.
    void setSlice(const PayloadReader::Slice &slice);
    /// Adds the slice that comes next.
    void append(const PayloadReader::Slice &slice);
    /// Characters of the slices.
    qsizetype characters() const { return m_characters; }
    /// The character at the cursor, or where the selection begins.
    qsizetype cursorCharacter() const;
    /// Marks \a length characters from \a character on, and scrolls there.
    void mark(qsizetype character, qsizetype length);
    /// Takes away all from \a character on, and puts the cursor there.
    void truncate(qsizetype character);
    /// Whether there is room for the arrows.
    void setFoldable(bool foldable);

signals:
    /// \a fold is to be folded or unfolded; its bracket is told by the character.
    void foldRequested(const JsonLayout::Fold &fold);

protected:
    QMimeData *createMimeDataFromSelection() const override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    int positionOf(qsizetype character) const;
    void placeGutter();
    void paintGutter();
    void requestFoldAt(const QPoint &point);

    QWidget *m_gutter;
    bool m_foldable = false;
    qsizetype m_characters = 0;
    QMap<int, JsonLayout::Fold> m_folds; ///< by the block that holds the bracket
};
