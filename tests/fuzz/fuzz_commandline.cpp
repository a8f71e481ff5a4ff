#include "commandline.h"
#include "fuzztarget.h"

namespace {

void checkAddress(const QString &typed)
{
    QString error;
    const auto url = webSocketUrl(typed, &error);
    must(url || !error.isEmpty(), "a refusal says why");
    if (!url)
        return;
    must(url->isValid() && !url->host().isEmpty() && !url->path().isEmpty(), "an address is whole");
    must(url->scheme() == QLatin1String("ws") || url->scheme() == QLatin1String("wss"),
         "an address is for a WebSocket");
}

}

/// An argument a line.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    const QStringList arguments = text.split(u'\n');
    const CommandLine::Result result = CommandLine::parse(arguments);
    using Kind = CommandLine::Result::Kind;
    if (result.kind == Kind::Wrong || result.kind == Kind::Print)
        must(!result.text.isEmpty(), "there is something to read");
    if (result.kind == Kind::Connect) {
        must(!result.connect.options.url.host().isEmpty(), "there is somebody to connect to");
        for (const QByteArray &pin : result.connect.options.tls.pins)
            must(pin.size() == 32, "a pin is a SHA-256");
        for (const auto &[name, value] : result.connect.options.headers) {
            for (const QByteArray &part : {name, value})
                must(!part.contains('\n') && !part.contains('\r'), "a header is one line");
        }
    }
    for (const QString &argument : arguments)
        checkAddress(argument);
    return 0;
}
