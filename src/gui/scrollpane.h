#pragma once

#include <QScrollArea>

/// Shows its widget whole where there is room for it, and else scrolls it up and down, to what has the keys.
///
/// The wheel scrolls, also over boxes whose value it would change: those take it only once they have the
/// keys.
class ScrollPane : public QScrollArea
{
    Q_OBJECT
public:
    explicit ScrollPane(QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void showEvent(QShowEvent *event) override;
};
