#pragma once

#include <QDialog>

#include <memory>

namespace Ui {
class ClosePopup;
}

/// A small window beside its button that asks for the code and reason of a Close frame, and lets only
/// what RFC 6455 section 7.4 leaves to programs through. Goes away by itself when it loses the focus.
class ClosePopup : public QDialog
{
    Q_OBJECT
public:
    explicit ClosePopup(QWidget *parent = nullptr);
    ~ClosePopup() override;

    /// Opens above or below \a anchor.
    void openAt(const QWidget *anchor);
    /// One of 1000 to 1003, 1007 to 1011 and 3000 to 4999, or 1005 for a frame without a code.
    quint16 code() const;
    /// At most 123 bytes in UTF-8; empty without a code.
    QString reason() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();

    std::unique_ptr<Ui::ClosePopup> m_ui;
};
