/* The receipt of a decision: the outcome, the score, and each criterion with the words that met it. */

import { PATHS, clock, el, glyph, phoneText, svg, words } from "./dom.js";

const OUTCOMES = {
  qualified: ["Qualified", "Every criterion is met."],
  unqualified: ["Not qualified", "A criterion is not met, so nobody is disturbed and nothing is charged."],
  review: ["For review", "Nothing fails, but a person should look first."],
};
const RESULTS = { pass: "met", fail: "not met", unknown: "unknown" };
const ARC = 2 * Math.PI * 34;

function gauge(score) {
  const ring = (cls, length) => svg("circle", { class: cls, cx: 40, cy: 40, r: 34, "stroke-dasharray": `${length} ${ARC}` });
  return el("div", { className: "gauge", role: "img", "aria-label": `Score ${score} of 100` },
    svg("svg", { viewBox: "0 0 80 80", "aria-hidden": "true" }, ring("gauge-track", ARC), ring("gauge-value", (ARC * score) / 100)),
    el("span", { "aria-hidden": "true" }, el("b", {}, String(score)), el("small", {}, "score")));
}

function criterion({ name, result, required, heard }) {
  return el("li", { className: result },
    el("span", { className: "mark" }, glyph(PATHS[result])),
    el("div", {},
      el("p", { className: "criterion" }, el("b", {}, words(name)), el("span", { className: "unseen" }, `, ${RESULTS[result]}: `),
        heard ? el("q", {}, heard) : el("span", { className: "silent" }, "not said")),
      el("p", { className: "required" }, `Wanted: ${required}`)));
}

/** What else was seen that a person should look at, with its reason. */
function signal({ name, because }) {
  return el("li", { className: "unknown" }, el("span", { className: "mark" }, glyph(PATHS.unknown)),
    el("div", {}, el("p", { className: "criterion" }, el("b", {}, words(name))), el("p", { className: "required" }, because)));
}

/** How long the business waited, in words; the trade's norm is an hour, ours a minute. */
function waited(lead) {
  if (lead.approved_at) return ", after approval";
  const seconds = Math.round((Date.parse(lead.handoff.at) - Date.parse(lead.created_at)) / 1000);
  if (!(seconds >= 0)) return "";
  return seconds < 1 ? ", within a second" : seconds < 120 ? `, ${seconds} s after the last answer` : "";
}

function handoff(lead) {
  let title = el("b", {}, "No handoff");
  let detail = lead.verdict.outcome === "review" ? "It waits until someone approves it." : "The phone stays quiet.";
  if (lead.handoff) {
    const { state, to, at } = lead.handoff;
    title = el("span", {}, "Handoff: ", el("b", {}, words(state).toLowerCase()));
    detail = `${phoneText(to)}${at ? ` at ${clock(at)}${waited(lead)}` : ""}`;
  }
  return el("div", { className: `handoff ${lead.handoff?.state ?? ""}` }, el("span", { className: "mark" }, glyph(PATHS.bell)),
    el("div", {}, el("p", {}, title), el("p", { className: "required" }, detail)));
}

/** The receipt of one lead. */
export function receiptOf(lead) {
  const { outcome, score, criteria } = lead.verdict;
  const [title, meaning] = OUTCOMES[outcome] ?? [words(outcome), ""];
  const version = lead.definition ? `Definition ${lead.definition.version} · ${lead.definition.sha256.slice(0, 10)}` : "";
  return el("article", { className: `receipt ${outcome}`, "data-lead": lead.id, "aria-label": `Verdict on lead ${lead.id}` },
    el("div", { className: "outcome" }, el("div", {},
      el("p", { className: "eyebrow" }, `${lead.test ? "TEST · " : ""}Lead ${lead.id} · ${lead.channel === "sms" ? "by text" : "from the website"}`),
      el("h3", {}, title), el("p", { className: "meaning" }, meaning)), gauge(score)),
    el("p", { className: "who" }, el("b", {}, lead.name ?? "No name"), el("span", {}, phoneText(lead.phone)),
      lead.phone_verified ? el("span", { className: "verified" }, "verified") : null),
    el("ul", { className: "criteria" }, ...criteria.map(criterion),
      ...lead.signals.filter(({ result }) => result !== "clear").map(signal)),
    handoff(lead), el("p", { className: "definition" }, version));
}

/** What stands there before the first lead. */
export function noReceipt(campaign) {
  const line = (wide) => el("span", { className: wide ? "line wide" : "line" });
  return el("article", { className: "receipt empty" },
    el("h3", {}, "No lead yet"),
    el("p", { className: "meaning" }, `Answer the questions on the website, or text ${phoneText(campaign.number)}. The verdict comes here, with its reasons.`),
    el("div", { className: "lines", "aria-hidden": "true" }, line(true), line(), line(true), line(), line(true)));
}
