// Loads a WebSocket server and measures it; one line of key=value on standard output. A wss URL works
// everywhere; certificates are not judged.
//
//   load fanout --url COUNTER --clients N [--seconds S] [--rate EVENTS] [--in-flight N] [--pid SERVER]
//       N clients, of whom one presses plus: flat out with so many events under way (16), or at a rate.
//       Deliveries a second, their latency, and how long after the last event the last client has it.
//   load hello --url HELLO [--cycles N] [--parallel P] [--pid SERVER]
//       Connect, say a name, hear the greeting and the Close: cycles a second.
//   load echo --url ECHO [--idle N] [--rounds M] [--pid SERVER]
//       Round trips of one client beside N who are silent.
//   load join --url COUNTER --clients N [--pid SERVER]
//       All connect at once: until everybody has heard how many they are.
//   load memory --url ECHO --clients N --pid SERVER [--waves W]
//       What a silent client takes of the server's memory, and after all left and came W times.
//   load startup [--times N] -- PROGRAM [ARGUMENT]...
//       Until a program has written the first byte.
//   load soak --url BASE --pid SERVER [--clients N] [--seconds S]
//       All services at BASE's paths, with comings and goings: what was lost, doubled or wrong, the memory's
//       slope over the last two thirds, the server's descriptors.

#include "arguments.h"
#include "scenarios.h"

#include <csignal>
#include <string>

namespace {

struct Scenario
{
    const char *name;
    void (*run)(const Arguments &);
};

constexpr Scenario scenarios[] = {
    {"fanout", runFanout}, {"hello", runHello},     {"echo", runEcho}, {"join", runJoin},
    {"memory", runMemory}, {"startup", runStartup}, {"soak", runSoak},
};

}

int main(int argc, char **argv)
{
    std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes with write(2)
    const std::string name = argc > 1 ? argv[1] : "";
    for (const Scenario &scenario : scenarios) {
        if (name == scenario.name) {
            scenario.run(Arguments(argc, argv, 2));
            return 0;
        }
    }
    std::string names;
    for (const Scenario &scenario : scenarios)
        names.append(" ").append(scenario.name);
    fail("say what to measure:" + names + ".");
}
