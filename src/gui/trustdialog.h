#pragma once

#include "trustrecipes.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class TrustPoster;

/// How others come to trust this server: the page for browsers and phones, and lines for programs, each
/// to be copied.
class TrustDialog : public QDialog
{
    Q_OBJECT
public:
    struct Page
    {
        QList<QUrl> addresses; ///< where the page is, plain http; empty: there is none
        QString hint; ///< why nobody can open it now, if so
    };

    /// \a server must have a certificate.
    TrustDialog(const TrustRecipes::Server &server, const Page &page, QWidget *parent = nullptr);

private:
    void showRow(int row);
    void copy();

    const QList<TrustRecipe> m_recipes;
    TrustPoster *m_poster = nullptr;
    QListWidget *m_programs;
    QStackedWidget *m_stack;
    QWidget *m_recipePage;
    QLabel *m_note;
    QPlainTextEdit *m_text;
    QPushButton *m_copy = nullptr;
};
