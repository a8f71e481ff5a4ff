#include "scenarios.h"

#include "arguments.h"
#include "measure.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include <fcntl.h>

extern char **environ;

namespace {

/// Starts the program, waits for the first byte of its standard output and ends it.
Nanoseconds startOnce(const std::vector<std::string> &command)
{
    std::vector<char *> words;
    for (const std::string &word : command)
        words.push_back(const_cast<char *>(word.c_str())); // posix_spawnp's type; it does not write
    words.push_back(nullptr);
    std::array<int, 2> output{};
    if (pipe(output.data()) != 0)
        fail("there is no pipe.");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclose(&actions, output[0]);
    pid_t pid = 0;
    const auto begin = Clock::now();
    if (posix_spawnp(&pid, words[0], &actions, nullptr, words.data(), environ) != 0)
        fail("\"" + command.front() + "\" cannot be started.");
    posix_spawn_file_actions_destroy(&actions);
    ::close(output[1]);
    char byte = 0;
    const bool said = ::read(output[0], &byte, 1) == 1;
    const auto time = Clock::now() - begin;
    kill(pid, SIGTERM);
    waitpid(pid, nullptr, 0);
    ::close(output[0]);
    if (!said)
        fail("\"" + command.front() + "\" ended without a word.");
    return time;
}

}

void runStartup(const Arguments &arguments)
{
    const int times = arguments.number("times", 5);
    arguments.finish();
    if (arguments.rest().empty())
        fail("say after -- which program to start.");
    Times all;
    for (int i = 0; i < times; ++i)
        all.add(startOnce(arguments.rest()));
    Line().add("p50_ms", all.milliseconds(0.5), 1);
}
