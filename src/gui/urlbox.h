#pragma once

#include <QComboBox>

/// The address to connect to, with the earlier ones to choose from.
class UrlBox : public QComboBox
{
    Q_OBJECT
public:
    explicit UrlBox(QWidget *parent = nullptr);

    QString url() const { return currentText().trimmed(); }
    void setUrl(const QString &url);
    /// The earlier addresses, newest first. What is being written stays.
    void setHistory(const QStringList &urls);
    QStringList history() const;
    bool isReadOnly() const;
    /// Read-only, it can be read, selected and copied, and neither written in nor given another address.
    void setReadOnly(bool readOnly);
    void showPopup() override;

signals:
    /// Enter was pressed.
    void submitted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
};
