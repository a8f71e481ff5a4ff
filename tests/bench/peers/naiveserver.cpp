// The obvious server on QWebSocketServer, one sendTextMessage for each client; the services hello,
// counter and echo. For comparison.
//
//   naiveserver [--tls PEM] [--no-users]
//
// Prints where each service listens. --no-users: the counter's clients do not hear how many they are.

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTextStream>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tlsFile;
bool tellsUsers = true;
QList<QWebSocket *> users;
qint64 value = 0;

void tellAll(const QString &message)
{
    for (QWebSocket *user : std::as_const(users))
        user->sendTextMessage(message);
}

void tellUsers()
{
    if (tellsUsers)
        tellAll(u"{\"type\": \"users\", \"count\": %1}"_s.arg(users.size()));
}

QString stateEvent()
{
    return u"{\"type\": \"state\", \"value\": %1}"_s.arg(value);
}

void hello(QWebSocket *socket)
{
    QObject::connect(socket, &QWebSocket::textMessageReceived, socket, [socket](const QString &name) {
        socket->sendTextMessage(u"Hello %1!"_s.arg(name));
        socket->close();
    });
}

void counter(QWebSocket *socket)
{
    users.append(socket);
    tellUsers();
    socket->sendTextMessage(stateEvent());
    QObject::connect(socket, &QWebSocket::textMessageReceived, socket, [](const QString &text) {
        const QString action = QJsonDocument::fromJson(text.toUtf8())["action"_L1].toString();
        value += action == "plus"_L1 ? 1 : -1;
        tellAll(stateEvent());
    });
    QObject::connect(socket, &QWebSocket::disconnected, socket, [socket] {
        users.removeOne(socket);
        tellUsers();
    });
}

void echo(QWebSocket *socket)
{
    QObject::connect(socket, &QWebSocket::textMessageReceived, socket, &QWebSocket::sendTextMessage);
}

void serve(const QString &name, const std::function<void(QWebSocket *)> &service)
{
    const bool tls = !tlsFile.isEmpty();
    auto *server =
        new QWebSocketServer(name, tls ? QWebSocketServer::SecureMode : QWebSocketServer::NonSecureMode,
                             QCoreApplication::instance());
    if (tls) {
        QFile file(tlsFile);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("The certificate cannot be read.");
        const QByteArray pem = file.readAll();
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificateChain(QSslCertificate::fromData(pem));
        configuration.setPrivateKey(QSslKey(pem, QSsl::Ec));
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        server->setSslConfiguration(configuration);
    }
    QObject::connect(server, &QWebSocketServer::newConnection, server, [server, service] {
        QWebSocket *socket = server->nextPendingConnection();
        QObject::connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
        service(socket);
    });
    if (!server->listen(QHostAddress::LocalHost))
        qFatal("There is no free port.");
    QTextStream(stdout) << name << ' ' << server->serverUrl().toString() << "/\n";
}

}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    tellsUsers = !arguments.contains("--no-users"_L1);
    if (const qsizetype place = arguments.indexOf("--tls"_L1); place > 0)
        tlsFile = arguments.value(place + 1);
    serve(u"hello"_s, hello);
    serve(u"counter"_s, counter);
    serve(u"echo"_s, echo);
    return app.exec();
}
