#pragma once

#include <QByteArrayView>
#include <QCoreApplication>
#include <QString>

#include <limits>
#include <vector>

/// Judges whether a text is JSON (RFC 8259) without making values of it: in portions, at any depth, and
/// with the place and the reason when it is none. Does not copy what it reads.
class JsonCheck
{
    Q_DECLARE_TR_FUNCTIONS(JsonCheck)
public:
    enum class Verdict {
        Unfinished, ///< read() has more to do
        Valid,
        Wrong, ///< see offset() and sentence()
        CutOff, ///< good as far as it goes; sentence() says what is missing at its end
    };

    /// \a json is valid UTF-8 and outlives the check.
    explicit JsonCheck(QByteArrayView json);

    /// Reads about \a most bytes on; whole strings, so it may be more.
    Verdict read(qsizetype most = std::numeric_limits<qsizetype>::max());
    Verdict verdict() const { return m_verdict; }
    /// The byte where it goes wrong; while CutOff, the end.
    qsizetype offset() const { return m_offset; }
    /// What is wrong there, in the user's language.
    QString sentence() const { return m_sentence; }

    /// The line and the column, from 1, of the byte at \a offset; columns count characters.
    static std::pair<qsizetype, qsizetype> lineAndColumn(QByteArrayView json, qsizetype offset);

private:
    enum class Expected { Value, ValueOrEnd, Name, NameOrEnd, Colon, CommaOrEnd, Nothing };

    void readToken();
    void readValue();
    void readName();
    bool readString();
    bool readEscape(qsizetype *i);
    void readNumber();
    bool readDigits(qsizetype *i);
    void readWord();
    void close();
    void finishValue();
    void finish();
    void fail(qsizetype offset, const QString &sentence);

    QByteArrayView m_json;
    qsizetype m_offset = 0;
    Expected m_expected = Expected::Value;
    bool m_afterComma = false;
    std::vector<bool> m_open; ///< from the outside in; true: an object
    Verdict m_verdict = Verdict::Unfinished;
    QString m_sentence;
};
