#pragma once

#include <QTableView>

class ColumnWidths;
class LogModel;
class QPushButton;

/// The rows of a LogModel, newest at the bottom.
///
/// Follows the newest until the reader scrolls up; then it stays where it is, says how many rows came
/// since, and follows again at the end of its scroll bar or after End. The selection never moves by
/// itself, and a chosen row that is on the screen stays there when there is less room. Assistive technology
/// sees only the rows on the screen (see logaccessible.h).
class LogView : public QTableView
{
    Q_OBJECT
public:
    explicit LogView(QWidget *parent = nullptr);

    void setLog(LogModel *model);
    bool isFollowing() const { return m_following; }
    /// Rows that came since the view stopped following.
    int newRows() const { return m_newRows; }
    ColumnWidths *columnWidths() const { return m_columnWidths; }
    /// The width that a column needs for its usual texts, in the present font.
    int usualWidth(int column) const;

public slots:
    /// Shows the newest row and follows again. The selection stays.
    void follow();

signals:
    void followingChanged(bool following);

protected:
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void updateGeometries() override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    bool chooseSeenRow(const QKeyEvent *event);
    void setFollowing(bool following);
    void scrolled(int value);
    void rowsRemoved(int first, int last);
    void applyFont();
    void placeFollowButton();

    ColumnWidths *m_columnWidths;
    QPushButton *m_followButton;
    bool m_following = true;
    bool m_adjusting = false; ///< the scroll bar moves by our own doing, not by the reader's
    int m_newRows = 0;
    int m_valueBeforeRemoval = 0;
};
