// What sticks out of the paper, what is cut, how tall the tallest question is, and what might break inside.
() => {
  const wide = document.documentElement.clientWidth;
  const all = (selector) => [...document.querySelectorAll(selector)].filter((el) => !el.closest("svg, .vh, math"));
  const named = (list) => list.map((el) => el.className + ": " + el.textContent.slice(0, 40));
  const over = all("body *").filter((el) => el.getBoundingClientRect().right > wide + 1);
  const cut = all(".q, .deck td, .stem, .opts li, .key, td, th")
    .filter((el) => el.clientWidth > 0 && el.scrollWidth > el.clientWidth + 1);
  const tall = Math.max(0, ...all(".q, .deck tr, .answers").map((el) => el.getBoundingClientRect().height));
  const loose = all(".q, .deck tr, .study tbody tr, .keys td")
    .filter((el) => getComputedStyle(el.closest("tr, .q")).breakInside !== "avoid");
  return { over: named(over), cut: named(cut), tall, loose: loose.length };
}
