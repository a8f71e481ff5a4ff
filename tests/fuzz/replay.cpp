#include "fuzztarget.h"

#include <QDirIterator>
#include <QFile>

#include <cstdio>

/// Stands in for libFuzzer: gives the target each file of the folders named, whole and cut short.
int main(int argc, char *argv[])
{
    constexpr qsizetype cuts = 32;
    int files = 0;
    for (int i = 1; i < argc; ++i) {
        QDirIterator folder(QFile::decodeName(argv[i]), QDir::Files);
        while (folder.hasNext()) {
            QFile file(folder.next());
            must(file.open(QIODevice::ReadOnly), "a seed can be read");
            const QByteArray bytes = file.readAll();
            for (qsizetype cut = 0; cut <= cuts; ++cut) {
                const QByteArray start = bytes.first(bytes.size() * cut / cuts);
                LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(start.constData()),
                                       size_t(start.size()));
            }
            ++files;
        }
    }
    std::printf("%d files replayed\n", files);
    return files < 10;
}
