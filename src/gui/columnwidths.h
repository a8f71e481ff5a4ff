#pragma once

#include <QObject>

class QHeaderView;
class QTableView;

/// The widths of a table's columns: they follow the size of its text, and can be saved. GUI thread.
class ColumnWidths : public QObject
{
    Q_OBJECT
public:
    explicit ColumnWidths(QTableView *view);

    /// The widths and the size of the text that they are for.
    QByteArray save() const;
    /// Takes back what save() gave, for the present size of the text; anything else changes nothing.
    void restore(const QByteArray &state);

signals:
    /// By the reader, or with the text.
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void scale(double factor);
    double textHeight() const;

    QTableView *m_view;
    QHeaderView *m_header;
    double m_textHeight; ///< for which the widths are
};
