#pragma once

#include <QStyledItemDelegate>

/// Paints a log's cells: sent green, received blue, errors red, the life of a connection grey and in
/// italics, texts in a fixed-width font.
class LogDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// The height of every row in a view with \a font, in pixels.
    static int rowHeight(const QFont &font);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};
