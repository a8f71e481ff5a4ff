#pragma once

#include <QWidget>

/// A state as a rounded pill: a sign, a word and a colour that all say the same.
class StatusPill : public QWidget
{
    Q_OBJECT
public:
    enum class Kind {
        Off, ///< grey, a ring
        Working, ///< amber, three dots
        On, ///< green, a disc
        Failed, ///< red, a cross
    };

    explicit StatusPill(QWidget *parent = nullptr);

    /// Shows \a word, which is also what assistive technology reads.
    void setStatus(Kind kind, const QString &word);
    Kind kind() const { return m_kind; }
    QString text() const { return m_word; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QColor color() const;
    void paintSign(QPainter &painter, const QRectF &box) const;

    Kind m_kind = Kind::Off;
    QString m_word;
};
