#pragma once

#include "logentry.h"

#include <QCoreApplication>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

/// Which entries of a log a person wants to see. A value; any thread may ask it.
class LogFilter
{
    Q_DECLARE_TR_FUNCTIONS(LogFilter)
public:
    enum class Group {
        All,
        Sent,
        Received,
        Control, ///< Ping, Pong and Close, both ways
        Errors,
    };

    /// Lets everything of \a group through.
    explicit LogFilter(Group group = Group::All);
    /// What \a text asks for within \a group: terms parted by spaces, all of which must hold.
    ///
    ///     text "two words"    is in the payload, as far as it was kept, whatever its case
    ///     /a.c/               a regular expression that matches there, whatever the case
    ///     #7                  the connection
    ///     size>100 size<=2k   the whole payload's bytes
    ///     is:sent is:ping     the direction, the kind
    ///     -TERM               the term must not hold
    ///
    /// Nothing when a term is wrong; then \a error says what is, in a sentence.
    static std::optional<LogFilter> parse(const QString &text, Group group, QString *error);
    /// The beginnings of terms that are worth offering to somebody who types.
    static QStringList suggestions();

    bool matches(const LogEntry &entry) const;
    /// False when \a entry is not let through whatever its payload says, so that nobody needs to fetch that.
    bool mayMatch(const LogEntry &entry) const;
    bool isEmpty() const { return m_terms.empty() && m_group == Group::All; }
    /// True when both this and \a other let an entry through; \a other's group counts as All.
    LogFilter with(const LogFilter &other) const;

private:
    using Test = std::function<bool(const LogEntry &)>;
    struct Term
    {
        bool holds(const LogEntry &entry) const { return test(entry) != excludes; }

        Test test;
        bool readsPayload = false;
        bool excludes = false;
    };
    struct Word;

    static Word takeWord(QStringView *text);
    static Term term(const Word &word, QString *error);
    static Test property(QStringView name, QString *error);
    static Test size(QStringView comparison, QStringView number, QString *error);

    bool isInGroup(const LogEntry &entry) const;

    std::vector<Term> m_terms;
    Group m_group;
};
