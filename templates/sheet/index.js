(() => {
"use strict";
const find = document.getElementById("find"), rows = [...document.querySelectorAll("tbody tr")], none = document.getElementById("none");
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const texts = rows.map((row) => plain(row.dataset.find));
find.closest("label").hidden = false;
find.addEventListener("input", () => {
  const words = plain(find.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  rows.forEach((row, i) => { row.hidden = !words.every((word) => texts[i].includes(word)); if (!row.hidden) shown++; });
  none.hidden = shown > 0;
});
addEventListener("keydown", (event) => {
  if (event.key === "/" && event.target !== find && !event.ctrlKey && !event.metaKey) { event.preventDefault(); find.focus(); }
  if (event.key === "Escape" && event.target === find) { find.value = ""; find.dispatchEvent(new Event("input")); find.blur(); }
});
})();
