#pragma once

#include "frameexplanation.h"

#include <QWidget>

/// A frame's bits in boxes, as RFC 6455 section 5.2 draws them, with the true values: 32 bits in a line, or
/// 16 or 8 where there is less room. Grows with its font.
class FrameDiagram : public QWidget
{
    Q_OBJECT
public:
    explicit FrameDiagram(QWidget *parent = nullptr);

    void setFrame(const FrameExplanation &frame);
    /// Marks the field number \a field; -1: none.
    void setCurrentField(int field);
    /// Where the field number \a field begins.
    QRect fieldRect(int field) const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// The field number \a field was clicked.
    void fieldClicked(int field);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Layout
    {
        int bitsInLine;
        int bitWidth; ///< pixels, as all that follows
        int rulerHeight;
        int bytesHeight;
        int boxHeight;

        int lineHeight() const { return bytesHeight + boxHeight; }
    };

    Layout layoutFor(int width) const;
    int lineCount(const Layout &layout) const;
    QRect boxOf(const Layout &layout, int firstBit, int bits) const;
    void paintField(QPainter *painter, const Layout &layout, int field) const;
    void paintBytes(QPainter *painter, const Layout &layout) const;
    QString moreText() const;

    FrameExplanation m_frame;
    int m_currentField = -1;
};
