#pragma once

#include "theme.h"

#include <QFrame>

/// A frame tinted in a tone, for words above the thing that they concern; always as high as its words need
/// at its width.
class NoticeFrame : public QFrame
{
    Q_OBJECT
public:
    explicit NoticeFrame(QWidget *parent = nullptr);

    /// False although the words wrap: a layout that asks for the height at a width asks everybody else for
    /// the height they would like best, and a scroll area then scrolls without need.
    bool hasHeightForWidth() const override { return false; }

protected:
    void setTone(Theme::Tone tone);
    /// Tells assistive technology that there is something new to be read.
    void announce();

    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void fitHeight();

    Theme::Tone m_tone = Theme::Tone::Received;
};
