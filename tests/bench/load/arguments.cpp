#include "arguments.h"

#include <cstdio>
#include <cstdlib>

void fail(const std::string &sentence)
{
    std::fflush(stdout);
    std::fprintf(stderr, "load: %s\n", sentence.c_str());
    std::exit(1);
}

Arguments::Arguments(int argc, char **argv, int first)
{
    for (int i = first; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--") {
            m_rest.assign(argv + i + 1, argv + argc);
            break;
        }
        if (!word.starts_with("--"))
            fail("\"" + word + "\" is no option.");
        const bool hasValue = i + 1 < argc && !std::string(argv[i + 1]).starts_with("--");
        m_values[word.substr(2)] = hasValue ? argv[++i] : "";
    }
}

bool Arguments::has(const std::string &name) const
{
    m_asked[name] = true;
    return m_values.contains(name);
}

std::string Arguments::text(const std::string &name) const
{
    if (!has(name))
        fail("--" + name + " is missing.");
    return m_values.at(name);
}

int Arguments::number(const std::string &name) const
{
    const std::string value = text(name);
    char *end = nullptr;
    const long number = std::strtol(value.c_str(), &end, 10);
    if (value.empty() || *end != '\0' || number < 0 || number > 1'000'000'000)
        fail("--" + name + " takes a number.");
    return int(number);
}

int Arguments::number(const std::string &name, int fallback) const
{
    return has(name) ? number(name) : fallback;
}

double Arguments::real(const std::string &name, double fallback) const
{
    return has(name) ? std::strtod(text(name).c_str(), nullptr) : fallback;
}

void Arguments::finish() const
{
    for (const auto &[name, value] : m_values) {
        if (!m_asked.contains(name))
            fail("--" + name + " is no option here.");
    }
}
