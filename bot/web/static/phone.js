/* One phone: a thread of texts with one number, and a field to write in. */

import { PATHS, clock, el, glyph, phoneText } from "./dom.js";

/** `send(body)` is called with what its owner types. Returns the phone's element and its verbs. */
export function phoneOf({ id, label, send }) {
  const name = el("span", { className: "contact-name" });
  const number = el("span", { className: "contact-number" });
  const avatar = el("span", { className: "avatar", "aria-hidden": "true" });
  const time = el("span", {}, clock(Date.now()));
  const thread = el("div", { className: "thread", role: "log", "aria-label": `${label}: texts`, tabIndex: 0 });
  const input = el("input", { id: `${id}-text`, maxLength: 1000, autocomplete: "off", placeholder: "Text message", enterkeyhint: "send" });
  const form = el("form", { className: "composer" },
    el("label", { className: "unseen", htmlFor: input.id }, `${label}: write a text`), input,
    el("button", { type: "submit", "aria-label": `${label}: send` }, glyph(PATHS.send)));
  const screen = el("div", { className: "screen" },
    el("div", { className: "status-bar", "aria-hidden": "true" }, time, el("span", { className: "island" }), el("span", { className: "battery" })),
    el("div", { className: "contact" }, avatar, name, number), thread, form, el("span", { className: "home-bar" }));
  const element = el("div", { className: "phone", id }, el("span", { className: "wave" }), screen);
  let drawn = "";

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = input.value.trim();
    if (!body) return;
    input.value = "";
    send(body);
  });

  function bubble(message, own) {
    const mine = message.from === own;
    return el("div", { className: `text ${mine ? "mine" : "theirs"}` },
      el("span", { className: "unseen" }, mine ? "Sent: " : "Received: "), el("p", {}, message.body),
      el("time", { dateTime: message.at }, clock(message.at)));
  }

  return {
    element,
    /** Whom this phone writes with. */
    contact(title, theirNumber, picture) {
      name.textContent = title;
      number.textContent = phoneText(theirNumber);
      avatar.replaceChildren(picture ?? title.split(/\s+/).map((word) => word[0]).slice(0, 2).join(""));
    },
    /** Show the thread; `hint` stands there while it is empty. Draws only when something changed. */
    show(messages, own, hint) {
      const now = JSON.stringify([own, hint, messages.map((message) => [message.sid, message.body])]);
      if (now === drawn) return;
      drawn = now;
      time.textContent = clock(Date.now());
      const known = thread.querySelectorAll(".text").length;
      thread.replaceChildren(...messages.map((message) => bubble(message, own)));
      if (!messages.length) thread.append(el("p", { className: "hint" }, hint));
      [...thread.children].slice(known).forEach((node) => node.classList.add("fresh"));
      thread.scrollTop = thread.scrollHeight;
    },
    /** Let it ring: the animation starts anew each time. */
    ring() {
      element.classList.remove("ringing");
      void element.offsetWidth;
      element.classList.add("ringing");
    },
  };
}
