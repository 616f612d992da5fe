/* Leadbell's chat widget: one file, no dependencies.
 *
 *   <script src="https://HOST/widget.js" data-campaign="roofing" async></script>
 *
 * data-campaign  which campaign answers (required)
 * data-title     the panel's heading        data-color   the business's colour
 * data-target    CSS selector: live inside that element instead of floating
 * data-open      "true": open at load       data-theme   "light" or "dark" instead of the system's
 *
 * It lives in a shadow root with a constructed stylesheet, so it works under a strict
 * Content-Security-Policy and neither gives styles to the page nor takes any. All text
 * enters through textContent. It tells the page: `leadbell:open`, `leadbell:done`.
 */
(() => { // one function around everything, so nothing leaks into the page
"use strict";

const DARK = `--paper:#16211e; --raised:#22302c; --ink:#f0ebe0; --soft:#b3bdb6; --line:#354640;
  --accent:#2b6b5d; --on-accent:#fff; --ring:#e9b450; --bad:#f0a08c; color-scheme:dark;`;
const STYLE = `
:host { all:initial; --paper:#fffdf8; --raised:#f4eee2; --ink:#1e2a26; --soft:#5c6862; --line:#e3dacb;
  --accent:#17493f; --on-accent:#fff; --brass:#e6ae45; --ring:#a86a12; --bad:#a5361f; color-scheme:light; }
:host([inline]) { display:block; height:100%; }
@media (prefers-color-scheme:dark) { :host([theme=auto]) { ${DARK} } }
:host([theme=dark]) { ${DARK} }
* { box-sizing:border-box; margin:0; font:inherit; color:inherit; }
[hidden] { display:none !important; }
.bell, .panel { font:16px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif; color:var(--ink); }
button { cursor:pointer; border:1px solid transparent; background:none; -webkit-tap-highlight-color:transparent; }
:focus-visible { outline:3px solid var(--ring); outline-offset:2px; }
.unseen { position:absolute; width:1px; height:1px; overflow:hidden; clip-path:inset(50%); }

.plate { display:grid; place-items:center; flex:none; background:var(--accent); }
.plate span { display:grid; place-items:center; width:68%; height:68%; border-radius:50%; color:#17352e;
  background:radial-gradient(circle at 35% 28%,#f8d98f,var(--brass) 62%,#cf9330); box-shadow:0 1px 2px #0005; }
.plate svg { width:56%; height:56%; transform-origin:50% 12%; }
.bell { position:fixed; z-index:2147483000; right:max(20px,env(safe-area-inset-right));
  bottom:max(20px,env(safe-area-inset-bottom)); width:64px; height:64px; padding:0; border-radius:22px;
  box-shadow:0 10px 28px #10241f47, 0 2px 6px #10241f33; transition:transform .15s; }
.bell:hover { transform:translateY(-2px); } .bell:active span { transform:scale(.92); }
.bell:hover svg { animation:swing .7s ease-in-out; }

.panel { display:flex; flex-direction:column; overflow:hidden; background:var(--paper); border:1px solid var(--line); }
.panel:focus { outline:none; }
.floating { position:fixed; z-index:2147483000; right:20px; bottom:20px; width:384px; height:min(640px,calc(100vh - 40px));
  border-radius:22px; box-shadow:0 24px 64px #10241f4d, 0 4px 12px #10241f26; animation:rise .22s ease-out; }
.inline { width:100%; height:100%; min-height:300px; border-radius:18px; }
.head { display:flex; align-items:center; gap:12px; padding:12px 10px 12px 16px; background:var(--accent); color:var(--on-accent); }
.head .plate { width:42px; height:42px; border-radius:14px; background:#0003; }
.head div { flex:1; min-width:0; }
h2 { font-weight:650; font-size:17px; line-height:1.25; overflow-wrap:anywhere; } .head p { font-size:13px; }
.head button { width:44px; height:44px; border-radius:12px; display:grid; place-items:center; }
.head :focus-visible { outline-color:currentColor; outline-offset:-4px; }
.head button:hover { background:#0003; } .head button svg { width:20px; height:20px; }

.log { flex:1; min-height:0; overflow-y:auto; overscroll-behavior:contain; padding:16px; display:flex;
  flex-direction:column; gap:6px; }
.log:focus-visible { outline-offset:-4px; }
.turn { max-width:86%; animation:rise .2s ease-out; }
.turn.bot { align-self:flex-start; } .turn.prospect { align-self:flex-end; text-align:right; }
.turn.bot + .prospect, .turn.prospect + .bot { margin-top:8px; }
.turn > p { display:inline-block; text-align:left; padding:9px 14px; border-radius:18px; white-space:pre-wrap; overflow-wrap:anywhere; }
.bot > p { background:var(--raised); border-bottom-left-radius:6px; }
.prospect > p { background:var(--accent); color:var(--on-accent); border-bottom-right-radius:6px; }
a { text-decoration:underline; text-underline-offset:2px; }
.waiting > p { opacity:.72; }
.failed { color:var(--bad); font-size:14px; } .note { align-self:center; text-align:center; color:var(--soft); font-size:14px; padding:8px 12px; }
.again { min-height:44px; padding:0 8px; font-weight:650; text-decoration:underline; text-underline-offset:3px; }
.typing { align-self:flex-start; display:flex; gap:5px; padding:15px 16px; border-radius:18px 18px 18px 6px; background:var(--raised); margin-top:8px; }
.typing i { width:7px; height:7px; border-radius:50%; background:var(--soft); animation:breathe 1.2s infinite; }
.typing i:nth-child(2) { animation-delay:.15s; } .typing i:nth-child(3) { animation-delay:.3s; }

.choices { display:flex; flex-wrap:wrap; gap:8px; padding:2px 16px 12px; }
.choices button { min-height:44px; padding:6px 16px; border-radius:22px; border:1.5px solid var(--accent);
  background:var(--paper); font-weight:600; text-align:left; }
.choices button:hover { background:var(--raised); }
.notice { padding:8px 16px 0; border-top:1px solid var(--line); color:var(--soft); font-size:13px; text-align:center; text-wrap:balance; }
.notice:not([hidden]) + form { border-top:0; padding-top:6px; }
form { display:flex; gap:8px; padding:10px 12px max(12px,env(safe-area-inset-bottom)); border-top:1px solid var(--line); }
input { flex:1; min-width:0; height:46px; padding:0 16px; border-radius:23px; border:1.5px solid var(--soft); background:var(--paper); }
input:focus-visible { outline-width:2px; outline-offset:-1px; border-color:transparent; }
input::placeholder { color:var(--soft); opacity:1; }
form button { flex:none; width:46px; height:46px; border-radius:50%; background:var(--accent); color:var(--on-accent); display:grid; place-items:center; }
form button svg { width:20px; height:20px; }

@media (max-width:480px) {
  .floating { left:0; right:0; bottom:auto; top:var(--top,0px); width:auto; height:var(--height,100dvh); border-radius:0; border:0; }
  .floating .head { padding-top:max(12px,env(safe-area-inset-top)); }
}
@media (prefers-reduced-motion:reduce) { *, *::before { animation:none !important; transition:none !important; } }
@keyframes rise { from { opacity:0; transform:translateY(8px); } }
@keyframes breathe { 0%,60%,100% { opacity:.35; } 30% { opacity:1; } }
@keyframes swing { 20% { rotate:14deg; } 45% { rotate:-11deg; } 70% { rotate:6deg; } }`;

const ICONS = {
  bell: "M12 2.5c.9 0 1.6.7 1.6 1.6v.7a6.2 6.2 0 0 1 4.6 6v3.5l1.7 2.5c.4.6 0 1.4-.7 1.4H4.8c-.7 0-1.1-.8-.7-1.4l1.7-2.5v-3.5a6.2 6.2 0 0 1 4.6-6v-.7c0-.9.7-1.6 1.6-1.6zM9.6 19.5h4.8a2.4 2.4 0 0 1-4.8 0z",
  close: "M5.6 4.2 12 10.6l6.4-6.4 1.4 1.4-6.4 6.4 6.4 6.4-1.4 1.4-6.4-6.4-6.4 6.4-1.4-1.4 6.4-6.4-6.4-6.4z",
  send: "M3.4 20.6 21.6 12 3.4 3.4l-.1 6.7L15 12 3.3 13.9z",
};
// What the keyboard and the browser's autofill should offer for each thing the bot asks.
const HINTS = { // asks: [inputmode, autocomplete, placeholder]
  phone: ["tel", "tel", "Your phone number"],
  phone_code: ["numeric", "one-time-code", "The code from the text"],
  email: ["email", "email", "Your email address"],
  name: ["text", "name", "Your name"],
  postcode: ["text", "postal-code", "Your postcode"],
  other: ["text", "off", "Write a reply"],
};
const WAITS = [800, 1600, 3200]; // milliseconds between tries before "Not sent" shows
const PATIENCE = 30000; // a server that has just started may need some seconds
const pointsFinely = matchMedia("(pointer: fine)");
const phoneSized = matchMedia("(max-width: 480px)");

/** An element with properties or attributes, and children; strings become text, never HTML. */
function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

function icon(name) {
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  path.setAttribute("d", ICONS[name]);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("fill", "currentColor");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}

/** The text with its https addresses as links; anything else stays plain text. */
function linked(text) {
  return text.split(/(https:\/\/[^\s<>"']*[^\s<>"'.,;:!?)])/).map((part, index) =>
    index % 2 ? el("a", { href: part, target: "_blank", rel: "noopener noreferrer" }, part) : part);
}

/** A random UUID; crypto.randomUUID exists on https pages only. */
function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64; // version 4
  bytes[8] = (bytes[8] & 63) | 128; // variant 1
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** The token and the unsent texts: they outlive the page, unless storage is forbidden. */
function recordOf(key) {
  const record = { token: null, unsent: [] };
  try { Object.assign(record, JSON.parse(localStorage.getItem(key))); } catch { /* forbidden */ }
  const keep = () => { try { localStorage.setItem(key, JSON.stringify(record)); } catch { /* memory has to do */ } };
  return [record, keep];
}

/** `ask(method, path, token, body)` → the answer's JSON, or an error with `status`,
 *  `passing` (worth another try) and `after` (not before these milliseconds). */
function apiOf(origin, campaign) {
  const trouble = (facts) => Object.assign(new Error("chat request failed"), facts);
  return async (method, path, token, body) => {
    const headers = { "Content-Type": "application/json" };
    if (token) headers.Authorization = `Bearer ${token}`;
    let answer;
    try {
      answer = await fetch(`${origin}/api/chat/${encodeURIComponent(campaign)}${path}`, {
        method, headers, body: body && JSON.stringify(body), credentials: "omit",
        signal: AbortSignal.timeout?.(PATIENCE),
      });
      if (answer.ok) return await answer.json();
    } catch {
      throw trouble({ status: 0, passing: true, after: 0 });
    }
    const { status } = answer;
    const after = Number(answer.headers.get("Retry-After")) * 1000 || 0;
    throw trouble({ status, after, passing: status >= 500 || status === 429 || status === 408 });
  };
}

/** Do it again after a passing trouble, a few times, waiting longer each time. */
async function stubbornly(work) {
  for (let tries = 0; ; tries++) {
    try {
      return await work();
    } catch (trouble) {
      if (!trouble.passing || tries >= WAITS.length) throw trouble;
      const wait = Math.max(WAITS[tries] * (0.8 + Math.random() * 0.4), Math.min(trouble.after, 20000));
      await new Promise((resume) => setTimeout(resume, wait));
    }
  }
}

/** A random id of this browser on this website, the same for every chat here. It is made of nothing
 *  but chance; without storage there is none. */
function browserId(origin) {
  const key = `leadbell:${origin}:browser`;
  try {
    if (!localStorage.getItem(key)) localStorage.setItem(key, uuid());
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Where the prospect is and what brought them: part of the proof of consent. */
function arrival() {
  const utm = [...new URLSearchParams(location.search)].filter(([name]) => name.startsWith("utm_"));
  return { page_url: location.href.split("#")[0], referrer: document.referrer, utm: Object.fromEntries(utm) };
}

/** Dark or white text on the business's colour, whichever reads better. */
function inkOn(color) {
  const [red, green, blue] = (color.match(/^rgba?\((.*)\)/)?.[1] ?? "0,0,0").split(/[ ,/]+/).map((part) => (part / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? "#10201c" : "#fff";
}

/** The widget's elements, and the few things that can be done to them. */
function viewOf({ title, color, theme, inline }, handlers) {
  const plate = (tag, props) => el(tag, props, el("span", {}, icon("bell")));
  const host = el("leadbell-chat", { theme });
  host.toggleAttribute("inline", inline);
  const root = host.attachShadow({ mode: "open" });
  const bell = plate("button", { className: "plate bell", type: "button", "aria-label": `Open chat: ${title}`, hidden: inline });
  const close = el("button", { type: "button", "aria-label": "Close chat", hidden: inline }, icon("close"));
  const log = el("div", { className: "log", role: "log", "aria-live": "polite", "aria-label": "Messages", tabIndex: 0 });
  const notice = el("p", { className: "notice", id: "notice", hidden: true });
  const choices = el("div", { className: "choices", role: "group", "aria-label": "Suggested replies", hidden: true });
  const input = el("input", { id: "text", maxLength: 1000, enterkeyhint: "send", autocomplete: "off", "aria-describedby": "notice" });
  const form = el("form", { noValidate: true }, el("label", { className: "unseen", htmlFor: "text" }, "Your message"),
    input, el("button", { type: "submit", "aria-label": "Send" }, icon("send")));
  const heading = el("div", { className: "head" }, plate("span", { className: "plate", "aria-hidden": "true" }),
    el("div", {}, el("h2", {}, title), el("p", {}, "Automated assistant")), close);
  const panel = el("section", { className: inline ? "panel inline" : "panel floating", role: inline ? "region" : "dialog",
    "aria-label": title, tabIndex: -1, hidden: !inline }, heading, log, choices, notice, form);
  const typing = el("div", { className: "typing", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
  const completed = el("div", { className: "note" }); // said once, always at the end
  const shown = new Map(); // message id → its element, so that no message shows twice
  root.append(bell, panel);

  // The page's author chose the colour; CSS.supports keeps it from being more than a colour.
  const own = color && !/[;{}]/.test(color) && CSS.supports("color", color) ? `:host, :host([theme]) { --accent:${color}; }` : "";
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE + own);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(el("style", {}, STYLE + own)); // browsers from before 2023
  }

  const toEnd = () => { log.scrollTop = log.scrollHeight; };
  const add = (node) => { log.append(node, ...(typing.isConnected ? [typing] : [])); toEnd(); };
  const focusInput = (keyboard) => (keyboard || pointsFinely.matches ? input : panel).focus({ preventScroll: true });
  function open(focus = true) {
    bell.hidden = true;
    panel.hidden = false;
    if (!inline) panel.ariaModal = String(phoneSized.matches);
    fit();
    if (focus) focusInput(false);
    toEnd();
    handlers.opened();
  }
  function shut() {
    panel.hidden = true;
    bell.hidden = false;
    bell.focus();
  }
  // On phones the panel fills what the on-screen keyboard leaves free, which only visualViewport knows.
  function fit() {
    panel.style.setProperty("--height", `${visualViewport.height}px`);
    panel.style.setProperty("--top", `${visualViewport.offsetTop}px`);
  }
  function offer(note, label, act) {
    const button = el("button", { type: "button", className: "again" }, label);
    button.addEventListener("click", () => { note.remove(); input.focus(); act(); });
    note.append(" ", button);
  }

  bell.addEventListener("click", () => open());
  close.addEventListener("click", shut);
  visualViewport.addEventListener("resize", () => { fit(); toEnd(); });
  visualViewport.addEventListener("scroll", fit);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input.value.trim();
    input.value = "";
    if (text) handlers.said(text, text);
  });
  panel.addEventListener("keydown", (event) => {
    if (inline) return;
    if (event.key === "Escape") { event.stopPropagation(); shut(); }
    // A panel that fills the screen hides the page, so Tab stays inside it.
    if (event.key !== "Tab" || !phoneSized.matches) return;
    const stops = [...panel.querySelectorAll("button, input, a, [tabindex='0']")].filter((stop) => stop.offsetParent);
    const [edge, other] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
    if (root.activeElement === edge) { event.preventDefault(); other.focus(); }
  });

  return {
    host, open,
    /** Choose the ink for the business's colour, once the element is in the page. */
    ink() { if (own) host.style.setProperty("--on-accent", inkOn(getComputedStyle(heading).backgroundColor)); },
    /** What is said before anything is sent: for whom this is recorded. */
    notice(text) { notice.textContent = text ?? ""; notice.hidden = !text; },
    draft(text) { input.value ||= text; },
    anew() { shown.clear(); }, // another conversation numbers its messages from one again
    typing(on) { if (on) add(typing); else typing.remove(); },
    /** A message of either side; `waiting` until the server has it. */
    message(from, { id, text }, waiting = false) {
      if (!shown.has(id)) {
        shown.set(id, el("div", { className: `turn ${from}` }, el("span", { className: "unseen" }, from === "bot" ? "Assistant: " : "You: "),
          el("p", {}, ...(from === "bot" ? linked(text) : [text]))));
      } else if (!waiting) return;
      shown.get(id).classList.toggle("waiting", waiting);
      add(shown.get(id));
    },
    sent(id) {
      shown.get(id)?.classList.remove("waiting");
      shown.get(id)?.querySelector(".failed")?.remove();
    },
    notSent(id, again) {
      const failed = el("div", { className: "failed" }, "Not sent.");
      offer(failed, "Try again", again);
      shown.get(id)?.querySelector(".failed")?.remove();
      shown.get(id)?.append(failed);
      toEnd();
    },
    note(text, again) {
      const note = el("div", { className: "note" }, text);
      if (again) offer(note, "Try again", again);
      add(note);
    },
    /** The chat has come to its end: they may write on, or begin another one. */
    complete(another) {
      completed.replaceChildren("This chat is complete. You can still write here.");
      offer(completed, "New chat", another);
      add(completed);
    },
    clear() { log.replaceChildren(); },
    /** Ready the input and the quick replies for what the bot asked last, or for nothing. */
    expect({ asks, text, done, choices: offered = [] } = {}) {
      const [mode, fill, hint] = HINTS[asks] ?? HINTS.other;
      // ZIP codes are all digits; a number pad would lock other postcodes out.
      input.inputMode = asks === "postcode" && /\bzip\b/i.test(text) ? "numeric" : mode;
      input.autocomplete = fill;
      input.placeholder = done ? "Anything to add?" : hint;
      choices.replaceChildren(...offered.map((choice) => {
        const button = el("button", { type: "button" }, choice.title);
        button.addEventListener("click", (event) => {
          handlers.said(choice.value, choice.title);
          focusInput(event.detail === 0); // the button is gone; a keyboard user goes on typing
        });
        return button;
      }));
      choices.hidden = !offered.length;
      toEnd();
    },
  };
}

/** The conversation: what was said, what waits to be sent, and what to do when that fails. */
function converse(options) {
  const ask = apiOf(options.origin, options.campaign);
  const [record, keep] = recordOf(`leadbell:${options.origin}:${options.campaign}`);
  const { unsent } = record; // {id, text, title} oldest first; one is sent at a time, in order
  let begun = false;
  let ready = false; // there is a conversation to send to
  let sending = false;
  const tell = (name) => document.dispatchEvent(new CustomEvent(`leadbell:${name}`, { detail: { campaign: options.campaign } }));
  const waits = (turn) => view.message("prospect", { id: turn.id, text: turn.title }, true);
  const view = viewOf(options, {
    opened() {
      tell("open");
      if (!begun) begin();
    },
    said(text, title) {
      const turn = { id: uuid(), text, title };
      unsent.push(turn);
      keep();
      waits(turn);
      view.expect();
      send();
    },
  });

  function hear(messages) {
    let offered = [];
    for (const { from = "bot", id, text, choices } of messages) {
      const chosen = from === "prospect" && offered.find((choice) => choice.value === text);
      view.message(from, { id, text: chosen ? chosen.title : text });
      offered = choices;
    }
    const last = messages.at(-1);
    if (!last || last.from === "prospect") return;
    view.expect(last);
    if (last.done) view.complete(another);
  }

  /** Take the kept conversation up again, or start one. */
  async function begin() {
    begun = true;
    view.typing(true);
    try {
      if (record.token) await resume();
      if (!record.token) {
        const start = { ...arrival(), browser: browserId(options.origin) };
        const { token, messages, notice } = await stubbornly(() => ask("POST", "", null, start));
        view.notice(notice); // before the token: nothing can be sent that wasn't told about
        record.token = token;
        keep();
        hear(messages);
      }
      ready = true;
      unsent.forEach(waits);
    } catch (trouble) {
      if (trouble.status === 404) view.note("This chat is closed at the moment.");
      else view.note("We can't reach the chat right now.", begin);
    }
    view.typing(false);
    send();
  }

  async function resume() {
    try {
      const { messages, notice } = await stubbornly(() => ask("GET", "/messages", record.token));
      view.notice(notice);
      hear(messages);
      // A reload can cut a message off before its answer: what the server has needs no sending.
      const known = new Set(messages.map((message) => message.id));
      unsent.splice(0, unsent.length, ...unsent.filter((turn) => !known.has(turn.id)));
      keep();
    } catch (trouble) {
      if (trouble.status !== 401) throw trouble;
      ended();
    }
  }

  function forget() {
    unsent.length = 0;
    record.token = null;
    ready = false;
    keep();
    view.expect();
    view.anew();
  }

  /** The server no longer knows the token: a new conversation, and the prospect keeps their words. */
  function ended() {
    view.draft(unsent.map((turn) => turn.title).join(" "));
    forget();
    view.note("Your earlier chat has ended. This is a new one.");
  }

  /** A new conversation; the one before stays with the business as it is. */
  function another() {
    if (unsent.length) return; // what is still on its way brings the offer back with its answer
    forget();
    view.clear();
    begin();
  }

  async function send() {
    if (sending || !ready) return;
    sending = true;
    while (ready && unsent.length && (await sendFirst()));
    sending = false;
  }

  /** Send the oldest unsent text; true when the next may follow. */
  async function sendFirst() {
    const [{ id, text, title }] = unsent;
    const done = () => { view.sent(id); unsent.shift(); keep(); };
    view.typing(true);
    try {
      const { messages } = await stubbornly(() => ask("POST", "/messages", record.token, { id, text }));
      view.typing(false);
      done();
      hear(messages);
      if (messages.at(-1)?.done) tell("done");
    } catch (trouble) {
      view.typing(false);
      if (trouble.passing) {
        view.notSent(id, send);
        return false;
      }
      if (trouble.status === 401) {
        ended();
        begin();
        return false;
      }
      done();
      view.draft(title);
      view.note("Sorry, that could not be sent. Please change it and try once more.");
    }
    return true;
  }
  addEventListener("online", send);
  return view;
}

function mount(tag) {
  const { campaign, target, title = "Chat with us", color, open, theme = "auto" } = tag.dataset;
  if (!campaign || tag.hasAttribute("data-mounted")) return;
  tag.setAttribute("data-mounted", "");
  const place = target && document.querySelector(target);
  if (target && !place) return console.warn(`Leadbell: nothing on this page matches ${target}`);
  const view = converse({ origin: new URL(tag.src).origin, campaign, title, color, theme, inline: Boolean(place) });
  (place || document.body).append(view.host);
  view.ink();
  if (!place) return open === "true" && view.open(false);
  // Inside the page the chat starts when it comes into sight, not for visitors who never scroll to it.
  const sight = new IntersectionObserver(([entry]) => {
    if (!entry.isIntersecting) return;
    sight.disconnect();
    view.open(false);
  });
  sight.observe(view.host);
}

// A module has no currentScript, so there the tags are found by what they load.
const tags = document.currentScript ? [document.currentScript]
  : [...document.querySelectorAll("script[src][data-campaign]")].filter((tag) => new URL(tag.src).pathname.endsWith("/widget.js"));
const ready = () => tags.forEach(mount);
if (document.readyState === "loading") addEventListener("DOMContentLoaded", ready, { once: true });
else ready();
})();
