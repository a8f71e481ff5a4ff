#pragma once

#include <map>
#include <string>
#include <vector>

/// Ends the program with one sentence on standard error.
[[noreturn]] void fail(const std::string &sentence);

/// `--name value` and `--flag`, and what follows `--`.
class Arguments
{
public:
    Arguments(int argc, char **argv, int first);

    bool has(const std::string &name) const;
    /// The value of \a name, or \a fallback; without a fallback the program ends when there is none.
    std::string text(const std::string &name) const;
    int number(const std::string &name) const;
    int number(const std::string &name, int fallback) const;
    double real(const std::string &name, double fallback) const;
    const std::vector<std::string> &rest() const { return m_rest; }
    /// Ends the program when an option was given that nobody asked for.
    void finish() const;

private:
    std::map<std::string, std::string> m_values;
    mutable std::map<std::string, bool> m_asked;
    std::vector<std::string> m_rest;
};
