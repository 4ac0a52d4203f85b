// A module: the library of pictures has names of its own.
// What the page does with a script: a lever that moves asks anew, and the answer takes the place of the last one.
// Without it the same page is a form. Everything shown is put in as text; pictures are drawn by Vega from tables.
if (window.trustedTypes) trustedTypes.createPolicy("default", { createHTML: (text) => (text === "" ? text : null) });

const REST_MS = 250; // after the last move, before all is computed
const by = (id) => document.getElementById(id);
const form = by("levers"), base = document.body.dataset.base, answer = by("answer");
const policies = JSON.parse(form.dataset.policies);
const views = new Map(); // by figure: the specification without its tables, and the view that draws it
const me = Array.from(crypto.getRandomValues(new Uint32Array(2))).join("-"); // this window, of several
let generation = 0, stream = null, timer = 0, asking = false, next = null, shownFor = null, moving = false, later = new Map();

document.documentElement.classList.add("live");
if (matchMedia("(max-width: 55rem)").matches) by("choices").open = false;

function make(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

function query() {
  const said = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== "") said.append(name, value);
  return said;
}

function table(heads, rows, label) {
  const box = make("div", ""), made = make("table", ""), head = make("thead", ""), body = make("tbody", "");
  Object.assign(box, { className: "box", tabIndex: 0 });
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", label);
  head.append(make("tr", ""));
  for (const one of heads) head.firstChild.append(Object.assign(make("th", one), { scope: "col" }));
  for (const row of rows) {
    body.append(make("tr", ""));
    for (const cell of row) body.lastChild.append(make("td", cell));
  }
  made.append(head, body);
  box.append(made);
  return box;
}

function sync() { // ranges, marks and placeholders follow the number fields and the policy
  const begun = policies[form.elements.b ? form.elements.b.value : ""] || {};
  for (const one of form.querySelectorAll(".lever")) {
    const name = one.dataset.lever, field = by("l-" + name), slide = one.querySelector(".slide");
    const stands = name in begun ? begun[name] : one.dataset.quo;
    if (slide) slide.value = field.value === "" ? stands : field.value;
    if (slide) field.placeholder = Number(Number(stands).toPrecision(4));
    one.classList.toggle("moved", field.value !== "");
    if (field.value !== "") one.closest("details").open = true;
    one.querySelector(".back").hidden = field.value === "";
    one.querySelector(".set").textContent = name in begun ? "; the policy sets " + Number(Number(stands).toPrecision(4)) : "";
  }
}

function links(said) {
  for (const one of document.querySelectorAll("a[data-keep]")) one.search = said;
  const kept = new URLSearchParams();
  for (const [name, value] of said) {
    if (name === "s" || name === "view") kept.append(name, value);
    if (!["s", "view", "a"].includes(name) && !name.startsWith("a.")) {
      kept.append(name, value);
      kept.append(name === "b" ? "a" : "a." + name.replace(/^b\./, ""), value);
    }
  }
  by("keep").search = kept;
  by("keep").hidden = [...kept.keys()].every((name) => name === "s" || name === "view");
}

function outside() { // which value is out of which range
  const one = form.querySelector("input:invalid"), label = form.querySelector(`label[for="${one.id}"]`).textContent;
  return `${label}: ${one.value || "this"} is not a value from ${one.min} to ${one.max}.`;
}

function ask(push, rest = REST_MS) {
  const said = query(), mine = ++generation;
  sync();
  links(said);
  if (form.checkValidity() === false) return problem(outside());
  if ("?" + said !== location.search) history[push ? "pushState" : "replaceState"](null, "", "?" + said);
  answer.setAttribute("aria-busy", "true");
  if (shownFor !== null && shownFor !== String(said)) before("Below is still the answer to what was set before.");
  clearTimeout(timer);
  if (stream) stream.close();
  preview(said, mine);
  timer = setTimeout(listen, rest, said, mine);
}

async function preview(said, mine) { // one request on its way, one waiting: the latest
  if (asking) { next = [said, mine]; return; }
  asking = true;
  try {
    const got = await fetch(base + "preview?" + said);
    if (got.status === 200 && mine === generation) show(await got.json());
  } catch { /* the answer that follows says what is wrong */ }
  asking = false;
  if (next) { const [later, its] = next; next = null; preview(later, its); }
}

function listen(said, mine) {
  stream = new EventSource(base + "answers?" + said + "&window=" + me);
  const here = stream, mineOnly = (act) => (event) => { if (mine === generation) act(JSON.parse(event.data)); };
  here.addEventListener("progress", mineOnly((told) => { by("state").textContent = told; }));
  here.addEventListener("ahead", mineOnly(ahead));
  here.addEventListener("problem", mineOnly((told) => { here.close(); problem(told); }));
  here.addEventListener("answer", mineOnly((told) => { if (told.final) here.close(); show(told); }));
  here.onerror = () => { if (mine === generation && here.readyState === 2) problem("The page is no longer served: begin it again."); };
}

function ahead(path) { // the question that is computed before this one
  by("ahead").href = path || "#";
  by("ahead").hidden = path === "";
}

function before(told) { // what is shown is not yet of what is set
  by("before").textContent = told;
  by("before").hidden = told === "";
  answer.classList.toggle("before", told !== "");
}

function problem(told) {
  ahead("");
  by("problem").textContent = told;
  by("problem").hidden = false;
  answer.setAttribute("aria-busy", "false");
}

function show(told) {
  ahead("");
  before("");
  shownFor = String(query());
  by("problem").hidden = true;
  by("state").textContent = told.state;
  by("caution").textContent = told.caution;
  by("says").replaceChildren(...told.says.map((one) => make("p", one)));
  by("chances").replaceChildren(table(told.heads, told.rows, "chances by the end of years"));
  by("trust").textContent = told.trust;
  const none = make("p", "No lever is moved: nothing new is adopted.");
  by("moved").replaceChildren(told.moved.length ? table(told.moved_heads, told.moved, "levers that are moved") : none);
  by("command").textContent = told.command;
  const there = new Set(told.figures.map((one) => one.name));
  for (const one of answer.querySelectorAll("figure")) {
    if (told.final) one.hidden = !there.has(one.dataset.figure);
    else if (there.has(one.dataset.figure)) one.hidden = false;
    one.classList.add("stale"); // until it is drawn; one that a quick answer has not stays of the last one
  }
  const now = told.final ? told.figures : told.figures.filter(seen);
  later = new Map(told.figures.filter((one) => !now.includes(one)).map((one) => [one.name, one]));
  Promise.all(now.map(draw)).then(() => answer.dispatchEvent(new Event("drawn")));
  answer.classList.toggle("about", !told.final);
  answer.setAttribute("aria-busy", String(!told.final));
}

function seen(one) { // whether its place is on the screen
  const place = by("figure-" + one.name).getBoundingClientRect();
  return place.top < innerHeight && place.bottom > 0;
}

function scrolled() { // a quick answer draws what is seen, the rest once it is scrolled to
  for (const one of [...later.values()].filter(seen)) {
    later.delete(one.name);
    draw(one);
  }
}

async function draw(one) {
  const place = by("figure-" + one.name), picture = place.querySelector(".picture");
  place.classList.remove("stale");
  place.querySelector("h2").textContent = one.title;
  place.querySelector("figcaption").textContent = one.says;
  picture.setAttribute("aria-label", one.says);
  if (one.heads) place.querySelector(".numbers").replaceChildren(table(one.heads, one.rows, "the numbers"));
  const { datasets, ...bare } = one.chart;
  if (bare.width) bare.width = Math.max(230, Math.min(bare.width, picture.clientWidth - 80)); // on a phone: smaller, letters as large
  const form_ = JSON.stringify(bare), known = views.get(one.name);
  if (known && known.form === form_) {
    for (const [name, rows] of Object.entries(datasets)) known.view.data(name, rows);
    await known.view.runAsync();
  } else {
    views.delete(one.name);
    const options = { ast: true, renderer: "svg", actions: false, defaultStyle: false, tooltip: false, logLevel: 1 }; // 1: a table that is empty is no news
    const made = await vegaEmbed(picture, { ...bare, datasets }, options);
    views.set(one.name, { form: form_, view: made.view });
  }
  const drawn = picture.querySelector("svg");
  for (const name of ["width", "height"]) drawn.removeAttribute(name);
  drawn.setAttribute("aria-hidden", "true"); // what it shows is said by the place it stands in
}

form.addEventListener("input", (event) => {
  const lever = event.target.closest(".lever");
  if (event.target.classList.contains("slide")) by("l-" + lever.dataset.lever).value = Number(Number(event.target.value).toPrecision(3));
  ask(!moving); // the first step of a move is a step of the way back, the others are not
  moving = true;
});
form.addEventListener("change", () => { ask(!moving); moving = false; });
form.addEventListener("submit", (event) => { event.preventDefault(); ask(false); });
form.addEventListener("click", (event) => { if (event.target.classList.contains("back")) back(event.target); });
form.addEventListener("dblclick", (event) => { if (event.target.classList.contains("slide")) back(event.target); });
form.addEventListener("keydown", (event) => {
  if (!event.target.classList.contains("slide")) return;
  const one = event.target, span = one.max - one.min, sizes = { ArrowRight: 20, ArrowUp: 20, ArrowLeft: -20, ArrowDown: -20, PageUp: 5, PageDown: -5 };
  if (event.key === "r" || event.key === "Backspace") back(one);
  else if (event.key in sizes) {
    one.value = Number(one.value) + span / sizes[event.key];
    one.dispatchEvent(new Event("input", { bubbles: true }));
    one.dispatchEvent(new Event("change", { bubbles: true }));
  } else return;
  event.preventDefault();
});

function back(inside) {
  by("l-" + inside.closest(".lever").dataset.lever).value = "";
  ask(true);
}

function copy(button, text) {
  const said = button.textContent;
  navigator.clipboard.writeText(text).then(() => { button.textContent = "Copied"; }, () => { button.textContent = "Not copied: the browser refused"; });
  setTimeout(() => { button.textContent = said; }, 2000);
}
by("copy-link").addEventListener("click", (event) => copy(event.target, location.href));
by("copy-command").addEventListener("click", (event) => copy(event.target, by("command").textContent));

function restore() { // the fields as the address has them
  const said = new URLSearchParams(location.search);
  for (const one of form.elements) if (one.name && one.type !== "hidden") one.value = said.get(one.name) || "";
}
addEventListener("scroll", scrolled, { passive: true });
addEventListener("popstate", () => { moving = false; restore(); ask(false); });
restore();
ask(false, 0);
