#include "handshakefields.h"

#include "displaytext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// What this file says in the user's language.
struct Sentence
{
    Q_DECLARE_TR_FUNCTIONS(HandshakeFields)
};

bool hasControls(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c < u' ' || c == QChar(0x7f); });
}

bool isNamed(const HeaderField &field, QByteArrayView name)
{
    return name.compare(field.first, Qt::CaseInsensitive) == 0;
}

bool contains(const HeaderFields &fields, QByteArrayView name)
{
    return std::any_of(fields.begin(), fields.end(),
                       [name](const HeaderField &field) { return isNamed(field, name); });
}

/// The value of the Cookie field, or a sentence in \a error.
QByteArray cookieValue(const QString &cookies, QString *error)
{
    QByteArrayList pairs;
    const QStringList parts = cookies.split(u';', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString pair = part.trimmed();
        const qsizetype equals = pair.indexOf(u'=');
        if (pair.isEmpty())
            continue;
        if (equals < 1 || !isToken(pair.left(equals).toUtf8()) || hasControls(pair)) {
            *error =
                Sentence::tr("The cookie “%1” cannot be sent; write cookies like name=value; other=value.")
                    .arg(DisplayText::oneLine(pair, 60));
            return {};
        }
        pairs.append(pair.toUtf8());
    }
    return pairs.join("; ");
}

/// The value of the Authorization field, or a sentence in \a error.
QByteArray authorizationValue(const SignIn &signIn, QString *error)
{
    if (signIn.kind == SignIn::Kind::Password) {
        if (signIn.user.isEmpty())
            *error = Sentence::tr("The user's name is missing; fill it in, or do not sign in.");
        else if (signIn.user.contains(u':') || hasControls(signIn.user) || hasControls(signIn.secret))
            *error = Sentence::tr("A user's name cannot have colons, and neither it nor the password line "
                                  "breaks.");
        return "Basic " + (signIn.user + u':' + signIn.secret).toUtf8().toBase64();
    }
    const QString token = signIn.secret.trimmed();
    if (token.isEmpty())
        *error = Sentence::tr("The token is missing; fill it in, or do not sign in.");
    else if (hasControls(token) || token.contains(u' '))
        *error = Sentence::tr("A token cannot have blanks or line breaks; leave out the word Bearer, too.");
    return "Bearer " + token.toUtf8();
}

}

std::optional<HeaderFields> handshakeFields(const QString &headers, const QString &cookies,
                                            const SignIn &signIn, QString *error)
{
    HeaderFields fields;
    QString problem;
    const QStringList lines = headers.split(u'\n');
    for (const QString &each : lines) {
        const QString line = each.trimmed();
        const qsizetype colon = line.indexOf(u':');
        const QByteArray name = line.left(colon).trimmed().toUtf8();
        if (line.isEmpty())
            continue;
        if (colon < 1 || !isToken(name) || hasControls(line)) {
            *error = Sentence::tr("The header “%1” cannot be sent; write one to a line, like Name: value.")
                         .arg(DisplayText::oneLine(line, 60));
            return {};
        }
        fields.append({name, line.mid(colon + 1).trimmed().toUtf8()});
    }
    const QByteArray cookie = cookieValue(cookies, &problem);
    if (!cookie.isEmpty() && contains(fields, "Cookie"))
        problem = Sentence::tr("There are cookies among the headers, too; write all of them in one place.");
    if (!cookie.isEmpty())
        fields.append({"Cookie", cookie});
    if (signIn.kind != SignIn::Kind::None && problem.isEmpty()) {
        const QByteArray value = authorizationValue(signIn, &problem);
        if (contains(fields, "Authorization"))
            problem =
                Sentence::tr("There is an Authorization among the headers, too; leave out one of the two.");
        fields.append({"Authorization", value});
    }
    if (!problem.isEmpty()) {
        *error = problem;
        return {};
    }
    return fields;
}

bool carriesSecret(QByteArrayView name)
{
    static constexpr QByteArrayView words[] = {"auth", "cookie",   "token",  "secret",
                                               "key",  "password", "session"};
    const QByteArray lower = name.toByteArray().toLower();
    return std::any_of(std::begin(words), std::end(words),
                       [&lower](QByteArrayView word) { return lower.contains(word); });
}
