#pragma once

#include "entrywriter.h"

/// The formats that other programs read; each in a file of its own.

std::unique_ptr<EntryWriter> makeCsvWriter(QIODevice *device);
std::unique_ptr<EntryWriter> makeTextWriter(QIODevice *device);
std::unique_ptr<EntryWriter> makeHarWriter(QIODevice *device, const QList<RecordedHandshake> &handshakes);
