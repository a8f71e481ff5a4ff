#!/usr/bin/python3
"""Asks a program's log for its rows through AT-SPI, as a screen reader does, without a pause.

Usage: screenreader.py [NAME]    (default: logflood; the program must run in the same D-Bus session)

Prints, when it is ended, how often it asked and how long the slowest answer took.
"""

import signal
import sys
import time

import dbus

ACCESSIBLE = "org.a11y.atspi.Accessible"
LIST_ROLE = 31  # ATSPI_ROLE_LIST


def accessibility_bus():
    launcher = dbus.SessionBus().get_object("org.a11y.Bus", "/org/a11y/bus")
    return dbus.bus.BusConnection(launcher.GetAddress(dbus_interface="org.a11y.Bus"))


def children(bus, reference):
    name, path = reference
    return bus.get_object(name, path, introspect=False).GetChildren(dbus_interface=ACCESSIBLE)


def name_of(bus, reference):
    name, path = reference
    return bus.get_object(name, path, introspect=False).Get(
        ACCESSIBLE, "Name", dbus_interface="org.freedesktop.DBus.Properties")


def find(bus, reference, role, title):
    """The object of a role and a name below a reference, breadth first; None when there is none."""
    waiting = [reference]
    while waiting:
        here = waiting.pop(0)
        try:
            name, path = here
            thing = bus.get_object(name, path, introspect=False)
            if thing.GetRole(dbus_interface=ACCESSIBLE) == role and name_of(bus, here) == title:
                return here
            waiting += children(bus, here)
        except dbus.DBusException:
            continue
    return None


def main(program):
    bus = accessibility_bus()
    desktop = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
    log = None
    while log is None:
        time.sleep(0.2)
        for application in children(bus, desktop):
            if name_of(bus, application) == program:
                log = find(bus, application, LIST_ROLE, "Log")
    asked = rows = 0
    slowest = 0.0

    def report(*_):
        print(f"the screen reader asked {asked} times for the rows, {rows} at the last; slowest answer "
              f"{slowest * 1000:.0f} ms", flush=True)
        sys.exit(0)

    signal.signal(signal.SIGTERM, report)
    while True:
        begin = time.monotonic()
        found = children(bus, log)
        slowest = max(slowest, time.monotonic() - begin)
        asked += 1
        rows = len(found)
        for row in found[-3:]:
            name_of(bus, row)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "logflood")
