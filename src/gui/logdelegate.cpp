#include "logdelegate.h"

#include "logmodel.h"
#include "theme.h"

#include <QFontMetrics>

namespace {

bool showsContent(int column)
{
    return column == LogModel::TextColumn || column == LogModel::DirectionColumn;
}

Theme::Tone tone(EntryKind kind, Direction direction, int column)
{
    if (kind == EntryKind::Error)
        return Theme::Tone::Error;
    if (direction == Direction::None || !showsContent(column))
        return Theme::Tone::Lifecycle;
    return direction == Direction::Sent ? Theme::Tone::Sent : Theme::Tone::Received;
}

}

int LogDelegate::rowHeight(const QFont &font)
{
    const int text = qMax(QFontMetrics(font).height(), QFontMetrics(Theme::fixedFont(font)).height());
    return text + text / 4;
}

void LogDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->state &= ~QStyle::State_HasFocus; // the whole row is marked, not a cell of it
    const auto *model = static_cast<const LogModel *>(index.model());
    const EntryKind kind = model->kindAt(index.row());
    const Direction direction = model->directionAt(index.row());
    if (index.column() == LogModel::TextColumn && direction != Direction::None)
        option->font = Theme::fixedFont(option->font);
    if (index.column() == LogModel::SizeColumn)
        option->text += QChar(0x2002); // an en space, to part it from the text that begins at once
    if (index.column() == LogModel::DirectionColumn)
        option->font.setBold(true);
    if (kind == EntryKind::Info)
        option->font.setItalic(true);
    option->palette.setColor(QPalette::Text,
                             Theme::color(tone(kind, direction, index.column()), option->palette));
}
