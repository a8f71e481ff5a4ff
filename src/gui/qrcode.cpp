#include "qrcode.h"

#include <QPainter>

#include <qrencode.h>

#include <memory>

namespace {

constexpr int quietZone = 4; // modules of light around, as readers want it
constexpr int smallestModule = 5; // pixels; a phone reads it from an arm's length
constexpr int usualModule = 8;

struct Free
{
    void operator()(QRcode *code) const { QRcode_free(code); }
};

}

QrCode::QrCode(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void QrCode::setText(const QString &text)
{
    m_modules = QImage();
    const std::unique_ptr<QRcode, Free> code(
        QRcode_encodeString(text.toUtf8().constData(), 0, QR_ECLEVEL_M, QR_MODE_8, 1));
    if (code) {
        const int side = code->width + 2 * quietZone;
        m_modules = QImage(side, side, QImage::Format_RGB32);
        m_modules.fill(Qt::white);
        for (int i = 0; i < code->width * code->width; ++i) {
            if (code->data[i] & 1)
                m_modules.setPixel(quietZone + i % code->width, quietZone + i / code->width, qRgb(0, 0, 0));
        }
    }
    setAccessibleName(tr("QR code of %1").arg(text));
    updateGeometry();
    update();
}

QSize QrCode::sizeHint() const
{
    return m_modules.size() * usualModule;
}

QSize QrCode::minimumSizeHint() const
{
    return m_modules.size() * smallestModule;
}

void QrCode::paintEvent(QPaintEvent *)
{
    if (m_modules.isNull())
        return;
    // Whole device pixels for each module, or lines of grey would appear between them.
    const qreal ratio = devicePixelRatioF();
    const int side = int(qMin(width(), height()) * ratio) / m_modules.width() * m_modules.width();
    if (side <= 0)
        return;
    QPainter painter(this);
    const QSizeF size(side / ratio, side / ratio);
    painter.drawImage(QRectF(QPointF((width() - size.width()) / 2, 0), size), m_modules);
}
