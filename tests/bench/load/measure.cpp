#include "measure.h"

#include "arguments.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace {

std::string processFile(int pid, const char *name)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/" + name);
    std::stringstream text;
    text << file.rdbuf();
    if (text.str().empty())
        fail("there is no process " + std::to_string(pid) + ".");
    return text.str();
}

}

double Times::milliseconds(double part)
{
    if (m_microseconds.empty())
        return 0;
    const size_t place = std::min(m_microseconds.size() - 1, size_t(part * double(m_microseconds.size())));
    std::nth_element(m_microseconds.begin(), m_microseconds.begin() + long(place), m_microseconds.end());
    return m_microseconds[place] / 1000.0;
}

double seconds(Nanoseconds time)
{
    return double(time.count()) / 1e9;
}

double milliseconds(Nanoseconds time)
{
    return double(time.count()) / 1e6;
}

double processorSeconds(int pid)
{
    // proc(5): the name in brackets may hold spaces; utime and stime are the 12th and 13th after it.
    const std::string stat = processFile(pid, "stat");
    std::istringstream fields(stat.substr(stat.rfind(')') + 1));
    std::string skipped;
    for (int i = 0; i < 11; ++i)
        fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) / double(sysconf(_SC_CLK_TCK));
}

long residentKib(int pid)
{
    const std::string status = processFile(pid, "status");
    return std::strtol(status.c_str() + status.find("VmRSS:") + 6, nullptr, 10);
}

int openDescriptors(int pid)
{
    std::error_code error;
    const std::filesystem::directory_iterator folder("/proc/" + std::to_string(pid) + "/fd", error);
    if (error)
        fail("the descriptors of process " + std::to_string(pid) + " cannot be seen.");
    return int(std::distance(begin(folder), end(folder)));
}

void allowFiles(int needed)
{
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < rlim_t(needed) + 64)
        fail("only " + std::to_string(limit.rlim_cur)
             + " files may be open here; ulimit -Hn says so, and root can raise it.");
}

Line::~Line()
{
    std::puts(m_text.c_str());
}

Line &Line::add(const char *key, double value, int decimals)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    return add(key, text.data());
}

Line &Line::add(const char *key, const std::string &value)
{
    if (!m_text.empty())
        m_text += ' ';
    m_text.append(key).append("=").append(value);
    return *this;
}
