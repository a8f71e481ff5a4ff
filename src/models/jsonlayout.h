#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QSet>

#include <limits>

/// Which objects and arrays are folded into one line, each told by the byte of its opening bracket: all of
/// depth() levels and deeper, except for some; or none, except for some.
class JsonFolds
{
public:
    bool isFolded(qsizetype bracket, qsizetype depth) const
    {
        return (depth >= m_depth) != m_exceptions.contains(bracket);
    }
    bool isEmpty() const { return m_depth == unfolded && m_exceptions.isEmpty(); }
    /// Unfolds what is folded, and folds what is not.
    void toggle(qsizetype bracket)
    {
        if (!m_exceptions.remove(bracket))
            m_exceptions.insert(bracket);
    }
    void foldFrom(qsizetype depth)
    {
        m_depth = depth;
        m_exceptions.clear();
    }
    void unfold() { foldFrom(unfolded); }

private:
    static constexpr qsizetype unfolded = std::numeric_limits<qsizetype>::max();
    qsizetype m_depth = unfolded;
    QSet<qsizetype> m_exceptions;
};

/// Writes valid JSON anew, a line for each value, indented by two spaces (at most 32 levels), in portions.
/// Numbers, the order of keys and escapes stay as they were written.
class JsonLayout
{
public:
    /// Where it goes on; at a place that an unfolded layout has given, any layout of the same JSON can.
    struct Place
    {
        qsizetype byte = 0;
        qsizetype tokenEnd = 0; ///< beyond byte: it is within a string
        qsizetype depth = 0;
    };
    /// An object or array that can be folded, or is.
    struct Fold
    {
        qsizetype at = 0; ///< where the opening bracket is in what came out
        Place place; ///< from which on it is laid out
        bool folded = false;
    };

    /// \a json outlives the layout; when it is cut off, so is what comes out.
    explicit JsonLayout(QByteArrayView json)
        : m_json(json)
    {
    }
    JsonLayout(QByteArrayView json, const Place &place)
        : m_json(json)
        , m_place(place)
    {
    }

    /// Appends about \a most bytes to \a out, and the opening brackets in them to \a found; whole characters.
    void read(QByteArray *out, qsizetype most, const JsonFolds &folds, QList<Fold> *found);
    bool atEnd() const;
    const Place &place() const { return m_place; }

    /// The whole of \a json.
    static QByteArray indented(QByteArrayView json);

private:
    void readString(QByteArray *out, qsizetype most);
    void open(QByteArray *out, const JsonFolds &folds, QList<Fold> *found);
    qsizetype skipToClose();
    void newLine(QByteArray *out) const;
    qsizetype skipBlanks(qsizetype i) const;
    qsizetype endOfString(qsizetype start) const;

    QByteArrayView m_json;
    Place m_place;
};
