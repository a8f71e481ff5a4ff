#pragma once

#include <QToolButton>

/// A flat button with an arrow that opens (checked) and closes what is below it.
class DisclosureButton : public QToolButton
{
    Q_OBJECT
public:
    explicit DisclosureButton(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};
