// Text below 7:1 on white, and backgrounds that aren't white.
() => {
  const channel = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const light = (rgb) => {
    const [r, g, b] = rgb.match(/[\d.]+/g).slice(0, 3).map((v) => channel(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const all = [...document.querySelectorAll("html, body, body *")];
  const texts = all.filter((el) => el.textContent.trim() && !el.closest("svg"));
  const pale = texts.filter((el) => 1.05 / (light(getComputedStyle(el).color) + 0.05) < 7);
  const grounds = all.map((el) => getComputedStyle(el).backgroundColor);
  return [pale.map((el) => el.className), grounds.filter((c) => c !== "rgba(0, 0, 0, 0)" && c !== "rgb(255, 255, 255)")];
}
