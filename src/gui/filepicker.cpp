#include "filepicker.h"

#include "displaytext.h"
#include "filemessage.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QShortcut>

using namespace Qt::Literals::StringLiterals;

namespace {

QString fileIn(const QMimeData *data)
{
    return data->urls().size() == 1 ? data->urls().first().toLocalFile() : QString();
}

}

FilePicker::FilePicker(QWidget *parent)
    : QFrame(parent)
    , m_button(new QPushButton(tr("Choose a file…"), this))
    , m_name(new QLabel(this))
    , m_kind(new QComboBox(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAcceptDrops(true);
    m_button->setObjectName(u"chooseFileButton"_s);
    m_name->setObjectName(u"fileLabel"_s);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_kind->setObjectName(u"fileKindBox"_s);
    m_kind->setAccessibleName(tr("How the file is sent"));
    m_kind->addItems({tr("as binary"), tr("as text")});
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_button);
    row->addWidget(m_name, 1);
    row->addWidget(m_kind);
    setFocusProxy(m_button);
    connect(m_button, &QPushButton::clicked, this, &FilePicker::choose);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &FilePicker::changed);
    for (const int key : {int(Qt::Key_Return), int(Qt::Key_Enter)})
        connect(
            new QShortcut(Qt::CTRL | Qt::Key(key), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
            &QShortcut::activated, this, &FilePicker::submitted);
    refresh();
}

bool FilePicker::isText() const
{
    return m_kind->currentIndex() == 1;
}

void FilePicker::setPath(const QString &path)
{
    m_path = path;
    m_objection = path.isEmpty() ? QString() : FileMessage::objection(path);
    refresh();
    emit changed();
}

void FilePicker::choose()
{
    auto *dialog = new QFileDialog(this, tr("Send a file"), QFileInfo(m_path).path());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FilePicker::setPath);
    dialog->open();
}

void FilePicker::refresh()
{
    if (m_path.isEmpty()) {
        m_name->setText(tr("or drop one here"));
        return;
    }
    const QFileInfo file(m_path);
    const QString size = u" · "_s + DisplayText::byteCount(quint64(file.size()));
    const int room = m_name->width() - fontMetrics().horizontalAdvance(size);
    m_name->setText(fontMetrics().elidedText(DisplayText::oneLine(file.fileName()), Qt::ElideMiddle, room)
                    + size);
}

void FilePicker::dragEnterEvent(QDragEnterEvent *event)
{
    if (!fileIn(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void FilePicker::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    setPath(fileIn(event->mimeData()));
}

void FilePicker::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    refresh();
}
