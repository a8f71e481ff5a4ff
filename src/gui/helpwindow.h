#pragma once

#include <QDialog>

/// What the program is for and how it is used, on one page. Stays open beside the work.
class HelpWindow : public QDialog
{
    Q_OBJECT
public:
    explicit HelpWindow(QWidget *parent = nullptr);
};
