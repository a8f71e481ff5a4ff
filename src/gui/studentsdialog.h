#pragma once

#include "localauthority.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

/// Makes certificates for the clients of a class, one file for each student, and asks whether only those
/// are to be let in.
class StudentsDialog : public QDialog
{
    Q_OBJECT
public:
    /// \a required: whether clients must show a certificate already; \a locked: that cannot be changed now.
    StudentsDialog(const LocalAuthority &authority, bool required, bool locked, QWidget *parent = nullptr);

signals:
    /// Whether clients must show a certificate, as the person wants it from now on.
    void requiredChanged(bool required);

private:
    void chooseFolder();
    void make();
    void growToFit();

    LocalAuthority m_authority;
    QSpinBox *m_count;
    QLineEdit *m_folder;
    QPushButton *m_make;
    QCheckBox *m_required;
    QLabel *m_result;
};
