#pragma once

#include <QImage>
#include <QWidget>

/// A text as a QR code, for phones: dark on light in every theme, as large as its place allows.
class QrCode : public QWidget
{
    Q_OBJECT
public:
    explicit QrCode(QWidget *parent = nullptr);

    /// Nothing is drawn for a text that is empty or too long, which is past some 2,300 bytes.
    void setText(const QString &text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_modules; ///< a pixel for each, with the quiet zone
};
