// All that the page asks the stand-in for.

async function answerOf(response) {
  const answer = await response.json().catch(() => ({ ok: false, error: "That was not understood." }));
  if (response.ok && answer.ok !== false) return answer;
  throw new Error(answer.error || "That did not work.");
}

/** Whom one can be. */
export async function people() {
  return (await answerOf(await fetch("/page/people"))).people;
}

/** The messages of a channel, oldest first, and whether there are older ones. */
export async function messages(me, channelId, before) {
  const query = new URLSearchParams({ as: me, limit: "50", ...(before ? { before } : {}) });
  return answerOf(await fetch(`/page/channels/${channelId}/messages?${query}`));
}

/** Sends something; files are put beside it by name: file0, file1, … */
export async function post(path, me, body, files = []) {
  let sent = JSON.stringify(body);
  if (files.length) {
    const form = new FormData();
    form.append("json", sent);
    files.forEach((file, index) => form.append(`file${index}`, file, file.name));
    sent = form;
  }
  let response;
  try {
    response = await fetch(`/page/${path}?as=${me}`, { method: "POST", body: sent });
  } catch {
    throw new Error("The playground does not answer. Is it still running in its terminal?");
  }
  return answerOf(response);
}

/** Does something as somebody, and returns what came of it. */
export function act(me, what, more, files) {
  return post("acts", me, { do: what, ...more }, files);
}

/** Stops whatever tour is under way. */
export async function stopTour(id) {
  await fetch(`/page/tours/${id}`, { method: "DELETE" });
}

/** Opens the line on which the world tells what happens. */
export function listen(me, hear, lost) {
  const socket = new WebSocket(`ws://${location.host}/page/live?as=${me}`);
  socket.addEventListener("message", (event) => {
    const frame = JSON.parse(event.data);
    hear(frame.t, frame.d);
  });
  socket.addEventListener("close", () => lost(socket));
  return socket;
}
