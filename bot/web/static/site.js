/* A sample website for each campaign, so that the widget is seen where it will live. */

import { el, glyph } from "./dom.js";

// The art is one 24 × 24 path each; the colours are dark enough for white text.
const SITES = {
  roofing: {
    headline: "A dry house, whatever the sky does.",
    line: "Roof repair and new roofs around the Bay.",
    links: ["Repairs", "New roofs", "Our work"],
    colors: ["#5d2c1d", "#a05a35"],
    art: "M12 3 1.5 12.2l1.3 1.5L5 11.8V20h14v-8.2l2.2 1.9 1.3-1.5-4-3.5V4.5h-2.5v2zM10 20v-5.5h4V20z",
  },
  "auto-insurance": {
    headline: "Good cover for every mile.",
    line: "Car insurance from people who pick up the phone.",
    links: ["Cover", "Claims", "About us"],
    colors: ["#14344f", "#2d6c93"],
    art: "M5.6 5.5h12.8l2.2 6 1.4 1.3V19h-3v-2H5v2H2v-6.2l1.4-1.3zM7 7.5 5.7 11h12.6L17 7.5zM6 15.2a1.3 1.3 0 1 0 0-2.6 1.3 1.3 0 0 0 0 2.6zm12 0a1.3 1.3 0 1 0 0-2.6 1.3 1.3 0 0 0 0 2.6z",
  },
  mortgage: {
    headline: "A loan that lets you sleep.",
    line: "Home loans and refinancing, explained in plain words.",
    links: ["Buying", "Refinancing", "Rates"],
    colors: ["#352a52", "#6b5596"],
    art: "M12 2.5 2 9v2h20V9zM4 12.5h2.5V18H4zm6.7 0h2.6V18h-2.6zm6.8 0H20V18h-2.5zM2 19.5h20v2H2z",
  },
  "home-buying": {
    headline: "Find the front door that is yours.",
    line: "Buying and selling homes in San Francisco.",
    links: ["Homes", "Selling", "Agents"],
    colors: ["#4d3a12", "#8f6d22"],
    art: "M7.5 3a5.5 5.5 0 1 1-1.9 10.7L14 22h4v-2.6h2.6v-2.7h-2.2l-5.6-5.6A5.5 5.5 0 0 0 7.5 3zm-1 3a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2z",
  },
  "dental-implants": {
    headline: "Bite into an apple again.",
    line: "Dental implants, gently done, in Manhattan.",
    links: ["Implants", "Visits", "Our team"],
    colors: ["#0d434b", "#25808a"],
    art: "M7.5 2.5c1.8 0 2.8.9 4.5.9s2.7-.9 4.5-.9c3 0 5 2.3 5 5.5 0 3.4-1.7 4.6-2.3 7.7-.4 2.3-.7 5.8-2.6 5.8-2.3 0-1.9-6-4.6-6s-2.3 6-4.6 6c-1.9 0-2.2-3.5-2.6-5.8C4.2 12.6 2.5 11.4 2.5 8c0-3.2 2-5.5 5-5.5z",
  },
  "online-mba": {
    headline: "Back to school, from your own desk.",
    line: "An online MBA for people with a job.",
    links: ["Programs", "Fees", "Admissions"],
    colors: ["#471527", "#8a3550"],
    art: "M12 3 1 8.5l11 5.5 8-4v6h2V8.5zM5.5 12.5V17c1.5 1.7 3.8 2.7 6.5 2.7s5-1 6.5-2.7v-4.5L12 15.8z",
  },
};
const ANY = {
  headline: "Tell us what you need.",
  line: "A few short questions, then a person calls you back.",
  links: ["Services", "About us", "Contact"],
  colors: ["#26333b", "#566d78"],
  art: "M4 3h16v18H4zm3 4v2h10V7zm0 4v2h10v-2zm0 4v2h6v-2z",
};

/** The address a business of this name might have; `.example` belongs to nobody. */
export function address(business) {
  return `${business.toLowerCase().replace(/&/g, "and").replace(/[^a-z0-9]+/g, "")}.example`;
}

/** The page's top: name, links, headline. */
export function siteOf(campaign) {
  const { headline, line, links, colors, art } = SITES[campaign.id] ?? ANY;
  const hero = el("div", { className: "hero" },
    el("div", { className: "hero-bar" }, el("strong", {}, campaign.business),
      el("span", { className: "hero-links", "aria-hidden": "true" }, ...links.map((link) => el("span", {}, link)))),
    el("p", { className: "hero-headline" }, headline), el("p", { className: "hero-line" }, line),
    el("span", { className: "hero-art" }, glyph(art)));
  hero.style.setProperty("--from", colors[0]);
  hero.style.setProperty("--to", colors[1]);
  return hero;
}

/** Put the widget's script tag of a campaign into the page, as a business would. */
export function addWidget(campaign, attributes = {}) {
  const tag = el("script", { src: "/widget.js", async: true, "data-campaign": campaign });
  for (const [name, value] of Object.entries(attributes)) tag.setAttribute(`data-${name}`, value);
  document.body.append(tag);
  return tag;
}
