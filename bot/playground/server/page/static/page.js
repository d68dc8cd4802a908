// Puts the page together: connects, and draws again what has changed.

import { listen, people } from "./api.js";
import { drawBar, onBecome, showTour, tick } from "./bar.js";
import { fitRoom } from "./composer.js";
import { refreshTimes } from "./draw.js";
import { showRoom } from "./messages.js";
import { hush, say } from "./notice.js";
import { drawHead, drawMembers, drawPlaces, tickMembers } from "./sidebar.js";
import { go, happened, now, ready, state, when } from "./store.js";

const LONGEST_PAUSE = 8000;
let socket = null;
let pause = 300;
let me = null;
let wanted = null;
let lived = false; // whether the world's history has passed

const stored = localStorage.getItem("theme");
if (stored) document.documentElement.dataset.theme = stored;

when("all", () => {
  if (wanted && state.channels.has(wanted)) state.current = wanted;
  wanted = null;
  drawBar();
  drawPlaces();
  drawHead();
  drawMembers();
  fitRoom();
  showRoom();
  if (state.tour && !state.tour.done) showTour(state.tour);
  const { moving } = state.clock;
  if (moving && !lived) say("The weeks before you came are passing: the bot lives through them now.");
});
when("room", () => {
  drawHead();
  drawMembers();
  fitRoom();
  showRoom();
});
when("head", () => {
  drawHead();
  fitRoom();
});
when("places", drawPlaces);
when("clock", () => {
  lived = lived || !state.clock.moving;
  const bar = document.getElementById("clock");
  const moving = state.clock.moving;
  if (!bar || bar.dataset.moving !== String(moving)) {
    drawBar();
    document.getElementById("clock").dataset.moving = String(moving);
  }
  tick();
});
when("tour", showTour);

function connect(userId) {
  me = userId;
  localStorage.setItem("me", userId);
  if (socket) socket.close();
  socket = listen(userId, hear, lost);
}

function hear(name, data) {
  if (name === "READY") {
    pause = 300;
    hush();
    ready(data);
  } else if (name === "RELOAD") connect(me);
  else happened(name, data);
}

function lost(which) {
  if (which !== socket) return;
  state.connected = false;
  say("The connection is lost; trying again …", true);
  setTimeout(() => which === socket && start(), pause);
  pause = Math.min(pause * 2, LONGEST_PAUSE);
}

async function start() {
  try {
    const known = await people();
    const before = localStorage.getItem("me");
    const found = known.find((each) => each.id === (me || before)) || known[0];
    if (found) connect(found.id);
    else setTimeout(start, 500); // the world is still being built
  } catch (error) {
    say(error.message, true);
    setTimeout(start, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

onBecome((userId, channelId) => {
  wanted = channelId || state.current;
  state.messages.clear();
  connect(userId);
});

function drawer(buttonId, name, other) {
  const button = document.getElementById(buttonId);
  button.addEventListener("click", () => {
    document.body.classList.remove(other);
    const isOpen = document.body.classList.toggle(name);
    button.setAttribute("aria-expanded", String(isOpen));
  });
}

drawer("open-places", "places-open", "members-toggled");
drawer("open-members", "members-toggled", "places-open");
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.classList.contains("places-open")) {
    document.body.classList.remove("places-open");
    document.getElementById("open-places").focus();
  }
});
setInterval(() => {
  if (!state.connected) return;
  tick();
  tickMembers();
  refreshTimes();
}, 1000);
start();
// For tests, and for whoever is curious in the browser's console.
window.playground = { state, go, now };
