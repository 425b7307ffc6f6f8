(() => {
"use strict";
const root = document.documentElement, $ = (id) => document.getElementById(id);
const W = JSON.parse(document.body.dataset.words), store = "quizgen:" + document.body.dataset.note;
const main = $("quiz"), list = $("items"), results = $("results"), foot = $("foot"), live = $("live");
if (!list.children.length) return;
const items = [...list.children], byId = new Map(items.map((el) => [el.id, el]));
const typed = (el) => el.dataset.kind === "short_answer" || el.dataset.kind === "cloze";
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
const SVG = "http://www.w3.org/2000/svg";
const make = (name, attributes = {}, ...children) => {
  const svg = ["svg", "rect", "path", "g", "a", "title"].includes(name) && attributes.svg !== false;
  const el = svg ? document.createElementNS(SVG, name) : document.createElement(name);
  delete attributes.svg;
  for (const [key, value] of Object.entries(attributes)) el.setAttribute(key, value);
  el.append(...children);
  return el;
};

// What is remembered: answers by item, the round (null: all items), the place, and whether all are shown.
let answers = {}, round = null, at = 0, all = false, showing = "quiz";
try {
  const kept = JSON.parse(localStorage.getItem(store));
  if (kept && kept.v === 1) {
    answers = Object.fromEntries(Object.entries(kept.answers).filter(([id]) => byId.has(id)));
    round = Array.isArray(kept.round) ? kept.round.filter((id) => byId.has(id)) : null;
    if (round && !round.length) round = null;
    all = kept.all === true;
    at = Math.max(0, order().findIndex((el) => el.id === kept.at));
    showing = kept.showing === "results" ? "results" : "quiz";
  }
} catch { answers = {}; round = null; }
function order() { return round ? round.map((id) => byId.get(id)) : items; }
const here = () => order()[at];
const save = () => {
  try { localStorage.setItem(store, JSON.stringify({ v: 1, answers, round, at: here()?.id, all, showing })); } catch { /* private window: not remembered */ }
};

// One item's answer, put on the page.
const keyText = (el) => el.querySelector(".key").dataset.key ?? el.querySelector(".key").textContent;
const dress = (el) => {
  const answer = answers[el.id], details = el.querySelector("details");
  el.classList.remove("done", "right", "wrong", "partly");
  el.querySelectorAll(".verdict, .tag").forEach((node) => node.remove());
  details.open = Boolean(answer);
  for (const field of el.querySelectorAll(".field input, .field textarea")) {
    field.readOnly = Boolean(answer);
    if (answer) field.value = answer.given ?? "";
  }
  for (const radio of el.querySelectorAll(".opt input")) {
    radio.disabled = Boolean(answer);
    if (answer) radio.checked = radio.value === answer.given;
    const box = radio.closest(".opt"), right = "right" in radio.dataset;
    box.classList.toggle("is-right", Boolean(answer) && right);
    box.classList.toggle("is-wrong", Boolean(answer) && !right && radio.value === answer?.given);
    box.querySelector(".dot").textContent = !answer ? radio.value : right ? "✓" : radio.value === answer.given ? "✕" : radio.value;
    if (answer && (right || radio.value === answer.given)) {
      const tag = make("span", { class: "tag" });
      tag.textContent = radio.value === answer.given ? W.your_answer : W.right_answer;
      box.append(tag);
    }
  }
  el.querySelectorAll(".recall input").forEach((box, i) => { box.checked = Boolean(answer?.points?.includes(i)); });
  if (!answer) return;
  el.classList.add("done", answer.verdict);
  const verdict = make("p", { class: "verdict " + answer.verdict });
  verdict.append(W[answer.verdict]);
  if (typed(el)) {
    const flip = make("button", { type: "button", class: "plain flip" });
    flip.textContent = answer.verdict === "right" ? W.count_wrong : W.count_right;
    verdict.append(flip);
  }
  details.before(verdict);
};
const clear = (el) => {
  delete answers[el.id];
  for (const field of el.querySelectorAll("input, textarea")) {
    if (field.type === "radio" || field.type === "checkbox") field.checked = false; else field.value = "";
  }
  dress(el);
};
const settle = (el, answer) => {
  answers[el.id] = answer;
  dress(el);
  const key = el.querySelector(".key");
  live.textContent = W[answer.verdict] + (answer.verdict !== "right" && key ? ". " + W.right_answer + ": " + key.textContent.trim() : "");
  draw(); save();
};
const check = (el, reveal = false) => {
  if (!el || answers[el.id]) return false;
  if (typed(el)) {
    const given = el.querySelector(".field input").value.trim();
    if (!given && !reveal) return false;
    settle(el, { given, verdict: given ? lenient(given, keyText(el), el.lang || root.lang) : "wrong" });
  } else if (el.dataset.kind === "free_recall") {
    settle(el, { given: el.querySelector("textarea").value, points: [], verdict: "wrong" });
  } else {
    const chosen = el.querySelector(".opt input:checked");
    if (!chosen && !reveal) return false;
    settle(el, { given: chosen ? chosen.value : "", verdict: chosen && "right" in chosen.dataset ? "right" : "wrong" });
  }
  return true;
};
const count = (el, verdict) => { if (answers[el.id] && typed(el)) settle(el, { ...answers[el.id], verdict }); };

// The bars: where one is, what the main button does next.
const draw = () => {
  const now = order(), answer = here() && answers[here().id];
  const shown = showing === "quiz";
  main.className = all ? "all" : "one";
  list.hidden = !shown; results.hidden = shown;
  $("count").textContent = !shown ? W.results : all ? "" : fill(W.question_of, { a: at + 1, b: now.length });
  $("mode").textContent = all ? W.one_at_a_time : W.show_all;
  $("tools").hidden = !shown;
  bar(now, shown);
  const last = now.every((el) => answers[el.id]) || at === now.length - 1;
  const [label, tip] = !shown ? [missed().length ? plural("retry", missed().length) : W.again, W.enter]
    : all ? [W.finish, ""] : answer ? [last ? W.finish : W.next, W.enter] : [here()?.dataset.kind === "free_recall" ? W.show_answer : W.check, W.enter];
  button($("go"), label, tip);
  $("second").hidden = shown ? all || Boolean(answer) || here()?.dataset.kind === "free_recall" : !missed().length;
  button($("second"), shown ? W.show_answer : W.again, shown ? W.space : "");
  $("keys").hidden = !shown || all;
  $("choose").hidden = !here()?.querySelector(".opt") || Boolean(answer);
};
const button = (el, label, key) => {
  el.textContent = label;
  if (key) { const cap = make("kbd"); cap.textContent = key; el.append(cap); }
};
const plural = (name, n) => fill(W[name][new Intl.PluralRules(root.lang).select(n)] ?? W[name].other, { n });
const bar = (now, shown) => {
  const svg = $("progress"), n = now.length, done = now.filter((el) => answers[el.id]).length;
  svg.setAttribute("aria-label", fill(W.score_of, { a: now.filter((el) => answers[el.id]?.verdict === "right").length, b: n }));
  const parts = [];
  if (n <= 60) {
    const step = 688 / n, gap = n > 30 ? 2 : 4;
    now.forEach((el, i) => {
      const state = answers[el.id]?.verdict ?? "todo", current = shown && !all && i === at;
      const [y, height] = { right: [0.5, 9], partly: [5, 4.5], wrong: [7, 2.5], todo: [1, 8] }[state];
      parts.push(make("rect", { x: i * step + 1, y, width: step - gap, height, rx: Math.min(2, height / 3), class: state }));
      if (current && state === "todo") parts.push(make("rect", { x: i * step + 1, y: 1, width: step - gap, height: 8, rx: 2, class: "now" }));
      if (current) { const x = i * step + (step - gap) / 2 + 1; parts.push(make("path", { class: "here", d: `M${x} 13l5 6h-10z` })); }
    });
  } else {
    parts.push(make("rect", { x: 1, y: 1, width: 686, height: 8, rx: 2, class: "todo" }));
    if (done) parts.push(make("rect", { x: 1, y: 1, width: (686 * done) / n, height: 8, rx: 2, class: "right" }));
    if (shown && !all) { const x = 1 + (686 * (at + 0.5)) / n; parts.push(make("path", { class: "here", d: `M${x} 13l5 6h-10z` })); }
  }
  svg.replaceChildren(...parts);
};
const enter = (el) => {
  if (el) dress(el);
  if (!el || all) return;
  items.forEach((other) => other !== el && other.classList.contains("now") && other.classList.remove("now"));
  el.classList.add("now");
};
const focus = () => {
  const el = here(), field = el.querySelector(".field input, .field textarea");
  const fine = matchMedia("(pointer: fine)").matches;
  if (field && !answers[el.id] && fine) field.focus(); else el.querySelector(".stem").focus();
};
const go = (to) => {
  at = Math.max(0, Math.min(order().length - 1, to));
  showing = "quiz";
  enter(here()); draw(); save();
  if (!all) { scrollTo(0, 0); focus(); }
};
const forward = () => {
  const now = order(), next = now.findIndex((el, i) => i > at && !answers[el.id]), any = now.findIndex((el) => !answers[el.id]);
  if (at < now.length - 1 && next === at + 1) return go(at + 1);
  if (next >= 0 || any >= 0) return go(next >= 0 ? next : any);
  finish();
};

// Results: a square for each item, by section.
const missed = () => items.filter((el) => answers[el.id]?.verdict !== "right");
const TICK = { right: "M8 15l5 5 9-11", wrong: "M9 9l12 12M21 9L9 21", partly: "", none: "" };
const square = (state) => {
  const g = make("g", { class: "sq " + state }, make("rect", { x: 2, y: 2, width: 26, height: 26, rx: 4 }));
  if (state === "partly") g.append(make("path", { class: "half", d: "M3 27L27 3v22a2 2 0 0 1-2 2z" }));
  if (TICK[state]) g.append(make("path", { d: TICK[state] }));
  return g;
};
const finish = () => {
  showing = "results";
  const right = items.filter((el) => answers[el.id]?.verdict === "right").length;
  const score = make("p", { class: "score" }), number = make("b"), rest = make("span");
  number.textContent = right;
  rest.textContent = fill(W.score_of, { a: "", b: items.length }).trim();
  score.append(number, rest);
  const legend = make("p", { class: "legend" });
  for (const [state, word] of [["right", W.right], ["partly", W.partly], ["wrong", W.wrong], ["none", W.unanswered]]) {
    if (!items.some((el) => (answers[el.id]?.verdict ?? "none") === state)) continue;
    const entry = make("span", {}, make("svg", { viewBox: "0 0 30 30", "aria-hidden": "true" }, square(state)));
    entry.append(word); legend.append(entry);
  }
  const sections = new Map();
  items.forEach((el, i) => { const name = el.querySelector(".crumb").textContent; sections.set(name, [...(sections.get(name) ?? []), [el, i]]); });
  const parts = [...sections].map(([name, members]) => {
    const section = make("section", { class: "sec" }), head = make("h2"), sum = make("span");
    head.append(name);
    sum.textContent = fill(W.score_of, { a: members.filter(([el]) => answers[el.id]?.verdict === "right").length, b: members.length });
    head.append(sum);
    const wide = 16, rows = Math.ceil(members.length / wide);
    const chart = make("svg", { class: "chart", viewBox: `0 0 ${wide * 42} ${rows * 42}`, width: wide * 42, height: rows * 42 });
    members.forEach(([el, i], k) => {
      const state = answers[el.id]?.verdict ?? "none";
      const label = fill(W.question_of, { a: i + 1, b: items.length }) + ": " + (W[state] ?? W.unanswered);
      const link = make("a", { href: "#" + el.id, "aria-label": label, transform: `translate(${(k % wide) * 42} ${Math.floor(k / wide) * 42})` });
      const title = make("title"); title.textContent = label;
      link.append(title, square(state)); chart.append(link);
    });
    section.append(head, chart);
    return section;
  });
  const title = make("h2", { class: "vh", tabindex: "-1" });
  title.textContent = W.results;
  results.replaceChildren(title, score, legend, ...parts);
  live.textContent = W.results + ": " + fill(W.score_of, { a: right, b: items.length });
  draw(); save(); scrollTo(0, 0); title.focus();
};
const again = (which) => {
  (which ?? items).forEach(clear);
  round = which ? which.map((el) => el.id) : null;
  if (all) items.forEach(dress);
  go(0);
};

const main_action = () => {
  if (showing === "results") return again(missed().length ? missed() : null);
  if (all) return finish();
  const el = here();
  if (answers[el.id]) return forward();
  if (el.dataset.kind === "free_recall") { check(el, true); return $("go").focus({ preventScroll: true }); }
  if (check(el)) $("go").focus({ preventScroll: true }); else focus();
};
const second_action = () => { if (showing === "results") return again(null); if (check(here(), true)) $("go").focus({ preventScroll: true }); };
const mode = () => {
  const el = here();
  all = !all;
  if (all) items.forEach(prepare);
  enter(el); draw(); save();
  if (all) el.scrollIntoView({ block: "start" }); else focus();
};
const prepare = (el) => {
  const form = el.querySelector(".field");
  if (form && !form.querySelector("button")) {
    const submit = make("button", { class: "btn", type: "submit" });
    submit.textContent = el.dataset.kind === "free_recall" ? W.show_answer : W.check;
    form.append(submit);
  }
  dress(el);
};

$("go").addEventListener("click", main_action);
$("second").addEventListener("click", second_action);
$("mode").addEventListener("click", mode);
$("more").addEventListener("click", () => $("help").showModal());
$("help").querySelector("button").addEventListener("click", () => $("help").close());
list.addEventListener("submit", (event) => {
  event.preventDefault();
  const el = event.target.closest(".item");
  if (all) check(el, el.dataset.kind === "free_recall"); else main_action();
});
list.addEventListener("click", (event) => {
  const el = event.target.closest(".item");
  if (event.target.closest(".flip")) { count(el, answers[el.id].verdict === "right" ? "wrong" : "right"); if (!all) $("go").focus({ preventScroll: true }); }
});
list.addEventListener("change", (event) => {
  const el = event.target.closest(".item");
  if (event.target.type === "radio" && all) check(el);
  if (event.target.type === "checkbox" && answers[el.id]) {
    const boxes = [...el.querySelectorAll(".recall input")], points = boxes.flatMap((box, i) => (box.checked ? [i] : []));
    const verdict = points.length === boxes.length ? "right" : points.length ? "partly" : "wrong";
    answers[el.id] = { ...answers[el.id], points, verdict };
    const focused = boxes.indexOf(event.target);
    dress(el); draw(); save(); boxes[focused].focus({ preventScroll: true });
  }
});
results.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  const el = byId.get(link.getAttribute("href").slice(1));
  if (round && !round.includes(el.id)) round = null;
  go(order().indexOf(el));
  if (all) el.scrollIntoView();
});
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
  const inside = event.target, text = inside.matches("input[type=text], textarea");
  if (text) { if (event.key === "Escape") { inside.blur(); here()?.querySelector(".stem").focus(); } return; }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key === "?") { event.preventDefault(); return $("help").showModal(); }
  if (key === "Enter") {
    if (inside.closest("button, a, summary")) return;
    event.preventDefault(); return main_action();
  }
  if (showing !== "quiz") return;
  if (key === "l") return mode();
  const el = all ? inside.closest(".item") : here();
  if (!all && (key === "ArrowRight" || key === "ArrowLeft")) {
    event.preventDefault();
    return go(at + ((key === "ArrowRight") === (root.dir !== "rtl") ? 1 : -1));
  }
  if (!el) return;
  if (key === " " && !inside.closest("button, [type=checkbox], [type=radio]:not(:checked)")) {
    event.preventDefault();
    if (!answers[el.id]) { check(el, true); if (!all) $("go").focus({ preventScroll: true }); }
    return;
  }
  if (answers[el.id]) {
    if (key === "r") count(el, "right");
    if (key === "w") count(el, "wrong");
    const box = el.querySelectorAll(".recall input")["123456789".indexOf(key)];
    if (box) box.click();
    return;
  }
  const radios = [...el.querySelectorAll(".opt input")];
  let nth = "123456789".indexOf(key);
  if (nth < 0) nth = radios.findIndex((radio) => radio.value.toLowerCase() === key);
  if (radios[nth]) { radios[nth].checked = true; radios[nth].focus(); if (all) check(el); }
});

foot.hidden = false; $("top_extra").hidden = false; $("plain_hint").hidden = true;
if (all) items.forEach(prepare);
if (showing === "results") finish();
else {
  enter(here()); draw();
  if (!all && !answers[here()?.id] && matchMedia("(pointer: fine)").matches) here()?.querySelector(".field input")?.focus({ preventScroll: true });
}
root.dataset.ready = "";
})();
