/* The simulator page: a website and a phone on one side, the business's phone on the other,
 * and between them what Leadbell decided. It only polls; all state is the server's. */

import { ding, wake } from "./bell.js";
import { PATHS, el, glyph, phoneText } from "./dom.js";
import { phoneOf } from "./phone.js";
import { addWidget, address, siteOf } from "./site.js";
import { noReceipt, receiptOf } from "./verdict.js";

const EVERY = 1000; // milliseconds between polls
const byId = (id) => document.getElementById(id);
const picker = byId("campaign");
const sound = byId("sound");
const news = byId("news");

let campaigns = [];
let campaign = null;
let prospect = null; // the number of the prospect's phone
let heard = null; // sids that were there before; null until the first poll of a campaign
let receipt = "";
let widgetTag = null;
let round = 0; // a poll that began before the campaign changed must not draw

const visitor = phoneOf({ id: "visitor-phone", label: "Prospect's phone", send: (body) => text(prospect, body) });
const business = phoneOf({ id: "business-phone", label: "Business's phone", send: (body) => text(campaign.business_sms, body) });
byId("visitor-slot").append(visitor.element);
byId("business-slot").append(business.element);

async function get(path, query = {}) {
  const answer = await fetch(`/simulator/${path}?${new URLSearchParams(query)}`);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}

async function text(from, body) {
  const answer = await fetch("/simulator/messages", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ from, to: campaign.number, body }),
  }).catch(() => null);
  if (!answer?.ok) news.textContent = "That text could not be sent. Is the server still running?";
  poll();
}

/** Every text of the campaign's number, both ways, oldest first. */
async function texts() {
  const [sent, received] = await Promise.all([get("messages", { from: campaign.number }), get("messages", { to: campaign.number })]);
  // Times are whole seconds, and an answer follows what it answers: received ones first.
  return [...received.messages, ...sent.messages].sort((a, b) => a.id - b.id);
}

function draw(messages, lead) {
  const other = (message) => (message.from === campaign.number ? message.to : message.from);
  const fresh = heard ? messages.filter((message) => !heard.has(message.sid)) : messages;
  // The visitor's phone is whichever number was last written with: on the website they may give any.
  const written = fresh.filter((message) => other(message) !== campaign.business_sms).at(-1);
  if (written) prospect = other(written);
  visitor.show(messages.filter((message) => other(message) === prospect), prospect,
    `Text ${campaign.business} from here: say what you need.`);
  business.show(messages.filter((message) => other(message) === campaign.business_sms), campaign.business_sms,
    "Quiet. It rings only for a qualified lead.");
  byId("visitor-number").textContent = phoneText(prospect);
  if (heard && fresh.some((message) => message.to === campaign.business_sms)) ring();
  heard = new Set(messages.map((message) => message.sid));

  const now = JSON.stringify(lead ?? null);
  if (now === receipt) return;
  receipt = now;
  byId("verdict").replaceChildren(lead ? receiptOf(lead) : noReceipt(campaign));
}

function ring() {
  business.ring();
  document.body.classList.add("rang");
  if (sound.getAttribute("aria-pressed") === "true") ding();
  news.textContent = `Ding! A text has reached ${campaign.business}.`;
}

async function poll() {
  const mine = round;
  try {
    const [messages, { leads }] = await Promise.all([texts(), get("leads", { campaign: campaign.id })]);
    if (mine !== round) return;
    document.body.classList.remove("offline");
    draw(messages, leads[0]);
  } catch {
    if (mine === round) document.body.classList.add("offline");
  }
}

async function pollForever() {
  if (!document.hidden) await poll();
  setTimeout(pollForever, EVERY);
}

function placeWidget() {
  widgetTag?.remove();
  byId("site-chat").replaceChildren();
  widgetTag = addWidget(campaign.id, { target: "#site-chat", title: campaign.business });
}

function choose(id) {
  campaign = campaigns.find((each) => each.id === id) ?? campaigns[0];
  round += 1;
  prospect = campaign.prospect_sms;
  heard = null;
  receipt = "";
  document.body.classList.remove("rang");
  picker.value = campaign.id;
  history.replaceState(null, "", `#${campaign.id}`);
  byId("site-address").textContent = address(campaign.business);
  byId("site-hero").replaceChildren(siteOf(campaign));
  byId("business-name").textContent = campaign.business;
  byId("business-number").textContent = phoneText(campaign.business_sms);
  visitor.contact(campaign.business, campaign.number);
  business.contact("Leadbell", campaign.number, glyph(PATHS.bell));
  placeWidget();
  poll();
}

/** Someone else asks: a chat of their own, and a phone with another (fictional) number. */
function newVisitor() {
  try {
    localStorage.removeItem(`leadbell:${location.origin}:${campaign.id}`);
    localStorage.removeItem(`leadbell:${location.origin}:browser`);
  } catch { /* storage is forbidden, so nothing was kept */ }
  const last = String(110 + Math.floor(Math.random() * 80)); // 555-0100 to 0199 belong to nobody
  prospect = `${campaign.prospect_sms.slice(0, -3)}${last}`;
  document.body.classList.remove("rang");
  placeWidget();
  poll();
}

picker.addEventListener("change", () => choose(picker.value));
byId("new-visitor").addEventListener("click", newVisitor);
sound.addEventListener("click", () => {
  const on = sound.getAttribute("aria-pressed") !== "true";
  sound.setAttribute("aria-pressed", String(on));
  if (on) { wake(); ding(); }
});

async function begin() {
  try {
    ({ campaigns } = await get("campaigns"));
  } catch {
    document.body.classList.add("offline");
    setTimeout(begin, EVERY);
    return;
  }
  document.body.classList.remove("offline");
  if (!campaigns.length) {
    byId("verdict").replaceChildren(el("p", { className: "meaning" }, "No campaign is published yet."));
    return;
  }
  picker.replaceChildren(...campaigns.map(({ id, business: name }) => el("option", { value: id }, name)));
  choose(location.hash.slice(1) || "roofing");
  pollForever();
}
begin();
