#pragma once

#include "loop.h"

#include <string>
#include <vector>

/// How long something took, many times.
class Times
{
public:
    void add(Nanoseconds time) { m_microseconds.push_back(uint32_t(time.count() / 1000)); }
    void clear() { m_microseconds.clear(); }
    bool empty() const { return m_microseconds.empty(); }
    /// Below which \a part (0 to 1) of them stay, in milliseconds; 0 when there are none.
    double milliseconds(double part);

private:
    std::vector<uint32_t> m_microseconds;
};

double seconds(Nanoseconds time);
double milliseconds(Nanoseconds time);

/// Processor time that a process has used, in seconds. The program ends when there is no such process.
double processorSeconds(int pid);
/// Memory of a process that is in RAM, in KiB.
long residentKib(int pid);
/// Descriptors that a process has open.
int openDescriptors(int pid);

/// As many open files as the system allows; the program ends when \a needed are not to be had.
void allowFiles(int needed);

/// Prints one line of key=value.
class Line
{
public:
    ~Line();
    Line &add(const char *key, double value, int decimals = 0);
    Line &add(const char *key, const std::string &value);

private:
    std::string m_text;
};
