#pragma once

#include "jsonlayout.h"

#include <QByteArray>
#include <QString>

/// A payload in a form for a person, read in slices so that no size makes anybody wait. What comes out
/// is clean (see DisplayText) and has lines that end with a line feed; joined slices are the whole.
class PayloadReader
{
public:
    enum class Form {
        Text,
        Json, ///< for valid or cut-off JSON only
        Hex, ///< `00000010  48 65 6c …  Hello…`, 16 bytes to a line
    };

    /// Between two slices of an unfolded form.
    struct Place
    {
        JsonLayout::Place bytes; ///< of the payload
        qsizetype character = 0; ///< of what comes out
    };
    struct Slice
    {
        QString text;
        QList<JsonLayout::Fold> folds; ///< their brackets by characters of the text
    };

    static constexpr qsizetype bytesPerLine = 16; ///< of Hex
    static constexpr qsizetype hexLineLength = 77; ///< characters, with the line feed
    /// The first and the second digit of byte \a column in a line of Hex.
    static constexpr qsizetype hexColumn(qsizetype column)
    {
        return 10 + 3 * column + (column < bytesPerLine / 2 ? 0 : 1);
    }

    PayloadReader() = default;
    PayloadReader(const QByteArray &payload, Form form);
    PayloadReader(const QByteArray &payload, Form form, const Place &place);

    /// About \a most characters on; a little more or less, whole characters and lines of Hex.
    Slice read(qsizetype most, const JsonFolds &folds = {});
    bool atEnd() const;
    const Place &place() const { return m_place; }

private:
    QString readText(qsizetype most);
    QString readHex(qsizetype most);

    QByteArray m_payload;
    Form m_form = Form::Text;
    Place m_place;
};
