#pragma once

#include <QFrame>

class QComboBox;
class QLabel;
class QPushButton;

/// Chooses the file that is to be one message, and says how large it is.
class FilePicker : public QFrame
{
    Q_OBJECT
public:
    explicit FilePicker(QWidget *parent = nullptr);

    QString path() const { return m_path; }
    void setPath(const QString &path);
    bool isText() const;
    /// Why the file cannot be sent: one sentence; empty when it can, or when there is none yet.
    QString objection() const { return m_objection; }

signals:
    void changed();
    /// Ctrl+Enter was pressed.
    void submitted();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void choose();
    void refresh();

    QString m_path;
    QString m_objection;
    QPushButton *m_button;
    QLabel *m_name;
    QComboBox *m_kind;
};
