#include "frameheaders.h"

#include <array>

std::optional<FrameHeaders> FrameHeaders::fromBytes(QByteArrayView bytes, quint32 count, Rules rules)
{
    FrameHeaders headers;
    while (!bytes.isEmpty()) {
        FrameHeader header;
        QByteArray error;
        if (headers.m_count == mostKept)
            return {};
        const bool isValid = decodeFrameHeader(bytes, &header, &error) == FrameStatus::Valid;
        if (!isValid && (rules == Rules::Kept || header.size < bytes.size()))
            return {};
        headers.add(bytes.first(header.size));
        bytes = bytes.sliced(header.size);
    }
    if (count > 0) {
        if (headers.m_count != mostKept || count < mostKept)
            return {};
        headers.m_count = count;
    }
    return headers;
}

FrameHeaders FrameHeaders::fromTrusted(QByteArrayView bytes, quint32 count)
{
    FrameHeaders headers;
    headers.m_bytes.append(bytes.data(), bytes.size());
    headers.m_count = count;
    return headers;
}

void FrameHeaders::add(QByteArrayView header)
{
    if (m_count < mostKept)
        m_bytes.append(header.data(), header.size());
    ++m_count;
}

void FrameHeaders::add(const FrameHeader &header)
{
    std::array<char, FrameHeader::longest> bytes;
    add(QByteArrayView(bytes.data(), encodeFrameHeader(header, bytes.data())));
}

QList<FrameHeader> FrameHeaders::decoded() const
{
    QList<FrameHeader> headers;
    QByteArrayView rest = bytes();
    FrameHeader header;
    QByteArray error;
    while (!rest.isEmpty()) {
        decodeFrameHeader(rest, &header, &error); // for what it says, good or bad
        headers.append(header);
        rest = rest.sliced(header.size);
    }
    return headers;
}
