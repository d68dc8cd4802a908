// What the page knows: who one is, the places, the people, the messages. It draws nothing.

const listeners = new Map();

/** Everything, as the first frame told it and later ones changed it. */
export const state = {
  me: null, zone: "UTC", bot: null, people: [], guilds: [], dms: [], dmCommands: [],
  channels: new Map(), users: new Map(), roles: new Map(),
  messages: new Map(), // by channel: {list, more, loaded}
  current: null, unread: new Map(),
  clock: { now: Date.now(), moving: false, heard: performance.now() },
  tours: [], tour: null, connected: false,
};

/** Calls something whenever the named part of the state has changed. */
export function when(name, call) {
  if (!listeners.has(name)) listeners.set(name, []);
  listeners.get(name).push(call);
}

export function changed(name, detail) {
  for (const call of listeners.get(name) || []) call(detail);
}

/** Returns the playground's time, in milliseconds. */
export function now() {
  const { now: told, heard, moving } = state.clock;
  return moving ? told : told + Math.min(performance.now() - heard, 5000);
}

export function ready(data) {
  const keep = state.me && state.me.id === data.me.id;
  Object.assign(state, {
    me: data.me, zone: data.zone, bot: data.bot, people: data.people, guilds: data.guilds,
    dms: data.dms, dmCommands: data.dm_commands, tours: data.tours, connected: true,
  });
  if (!keep) {
    state.messages.clear();
    state.unread.clear();
  }
  for (const [, held] of state.messages) held.loaded = false;
  state.channels.clear();
  state.users.clear();
  state.roles.clear();
  for (const user of [data.me, data.bot, ...data.people]) state.users.set(user.id, user);
  for (const guild of data.guilds) {
    for (const role of guild.roles) state.roles.set(role.id, role);
    for (const member of guild.members) {
      state.users.set(member.user.id, { ...state.users.get(member.user.id), ...member.user });
    }
    for (const place of [...guild.channels, ...guild.threads]) put(place);
  }
  for (const place of data.dms) put(place);
  clock(data.clock);
  if (!state.channels.has(state.current)) state.current = home();
  changed("all");
}

function put(place) {
  state.channels.set(place.id, place);
  for (const user of place.recipients || []) {
    if (!state.users.has(user.id)) state.users.set(user.id, user);
  }
}

function home() {
  const guild = state.guilds[0];
  if (!guild) return state.dms[0] ? state.dms[0].id : null;
  return guild.system_channel_id || (guild.channels[0] && guild.channels[0].id);
}

export function clock(told) {
  state.clock = { now: Date.parse(told.now), moving: told.moving, heard: performance.now() };
  changed("clock");
}

/** Goes to a place. */
export function go(channelId) {
  if (!state.channels.has(channelId)) return;
  state.current = channelId;
  state.unread.delete(channelId);
  changed("room");
  changed("places");
}

export function held(channelId) {
  if (!state.messages.has(channelId)) {
    state.messages.set(channelId, { list: [], more: true, loaded: false });
  }
  return state.messages.get(channelId);
}

/** Takes what happened. */
export function happened(name, data) {
  const change = CHANGES[name];
  if (change) change(data);
}

const CHANGES = {
  MESSAGE_CREATE(message) {
    const place = held(message.channel_id);
    if (place.loaded && !place.list.some((each) => each.id === message.id)) place.list.push(message);
    for (const user of message.mentions) if (!state.users.has(user.id)) state.users.set(user.id, user);
    if (message.channel_id !== state.current && message.author.id !== state.me.id) {
      const before = state.unread.get(message.channel_id) || { count: 0, pings: 0 };
      const pings = message.pings_me || isDm(message.channel_id);
      state.unread.set(message.channel_id, {
        count: before.count + 1, pings: before.pings + (pings ? 1 : 0),
      });
      changed("places");
    }
    changed("message", { message, fresh: true });
    counted(message.channel_id);
  },
  MESSAGE_UPDATE(message) {
    const place = held(message.channel_id);
    const at = place.list.findIndex((each) => each.id === message.id);
    if (at >= 0) place.list[at] = message;
    changed("message", { message, fresh: false });
  },
  MESSAGE_DELETE(gone) {
    const place = held(gone.channel_id);
    place.list = place.list.filter((each) => each.id !== gone.id);
    changed("gone", gone);
  },
  MESSAGE_REACTION_ADD(data) { react(data, 1); },
  MESSAGE_REACTION_REMOVE(data) { react(data, -1); },
  CHANNEL_CREATE: place,
  CHANNEL_UPDATE: place,
  THREAD_CREATE: place,
  THREAD_UPDATE: place,
  CHANNEL_DELETE: removed,
  THREAD_DELETE: removed,
  CLOCK: clock,
  TOUR(tour) {
    state.tour = tour;
    changed("tour", tour);
  },
};

/** Lets the message from which a thread began say how many are in it. */
function counted(channelId) {
  const thread = state.channels.get(channelId);
  if (!thread || !thread.thread_metadata) return;
  thread.message_count = (thread.message_count || 0) + 1;
  const began = held(thread.parent_id).list.find((each) => each.id === thread.id);
  if (began) changed("message", { message: began, fresh: false });
}

function react(data, by) {
  const message = held(data.channel_id).list.find((each) => each.id === data.message_id);
  if (!message) return;
  message.reactions = message.reactions || [];
  let found = message.reactions.find((each) => each.emoji.name === data.emoji.name);
  if (!found) {
    found = { emoji: data.emoji, count: 0, me: false };
    message.reactions.push(found);
  }
  found.count += by;
  if (data.user_id === state.me.id) found.me = by > 0;
  message.reactions = message.reactions.filter((each) => each.count > 0);
  changed("message", { message, fresh: false });
}

function place(told) {
  const guild = state.guilds.find((each) => each.id === told.guild_id);
  if (guild) {
    const list = told.parent_id && told.thread_metadata ? guild.threads : guild.channels;
    const at = list.findIndex((each) => each.id === told.id);
    if (at >= 0) list[at] = told;
    else list.push(told);
  }
  if (told.type === 1 && !state.dms.some((each) => each.id === told.id)) state.dms.push(told);
  put(told);
  changed("places");
  if (told.id === state.current) changed("head");
}

function removed({ id }) {
  for (const guild of state.guilds) {
    guild.channels = guild.channels.filter((each) => each.id !== id);
    guild.threads = guild.threads.filter((each) => each.id !== id);
  }
  state.channels.delete(id);
  state.messages.delete(id);
  if (state.current === id) go(home());
  changed("places");
}

export function isDm(channelId) {
  const found = state.channels.get(channelId);
  return Boolean(found) && found.type === 1;
}

/** Returns the server of a place, if it has one. */
export function guildOf(channelId) {
  const found = state.channels.get(channelId);
  return found && found.guild_id ? state.guilds.find((each) => each.id === found.guild_id) : null;
}

export function nameOf(user) {
  if (!user) return "Somebody";
  const known = state.users.get(user.id) || user;
  return known.global_name || known.username || "Somebody";
}

/** Returns the name of a place, as it stands in the list. */
export function placeName(channel) {
  if (channel.type === 1) return channel.recipients.map(nameOf).join(", ") || "Nobody";
  return channel.name;
}

/** Returns the commands that one may use in a place. */
export function commandsIn(channelId) {
  const guild = guildOf(channelId);
  return guild ? guild.commands : state.dmCommands;
}
