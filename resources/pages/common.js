"use strict";

// What all pages share: language, connection, and lists of what arrived. Texts from the network are
// only ever set as textContent, and everything that grows is bounded.

const element = id => document.getElementById(id);

// ---- Language

const strings = JSON.parse(element("strings").textContent);
const language = (navigator.languages || [navigator.language])
    .map(tag => tag.toLowerCase().split("-")[0])
    .find(tag => tag === "en" || tag === "zh") || "en";

/// The string of this name in the reader's language; {n} in it becomes `value`.
function text(name, value) {
    const shown = typeof value === "number" ? value.toLocaleString(strings[language].languageTag) : value;
    return strings[language][name].replace("{n}", () => shown);
}

/// Puts the reader's language into a page: call it when the whole page is there.
function translate() {
    document.documentElement.lang = strings[language].languageTag;
    for (const each of document.querySelectorAll("[data-text]"))
        each.textContent = text(each.dataset.text);
    for (const each of document.querySelectorAll("[data-label]"))
        each.setAttribute("aria-label", text(each.dataset.label));

    const page = document.querySelector("main").dataset.page;
    document.title = `${text(page)} · WebSocket Lab`;
    for (const link of document.querySelectorAll("nav a")) {
        if (link.getAttribute("href") === page)
            link.setAttribute("aria-current", "page");
    }
}

// ---- Lists

const longestText = 2000; // characters shown of one message

function shortened(message, longest = longestText) {
    return message.length <= longest
        ? message
        : message.slice(0, longest) + text("cut", message.length - longest);
}

/// Shows texts in `list`, the newest on top, at most `most` of them. Draws once per frame, however
/// many arrive. `note` is a few words beside the text.
function newestFirst(list, most) {
    let waiting = [];
    let paused = false;
    let asked = false;

    function draw() {
        asked = false;
        if (paused)
            return;
        for (const {message, note} of waiting.splice(0)) {
            const item = document.createElement("li");
            item.dir = "auto";
            item.textContent = shortened(message);
            if (note)
                item.dataset.note = note;
            list.prepend(item);
        }
        while (list.childElementCount > most)
            list.lastElementChild.remove();
    }
    function drawSoon() {
        if (!asked)
            requestAnimationFrame(draw);
        asked = true;
    }
    return {
        add(message, note = "") {
            waiting.push({message, note});
            if (waiting.length > most)
                waiting.shift();
            drawSoon();
        },
        pause(on) {
            paused = on;
            drawSoon();
        },
    };
}

const timeOfDay = () => new Date().toLocaleTimeString(strings[language].languageTag, {hour12: false});

// ---- What goes over the wire, for the curious

const wire = (() => {
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    const list = document.createElement("ol");
    const empty = document.createElement("p");
    details.id = "wire";
    summary.textContent = text("wire");
    empty.className = "empty";
    empty.textContent = text("wireEmpty");
    details.append(summary, list, empty);
    const rows = newestFirst(list, 50);
    return {
        show: () => document.body.append(details),
        sent: message => rows.add(`↑ ${message}`, timeOfDay()),
        received: message => rows.add(`↓ ${message}`, timeOfDay()),
        ended: event => rows.add(endOf(event), timeOfDay()),
    };
})();

/// Code and reason of a CloseEvent.
const codeAndReason = event => event.reason ? `${event.code} “${event.reason}”` : String(event.code);

/// What the wire showed of a connection's end: 1005 and 1006 are the browser's words, never a frame's.
function endOf(event) {
    if (event.code === 1006)
        return `× ${text("lost")}`;
    return `↓ ${event.code === 1005 ? text("closeFrameEmpty") : text("closeFrame", codeAndReason(event))}`;
}

// ---- Connection

const firstDelay = 750; // milliseconds, like all times here; ± a third by chance
const longestDelay = 30000;
const openDeadline = 10000;
const settled = 5000; // a connection that lived this long was a good one

/// True if a server that closes with this code means it: whoever wants to come back has to ask.
const isFinal = code => code === 1000 || code === 1008 || (code >= 4000 && code <= 4999);

/// Keeps a WebSocket open to the address that the page came from. `page` may have:
///   received(text)       for each text message,
///   receivedBytes(bytes) for each binary message, an ArrayBuffer,
///   opened()             for each new connection,
///   oneAnswer: true      when the server closes with 1000 after its answer, as it should.
/// When the server has closed for good, a button opens it again.
function connect(page) {
    const address = (location.protocol === "https:" ? "wss://" : "ws://")
        + location.host + location.pathname + location.search;
    let socket = null;
    let failures = 0;
    let timer = 0;
    let tryAt = 0; // 0: not until somebody asks for it
    let reason = "";
    let lostFocus = null;

    function show(state) {
        element("state").dataset.state = state;
        if (element("word").textContent !== text(state))
            element("word").textContent = text(state);
        element("detail").textContent = address;
        element("try").hidden = state !== "disconnected";

        const connected = state === "connected";
        const focused = document.activeElement;
        for (const control of document.querySelectorAll("[data-online]")) {
            if (!connected && control === focused)
                lostFocus = control;
            control.disabled = !connected;
        }
        if (connected && lostFocus) {
            if (document.activeElement === document.body)
                lostFocus.focus();
            lostFocus = null;
        }
    }

    function open() {
        clearTimeout(timer);
        tryAt = 0;
        show("connecting");
        const opening = new WebSocket(address);
        const deadline = setTimeout(() => opening.close(), openDeadline);
        let openedAt = 0;
        let answered = false;
        opening.binaryType = "arraybuffer";
        opening.onopen = () => {
            clearTimeout(deadline);
            openedAt = Date.now();
            show("connected");
            if (page.opened)
                page.opened();
        };
        opening.onmessage = event => {
            answered = true;
            if (typeof event.data === "string") {
                wire.received(event.data);
                if (page.received)
                    page.received(event.data);
            } else {
                wire.received(text("binary", event.data.byteLength));
                if (page.receivedBytes)
                    page.receivedBytes(event.data);
            }
        };
        opening.onclose = event => {
            clearTimeout(deadline);
            if (openedAt && (answered || Date.now() - openedAt > settled))
                failures = 0;
            if (openedAt)
                wire.ended(event);
            reason = event.code === 1005 || event.code === 1006
                ? "" : text("closedWith", codeAndReason(event)) + " ";
            if (page.oneAnswer && answered && event.code === 1000)
                open();
            else if (isFinal(event.code))
                stayClosed();
            else
                waitAndOpen();
        };
        socket = opening;
    }

    function stayClosed() {
        show("disconnected");
        element("try").textContent = text("connectAgain");
        element("detail").textContent = reason;
    }

    function waitAndOpen() {
        const chance = (2 + 2 * Math.random()) / 3;
        const delay = Math.min(firstDelay * 1.6 ** failures * chance, longestDelay);
        failures = Math.min(failures + 1, 20);
        tryAt = Date.now() + delay;
        show("disconnected");
        element("try").textContent = text("tryNow");
        countDown();
    }

    function countDown() {
        const left = tryAt - Date.now();
        if (left <= 0) {
            open();
            return;
        }
        element("detail").textContent = reason + text("nextTry", Math.ceil(left / 1000));
        timer = setTimeout(countDown, left % 1000 || 1000);
    }

    function tryNow() {
        if (tryAt)
            open();
    }

    translate();
    element("state").hidden = false;
    wire.show();
    element("try").addEventListener("click", open);
    window.addEventListener("online", tryNow);
    document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "visible")
            tryNow();
    });
    open();

    return {
        /// Sends a text; false when there is no connection.
        send(message) {
            if (socket.readyState !== WebSocket.OPEN)
                return false;
            socket.send(message);
            wire.sent(message);
            return true;
        },
    };
}

/// Calls `send` with the text of `field` when `form` is submitted, and empties the field if `send`
/// returns true.
function onSubmit(form, field, send) {
    form.addEventListener("submit", event => {
        event.preventDefault();
        if (field.value && send(field.value))
            field.value = "";
        field.focus();
    });
}
