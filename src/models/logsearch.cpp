#include "logsearch.h"

#include "logmodel.h"

#include <algorithm>

LogSearch::LogSearch(LogModel *model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    connect(model, &LogModel::filterApplied, this, &LogSearch::start);
    connect(&m_scan, &LogScan::found, this, [this](const QList<qint64> &sequences) {
        m_hits.insert(m_hits.end(), sequences.begin(), sequences.end());
        emit changed();
    });
    connect(&m_scan, &LogScan::finished, this, [this] {
        m_underWay = false;
        m_scan.resume(m_model->range().last); // what came meanwhile
        emit changed();
    });
}

void LogSearch::setWanted(const std::optional<LogFilter> &wanted)
{
    m_wanted = wanted;
    start();
}

void LogSearch::start()
{
    m_scan.stop();
    m_hits.clear();
    m_underWay = m_wanted && m_model->store();
    if (m_underWay)
        m_scan.start(m_model->store(), m_model->filter().with(*m_wanted), m_model->range().last);
    emit changed();
}

void LogSearch::update()
{
    const auto gone = std::lower_bound(m_hits.begin(), m_hits.end(), m_model->range().first);
    const bool some = gone != m_hits.begin();
    m_hits.erase(m_hits.begin(), gone);
    m_scan.resume(m_model->range().last);
    if (some)
        emit changed();
}

qint64 LogSearch::next(qint64 sequence) const
{
    if (m_hits.empty())
        return 0;
    const auto hit = std::upper_bound(m_hits.begin(), m_hits.end(), sequence);
    return hit == m_hits.end() ? m_hits.front() : *hit;
}

qint64 LogSearch::previous(qint64 sequence) const
{
    if (m_hits.empty())
        return 0;
    const auto hit = std::lower_bound(m_hits.begin(), m_hits.end(), sequence);
    return hit == m_hits.begin() ? m_hits.back() : *std::prev(hit);
}

qsizetype LogSearch::numberOf(qint64 sequence) const
{
    const auto hit = std::lower_bound(m_hits.begin(), m_hits.end(), sequence);
    return hit != m_hits.end() && *hit == sequence ? hit - m_hits.begin() + 1 : 0;
}
