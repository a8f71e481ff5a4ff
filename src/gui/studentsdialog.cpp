#include "studentsdialog.h"

#include "theme.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int usualClass = 30;
constexpr int largestClass = 500; // a second's work
constexpr int columns = 64;
}

StudentsDialog::StudentsDialog(const LocalAuthority &authority, bool required, bool locked, QWidget *parent)
    : QDialog(parent)
    , m_authority(authority)
    , m_count(new QSpinBox(this))
    , m_folder(new QLineEdit(this))
    , m_make(nullptr)
    , m_required(new QCheckBox(tr("&Let in only clients that show such a certificate"), this))
    , m_result(new QLabel(this))
{
    setWindowTitle(tr("Certificates for students"));
    auto *what = new QLabel(this);
    what->setTextFormat(Qt::PlainText);
    what->setText(
        tr("Each student gets a file with a certificate of this machine's authority and its key. The "
           "student's client shows it, and the server knows who it is: wslab connect --cert "
           "student-01.pem …"));
    what->setWordWrap(true);
    m_count->setObjectName(u"studentsSpin"_s);
    m_count->setRange(1, largestClass);
    m_count->setValue(usualClass);
    m_folder->setObjectName(u"studentsFolder"_s);
    m_folder->setText(QDir::toNativeSeparators(QDir::home().filePath(u"student-certificates"_s)));
    auto *choose = new QPushButton(tr("&Choose…"), this);
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &StudentsDialog::chooseFolder);
    auto *folderRow = new QHBoxLayout;
    folderRow->addWidget(m_folder, 1);
    folderRow->addWidget(choose);
    auto *form = new QFormLayout;
    form->addRow(tr("&How many"), m_count);
    form->addRow(tr("&Folder"), folderRow);
    if (auto *label = qobject_cast<QLabel *>(form->labelForField(folderRow)))
        label->setBuddy(m_folder);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setObjectName(u"studentsResult"_s);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_required->setObjectName(u"studentsRequired"_s);
    m_required->setChecked(required);
    m_required->setEnabled(!locked);
    m_required->setToolTip(locked ? tr("Stop the server to change this") : QString());
    connect(m_required, &QCheckBox::toggled, this, &StudentsDialog::requiredChanged);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_make = buttons->addButton(tr("&Make them"), QDialogButtonBox::ActionRole);
    m_make->setObjectName(u"studentsMake"_s);
    m_make->setDefault(true);
    connect(m_make, &QPushButton::clicked, this, &StudentsDialog::make);
    connect(m_folder, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_make->setEnabled(!text.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->addWidget(what);
    column->addLayout(form);
    column->addWidget(m_result);
    column->addWidget(m_required);
    column->addStretch();
    column->addWidget(buttons);
    resize(Theme::textWidth(columns, font()), 0);
    growToFit();
    m_count->setFocus();
    m_count->selectAll();
}

void StudentsDialog::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("A folder for the certificates"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &name) { m_folder->setText(QDir::toNativeSeparators(name)); });
    dialog->open();
}

void StudentsDialog::make()
{
    const QString folder = QDir::fromNativeSeparators(m_folder->text().trimmed());
    QString error;
    const QStringList files = m_authority.issueStudents(m_count->value(), folder, &error);
    QStringList told;
    if (!files.isEmpty())
        told += tr("Made in %1: %2 to %3. Give each student one of them.")
                    .arg(m_folder->text().trimmed(), QFileInfo(files.first()).fileName(),
                         QFileInfo(files.last()).fileName());
    if (!error.isEmpty())
        told += error;
    m_result->setText(told.join(u'\n'));
    growToFit();
}

/// Labels that wrap ask for their height only once their width is known.
void StudentsDialog::growToFit()
{
    layout()->activate();
    resize(width(), qMax(height(), layout()->totalHeightForWidth(width())));
}
