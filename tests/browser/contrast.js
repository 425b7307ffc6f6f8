// Elements whose own text stands out less than 7:1 from what is behind it, with the ratio.
() => {
  const parse = (c) => c.match(/[\d.]+/g).map(Number);
  const channel = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) =>
    0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
  const behind = (el) => {
    for (; el; el = el.parentElement) {
      const colour = parse(getComputedStyle(el).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const written = (el) => [...el.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && el.tagName !== "SCRIPT";
  const ratio = (el) => {
    const [a, b] = [light(parse(getComputedStyle(el).color)), light(behind(el))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const all = [...document.querySelectorAll(".qg *")].filter(written);
  return all.filter((el) => ratio(el) < 7).map((el) => [ratio(el), el.outerHTML.slice(0, 80)]);
}
