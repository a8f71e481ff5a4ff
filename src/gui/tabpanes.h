#pragma once

#include <QHash>
#include <QIcon>
#include <QSplitter>

class TabPane;

/// The window's pages, with their tabs in one pane or in two side by side.
///
/// Knows where each page is and what its tab shows, but not what is on it. GUI thread.
class TabPanes : public QSplitter
{
    Q_OBJECT
public:
    enum class Side { Left, Right };
    /// What a page's tab shows by itself.
    struct Label
    {
        QString name; ///< unless a person has given another one
        QString toolTip; ///< plain text; empty: none
        QIcon icon;
    };

    explicit TabPanes(QWidget *parent = nullptr);
    ~TabPanes() override;

    /// Adds \a page behind the last tab on \a side; setLabel() tells what its tab shows. One that is not
    /// \a closable stays for good.
    void addPage(QWidget *page, Side side, bool closable = true);
    /// The same, but before the tab at \a index from 0.
    void insertPage(QWidget *page, Side side, int index, bool closable = true);
    /// What the tab of \a page shows from now on.
    void setLabel(QWidget *page, const Label &label);
    /// Gives the tab of \a page a name in the place of its label's; empty: it has its own again.
    void setName(QWidget *page, const QString &name);
    /// The name that a person gave; empty: none.
    QString name(const QWidget *page) const { return m_tabs.value(page).name; }
    bool isClosable(const QWidget *page) const { return m_tabs.value(page).closable; }

    /// All pages, from left to right.
    QList<QWidget *> pages() const;
    /// Where \a page is; on the left when it is nowhere.
    Side sideOf(const QWidget *page) const;
    /// The place of the tab of \a page on its side, from 0.
    int indexOf(const QWidget *page) const;
    /// The side that has the keys or had them last, or on which something was done since.
    Side currentSide() const;
    /// The page in front on the current side: the one that the menu's actions are about.
    QWidget *currentPage() const;
    /// The place of the tab in front on \a side, from 0.
    int frontIndex(Side side) const;
    /// Brings forward the tab at \a index on \a side, or the last one there.
    void setFrontIndex(Side side, int index);

public slots:
    /// Puts \a page in front on its side.
    void bringForward(QWidget *page);
    /// Brings forward the tab \a step places further on the current side, round and round.
    void stepTab(int step);
    /// Lets a person rename the tab of \a page in place.
    void editName(QWidget *page);
    /// Takes \a page away, and deletes it in the event loop; does nothing when it is not closable.
    void closePage(QWidget *page);
    /// Puts \a page on the other side; where there is only one, splits the window instead.
    void moveAcross(QWidget *page);
    /// Splits the window, with the page in front (or else the first that is closable) on the right; or puts
    /// all tabs into one pane again.
    void setSideBySide(bool on);

signals:
    void newPageRequested();
    /// A person wants to choose what is done with \a page.
    void menuRequested(QWidget *page, QPoint globalPosition);
    /// currentPage() may be another one than before.
    void currentChanged();
    /// Pages are in other places or have other names.
    void arranged();
    /// \a page is no longer among the pages, and about to be deleted.
    void closed(QWidget *page);
    void sideBySideChanged(bool on);
    /// The window was split, and there is no page for \a side.
    void emptySideOpened(TabPanes::Side side);

private:
    struct Tab
    {
        QString name; ///< given by a person
        Label label;
        bool closable = false;
    };

    void connectPane(TabPane *pane, Side side);
    void setCurrentSide(Side side);
    TabPane *paneAt(Side side) const { return side == Side::Right ? m_right : m_left; }
    TabPane *paneOf(const QWidget *page) const { return paneAt(sideOf(page)); }
    void movePage(QWidget *page, Side side);
    void showLabel(QWidget *page);
    void split();
    void unite();
    void settle();
    void giveRoomBack(bool wasNarrow);

    TabPane *m_left;
    TabPane *m_right;
    QHash<const QWidget *, Tab> m_tabs;
    Side m_side = Side::Left; ///< see currentSide(), while there are two
    bool m_sideBySide = false;
    int m_widthBefore = 0; ///< of the window, when it was split; 0: it was not
};
