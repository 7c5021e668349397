"use strict";
const parameters = new URLSearchParams(location.search);
const room = parameters.get("room") || "lobby";
const name = parameters.get("name") || "guest-" + Math.floor(Math.random() * 1000);
const byId = (id) => document.getElementById(id);

byId("room").textContent = room;
byId("name").textContent = name;

const unsent = [];
let socket = null;
let wait = 250;  // milliseconds before the next attempt; doubles up to eight seconds

function show(text, kind) {
  const item = document.createElement("li");
  item.textContent = text;
  item.className = kind;
  byId("messages").append(item);
}

const heard = {
  said: (message) => show(`${message.name}: ${message.text}`, "said"),
  present: (message) => show(`${message.name} ${message.is_there ? "is here" : "has left"} (${message.people})`, "note"),
  refused: (message) => show(message.reasons.join("; "), "refused"),
};

function flush() {
  while (unsent.length > 0 && socket.readyState === WebSocket.OPEN) {
    socket.send(JSON.stringify({ text: unsent.shift() }));
  }
}

function connect() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  socket = new WebSocket(`${scheme}://${location.host}/rooms/${encodeURIComponent(room)}?name=${encodeURIComponent(name)}`);
  socket.onopen = () => {
    wait = 250;
    byId("state").textContent = "Connected";
    flush();
  };
  socket.onmessage = (event) => {
    const message = JSON.parse(event.data);
    heard[message.type](message);
  };
  // The server was stopped, or the network is gone: what is written meanwhile is sent later.
  socket.onclose = () => {
    byId("state").textContent = "Reconnecting";
    setTimeout(connect, wait);
    wait = Math.min(wait * 2, 8000);
  };
}

byId("form").onsubmit = (event) => {
  event.preventDefault();
  unsent.push(byId("text").value);
  byId("text").value = "";
  flush();
};

connect();
