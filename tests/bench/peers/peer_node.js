// A server on Node's ws: the services hello, counter and echo. For comparison.
//
// Usage: peer_node.js [--tls PEM] [--no-users]
//
// Prints where each service listens. --no-users: the counter's clients do not hear how many they are.

'use strict';

const fs = require('fs');
const http = require('http');
const https = require('https');
const {WebSocketServer} = require('ws');

const place = process.argv.indexOf('--tls');
const pem = place > 0 ? fs.readFileSync(process.argv[place + 1]) : null;
const tellsUsers = !process.argv.includes('--no-users');

const users = new Set();
let value = 0;

function tellAll(message) {
    for (const user of users)
        user.send(message);
}

function tellUsers() {
    if (tellsUsers)
        tellAll(JSON.stringify({type: 'users', count: users.size}));
}

function stateEvent() {
    return JSON.stringify({type: 'state', value});
}

const services = {
    hello(socket) {
        socket.on('message', name => {
            socket.send(`Hello ${name}!`);
            socket.close(1000);
        });
    },
    counter(socket) {
        users.add(socket);
        tellUsers();
        socket.send(stateEvent());
        socket.on('message', text => {
            value += JSON.parse(text).action === 'plus' ? 1 : -1;
            tellAll(stateEvent());
        });
        socket.on('close', () => {
            users.delete(socket);
            tellUsers();
        });
    },
    echo(socket) {
        socket.on('message', (message, binary) => socket.send(message, {binary}));
    },
};

for (const [name, service] of Object.entries(services)) {
    const server = pem ? https.createServer({cert: pem, key: pem}) : http.createServer();
    new WebSocketServer({server, perMessageDeflate: false}).on('connection', service);
    server.listen(0, '127.0.0.1', () =>
        console.log(`${name} ${pem ? 'wss' : 'ws'}://127.0.0.1:${server.address().port}/`));
}
