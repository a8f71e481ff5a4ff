#include "filemessage.h"

#include "displaytext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPromise>
#include <QStringDecoder>
#include <QThreadPool>

#include <memory>

namespace {

struct Sentence
{
    Q_DECLARE_TR_FUNCTIONS(FileMessage)
};

QString nameOf(const QString &path)
{
    return DisplayText::oneLine(QFileInfo(path).fileName(), 100);
}

QString tooLarge(const QString &path, qint64 size)
{
    return Sentence::tr("%1 has %2; a message holds %3 at most.")
        .arg(nameOf(path), DisplayText::byteCount(quint64(size)),
             DisplayText::byteCount(FileMessage::longest));
}

FileMessage readNow(const QString &path, bool asText)
{
    FileMessage message;
    message.isText = asText;
    message.error = FileMessage::objection(path); // it may have changed since it was chosen
    if (!message.error.isEmpty())
        return message;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        message.error = Sentence::tr("%1 cannot be read: %2.").arg(nameOf(path), file.errorString());
        return message;
    }
    QByteArray bytes = file.read(FileMessage::longest + 1);
    if (file.error() != QFile::NoError) {
        message.error = Sentence::tr("%1 cannot be read: %2.").arg(nameOf(path), file.errorString());
    } else if (bytes.size() > FileMessage::longest) {
        message.error = tooLarge(path, file.size());
    } else if (!asText) {
        message.bytes = std::move(bytes);
    } else {
        QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
        message.text = decode(bytes);
        if (decode.hasError())
            message.error = Sentence::tr("%1 is no text in UTF-8; send it as binary.").arg(nameOf(path));
    }
    return message;
}

}

QString FileMessage::objection(const QString &path)
{
    const QFileInfo file(path);
    if (!file.exists())
        return Sentence::tr("There is no file %1 any more.").arg(nameOf(path));
    if (!file.isFile()) // a folder, or a pipe that never ends
        return Sentence::tr("%1 is no ordinary file.").arg(nameOf(path));
    return file.size() > longest ? tooLarge(path, file.size()) : QString();
}

QFuture<FileMessage> FileMessage::read(const QString &path, bool asText)
{
    const auto promise = std::make_shared<QPromise<FileMessage>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, path, asText] {
        promise->addResult(readNow(path, asText));
        promise->finish();
    });
    return promise->future();
}
