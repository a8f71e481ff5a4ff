#pragma once

#include <QTableWidget>

/// Rows of plain text that explain something: as high as its rows, to stand with other things in what
/// scrolls.
class ExplanationTable : public QTableWidget
{
    Q_OBJECT
public:
    explicit ExplanationTable(QWidget *parent = nullptr);

    /// The headings of the columns; the last one takes the width that the others leave.
    void setHeadings(const QStringList &headings);
    /// Columns in which the letters stand below each other.
    void setFixedColumns(const QList<int> &columns) { m_fixedColumns = columns; }
    void setRows(const QList<QStringList> &rows);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// The row at \a place in this widget's coordinates is the current one now.
    void rowChosen(int row, const QRect &place);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyFont();
    void fit();

    QList<int> m_fixedColumns;
};
