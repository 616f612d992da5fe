/* The demo page: the sample site of the campaign in the address, with its widget floating. */

import { addWidget, siteOf } from "./site.js";

const id = location.pathname.split("/").at(-1);
const { campaigns } = await (await fetch("/simulator/campaigns")).json();
const campaign = campaigns.find((each) => each.id === id) ?? { id, business: "A business" };
document.title = campaign.business;
document.getElementById("site-hero").replaceChildren(siteOf(campaign));
addWidget(campaign.id, { title: campaign.business });
