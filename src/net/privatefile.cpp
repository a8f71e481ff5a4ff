#include "privatefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <filesystem>

namespace {

QString cannotWrite(const QString &name, const QString &why)
{
    return QCoreApplication::translate("PrivateFile", "The file %1 cannot be written: %2.").arg(name, why);
}

}

bool writePrivateFile(const QString &name, const QByteArray &bytes, QString *error)
{
    const auto fail = [&](const QString &why) {
        *error = cannotWrite(name, why);
        return false;
    };
    const QFileInfo info(name);
    if (!QDir().mkpath(info.path()))
        return fail(QCoreApplication::translate("PrivateFile", "its folder cannot be made"));
    const QString fresh = name + QStringLiteral(".new");
    QFile::remove(fresh);
    QFile file(fresh);
    // NewOnly and the permissions in one step: the key is never there for others, not even for a moment.
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner)
        || file.write(bytes) != bytes.size() || !file.flush()) {
        const QString why = file.errorString();
        file.close();
        QFile::remove(fresh); // file.remove() does nothing once writing has failed
        return fail(why);
    }
    file.close();
    std::error_code code;
    std::filesystem::rename(fresh.toStdString(), name.toStdString(),
                            code); // unlike QFile's, over an older one
    if (code) {
        QFile::remove(fresh);
        return fail(QString::fromStdString(code.message()));
    }
    return true;
}

bool writePublicFile(const QString &name, const QByteArray &bytes, QString *error)
{
    QSaveFile file(name);
    // commit() alone does not notice that the last bytes found no room, and puts half a file over the older
    // one.
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush() && file.commit())
        return true;
    *error = cannotWrite(name, file.errorString());
    return false;
}
