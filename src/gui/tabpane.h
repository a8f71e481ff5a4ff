#pragma once

#include <QTabBar>
#include <QTabWidget>

class QLineEdit;
class QToolButton;

/// A tab bar whose tabs are closed by the middle button and renamed in place.
class TabBar : public QTabBar
{
    Q_OBJECT
public:
    explicit TabBar(QWidget *parent = nullptr);

    /// Puts a line edit over tab \a index; Enter or leaving it renames, Escape does not.
    void edit(int index);

signals:
    void layoutChanged();
    void middleClicked(int index);
    /// A person gave tab \a index a name; empty: it wants its own again.
    void renamed(int index, const QString &name);

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override;
    void changeEvent(QEvent *event) override;
    void tabLayoutChange() override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void finishEditing(bool keep);

    QLineEdit *m_editor = nullptr;
    int m_edited = -1;
    int m_pressed = -1; ///< the tab under the middle button
};

/// Pages with tabs, and a button for a new one right behind the last tab.
class TabPane : public QTabWidget
{
    Q_OBJECT
public:
    explicit TabPane(QWidget *parent = nullptr);

    TabBar *bar() const { return m_bar; }
    /// Adds \a page before the tab at \a index; only \a closable ones get a close button.
    void insertPage(int index, QWidget *page, bool closable);
    /// Lets a person rename \a page's tab in place.
    void rename(QWidget *page);

signals:
    void newPageRequested();
    void closeRequested(QWidget *page);
    void renamed(QWidget *page, const QString &name);
    void menuRequested(QWidget *page, QPoint globalPosition);
    void pageMoved();

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void tabInserted(int index) override;
    void tabRemoved(int index) override;

private:
    void placeAddButton();
    bool isClosable(int index) const;

    TabBar *m_bar;
    QToolButton *m_add;
    QWidget *m_room; ///< keeps the tabs from reaching under the button
};
