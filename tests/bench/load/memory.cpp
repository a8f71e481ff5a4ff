#include "scenarios.h"

#include "crowd.h"
#include "measure.h"

namespace {

constexpr auto settling = std::chrono::seconds(2);
constexpr int together = 200;

}

void runMemory(const Arguments &arguments)
{
    const Url url(arguments.text("url"));
    const int clients = arguments.number("clients");
    const int waves = arguments.number("waves", 0);
    const int pid = arguments.number("pid");
    arguments.finish();
    allowFiles(clients);

    Loop loop;
    {
        // What a server needs for its first client is not each client's.
        Crowd<Peer> first(&loop, url, 1);
        first.open(1);
        first.close();
        loop.run(settling);
    }
    const auto before = double(residentKib(pid));
    Crowd<Peer> crowd(&loop, url, clients);
    const auto grown = [&] { return double(residentKib(pid)) - before; };
    crowd.open(together);
    loop.run(settling);
    const double each = grown() / clients;
    Line line;
    line.add("clients", clients).add("kib_each", each, 1);
    if (waves == 0)
        return;
    for (int wave = 0; wave < waves; ++wave) {
        crowd.close();
        crowd.open(together);
    }
    loop.run(settling);
    const double later = grown() / clients;
    crowd.close();
    loop.run(settling);
    line.add("waves", waves).add("kib_each_then", later, 1).add("growth", later / each, 2);
    line.add("kib_left_each", grown() / clients, 1).add("descriptors_left", openDescriptors(pid));
}
