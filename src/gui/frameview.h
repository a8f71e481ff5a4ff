#pragma once

#include "messagelog.h"

#include <QScrollArea>

class ExplanationTable;
class FrameDiagram;
class QComboBox;
class QLabel;

/// A logged message's frames: one as a diagram of its bits, and beside its bytes what each field means.
class FrameView : public QScrollArea
{
    Q_OBJECT
public:
    explicit FrameView(QWidget *parent = nullptr);

    /// Shows the first frame of \a entry, and lets choose among them when there are several.
    void setEntry(const LogEntry &entry);

private:
    void showFrame(int index);

    QLabel *m_fault; ///< what is wrong with the frame
    QWidget *m_choice;
    QComboBox *m_frames;
    QLabel *m_more;
    FrameDiagram *m_diagram;
    ExplanationTable *m_table;
    LogEntry m_entry;
};
