#pragma once

#include <QToolButton>

/// One of a few choices side by side; the chosen one is plain to see in every palette.
class SegmentButton : public QToolButton
{
    Q_OBJECT
public:
    explicit SegmentButton(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};
