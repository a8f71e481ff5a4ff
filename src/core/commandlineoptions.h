#pragma once

#include "commandline.h"
#include "helptext.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>
#include <span>

/// What the commands' readers share: tables of options, and how an argument finds its row.
namespace CommandLine {

/// What the command line says in the user's language.
struct Sentence
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

/// A \a word of the command line, quoted and fit to be shown.
QString shown(const QString &word);

/// The result that says \a sentence to somebody who typed something wrong.
Result wrong(const QString &sentence);

/// The result that prints \a text.
Result print(const QString &text);

/// A heading within help.
QString heading(const char *text);

/// One option of a command: its name, what follows it, what help says, and what it does.
template <typename Command>
struct Option
{
    QLatin1StringView name;
    QLatin1StringView value; ///< empty: nothing follows
    const char *meaning;
    /// Puts \a value into \a command; a sentence when it is wrong, else nothing.
    QString (*apply)(const QString &value, Command *command);
};

/// The options as help shows them.
template <typename Command>
QString optionTable(std::span<const Option<Command>> options)
{
    using namespace Qt::StringLiterals;
    QList<std::pair<QString, QString>> rows;
    for (const auto &option : options) {
        const QString value = option.value.isEmpty() ? QString() : u' ' + option.value;
        rows.emplaceBack(option.name + value, Sentence::tr(option.meaning));
    }
    rows.emplaceBack(u"-h, --help"_s, Sentence::tr("Show this text."));
    return HelpText::table(rows);
}

/// The sentence for an option \a name that is none of \a names.
QString unknownOption(const QString &name, QLatin1StringView command, const QList<QLatin1StringView> &names);

/// Applies the options among \a arguments to \a command; what is none goes to \a words.
/// Returns what to print or say, or nothing.
template <typename Command>
std::optional<Result> readOptions(const QStringList &arguments, QLatin1StringView commandName,
                                  std::span<const Option<Command>> options, QString (*help)(),
                                  Command *command, QStringList *words)
{
    using namespace Qt::StringLiterals;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments[i];
        if (argument == "--help"_L1 || argument == "-h"_L1)
            return print(help());
        if (argument == "--"_L1) {
            *words += arguments.sliced(i + 1);
            break;
        }
        if (!argument.startsWith(u'-') || argument.size() == 1) {
            *words += argument;
            continue;
        }
        const qsizetype equals = argument.indexOf(u'=');
        const QString name = equals < 0 ? argument : argument.first(equals);
        const auto option = std::ranges::find(options, name, [](const auto &each) { return each.name; });
        if (option == options.end()) {
            QList<QLatin1StringView> names;
            for (const auto &each : options)
                names += each.name;
            return wrong(unknownOption(name, commandName, names));
        }

        QString value = equals < 0 ? QString() : argument.sliced(equals + 1);
        if (option->value.isEmpty() && equals >= 0)
            return wrong(Sentence::tr("The option %1 takes no value; leave out %2.")
                             .arg(option->name, shown(argument.sliced(equals))));
        if (!option->value.isEmpty() && equals < 0) {
            if (i + 1 == arguments.size() || arguments[i + 1].startsWith("--"_L1))
                return wrong(
                    Sentence::tr("The option %1 needs a value: %1 %2.").arg(option->name, option->value));
            value = arguments[++i];
        }
        if (const QString error = option->apply(value, command); !error.isEmpty())
            return wrong(error);
    }
    return {};
}

/// The options of wslab connect; wslab check takes those that are about the connection.
std::span<const Option<Connect>> connectOptionTable();

/// The one address among \a words for \a command, put into \a connect; nothing, or the result that says what
/// is wrong.
std::optional<Result> readAddress(const QStringList &words, QLatin1StringView command, Connect *connect);

Result parseServe(const QStringList &arguments);
Result parseConnect(const QStringList &arguments);
Result parseCheck(const QStringList &arguments);
Result parseCertificate(const QStringList &arguments);
Result parseLab(const QStringList &arguments);

}
