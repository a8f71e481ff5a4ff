#include "largepayloads.h"

#include <algorithm>
#include <utility>

void LargePayloads::add(qint64 sequence, const QByteArray &bytes)
{
    m_payloads.push_back({sequence, bytes.size(), bytes, {}});
    m_memory += bytes.capacity();
}

const LargePayloads::Payload *LargePayloads::find(qint64 sequence) const
{
    const auto found = std::ranges::lower_bound(m_payloads, sequence, {}, &Payload::sequence);
    return found != m_payloads.end() && found->sequence == sequence ? &*found : nullptr;
}

const LargePayloads::Payload *LargePayloads::oldestInMemory() const
{
    return m_onDisk < m_payloads.size() ? &m_payloads[m_onDisk] : nullptr;
}

bool LargePayloads::moveToDisk(qint64 sequence, const std::vector<int> &fileSlots)
{
    if (m_onDisk == m_payloads.size() || m_payloads[m_onDisk].sequence != sequence)
        return false;
    Payload &payload = m_payloads[m_onDisk];
    m_memory -= payload.bytes.capacity();
    payload.bytes = QByteArray();
    payload.fileSlots = fileSlots;
    m_slotCount += qsizetype(fileSlots.size());
    ++m_onDisk;
    return true;
}

void LargePayloads::dropOldestInMemory()
{
    const auto oldest = m_payloads.begin() + std::ptrdiff_t(m_onDisk);
    m_memory -= oldest->bytes.capacity();
    m_payloads.erase(oldest);
}

std::vector<int> LargePayloads::dropOldestOnDisk()
{
    return dropFirst();
}

std::vector<int> LargePayloads::dropBefore(qint64 sequence)
{
    std::vector<int> freed;
    while (!m_payloads.empty() && m_payloads.front().sequence < sequence) {
        const std::vector<int> fileSlots = dropFirst();
        freed.insert(freed.end(), fileSlots.begin(), fileSlots.end());
    }
    return freed;
}

std::vector<int> LargePayloads::dropFirst()
{
    const Payload payload = std::move(m_payloads.front());
    m_payloads.pop_front();
    if (m_onDisk > 0)
        --m_onDisk;
    m_memory -= payload.bytes.capacity();
    m_slotCount -= qsizetype(payload.fileSlots.size());
    return payload.fileSlots;
}
