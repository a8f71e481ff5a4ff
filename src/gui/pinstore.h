#pragma once

#include <QCoreApplication>
#include <QDateTime>
#include <QList>

#include <optional>

class QUrl;

/// The servers that a person trusts although no authority vouches for them: one private file (JSON),
/// read anew at each question, so that all tabs and windows agree.
///
/// A file that cannot be read is an error at every question and is never overwritten: nobody's identity
/// is forgotten unnoticed.
class PinStore
{
    Q_DECLARE_TR_FUNCTIONS(PinStore)
public:
    /// One server and the identity that it must show.
    struct Pin
    {
        QString place; ///< see placeOf()
        QByteArray publicKeyHash; ///< SHA-256, 32 bytes
        QDateTime firstSeen; ///< when it was trusted
        QString reason; ///< why nobody vouched for it

        QString code() const { return codeOf(publicKeyHash); }
    };

    explicit PinStore(const QString &file);

    /// All pins, by place. Nothing, and one sentence in \a error, when the file cannot be read.
    std::optional<QList<Pin>> pins(QString *error) const;
    /// Adds \a pin, or puts it in the place of an older one. False, and one sentence in \a error, when
    /// the file cannot be read or written.
    bool add(const Pin &pin, QString *error) const;
    /// Removes the pin for \a place, if there is one. As above.
    bool remove(const QString &place, QString *error) const;

    /// host:port of \a url, as it is remembered.
    static QString placeOf(const QUrl &url);
    /// `A1B2 C3D4 E5F6 0718`: the start of \a publicKeyHash, to be compared by eye.
    static QString codeOf(const QByteArray &publicKeyHash);

private:
    bool write(const QList<Pin> &pins, QString *error) const;

    const QString m_file;
};
