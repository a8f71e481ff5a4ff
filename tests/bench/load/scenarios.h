#pragma once

class Arguments;

/// What is measured; each prints one line of key=value.

void runFanout(const Arguments &arguments);
void runHello(const Arguments &arguments);
void runEcho(const Arguments &arguments);
void runJoin(const Arguments &arguments);
void runMemory(const Arguments &arguments);
void runStartup(const Arguments &arguments);
void runSoak(const Arguments &arguments);
