// Compares a typed answer with the key: what a fair teacher lets pass. Returns "right", "partly" or "wrong".
const lenient = (() => {
  const words = (text) => new Set(text.split(" "));
  const ARTICLES = words("the a an der die das den dem des ein eine einen einem einer el la los las lo un una unos unas le les l une du");
  const HEDGES = words("about around roughly approximately approx circa ca nearly almost etwa rund ungefähr ungefahr circa zirka environ presque aproximadamente casi some");
  const JOINERS = words("and und et y e or oder ou o");
  const FILLERS = words("in of at on to for by with from as into is are was were be been it its they their there that this up im am an von vom zu zum zur auf für fur mit aus bei ist sind war en dans par pour sur est sont au aux con por para es son se");
  const NOT = words("not no never none without nicht kein keine keinen nie ohne pas non jamais sans nunca sin n't");
  const NUMBERS = new Map(Object.entries({
    zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12,
    eins: 1, zwei: 2, drei: 3, vier: 4, funf: 5, sechs: 6, sieben: 7, acht: 8, neun: 9, zehn: 10, elf: 11, zwolf: 12,
    deux: 2, trois: 3, quatre: 4, cinq: 5, sept: 7, huit: 8, neuf: 9, dix: 10, onze: 11, douze: 12,
    dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, siete: 7, ocho: 8, nueve: 9, diez: 10, doce: 12,
    first: "1st", second: "2nd", third: "3rd", fourth: "4th", fifth: "5th", percent: "%", prozent: "%", "pourcent": "%",
    kilometers: "km", kilometres: "km", kilometer: "km", metres: "m", meters: "m", meter: "m", years: "year",
  }));

  const plain = (text, language) => {
    let s = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss");
    s = s.replace(/per cent/g, "percent").replace(/n[’']t\b/g, " not").replace(/(\p{L})[’'](s)\b/gu, "$1s").replace(/\b([ldjmtscn])[’']/g, "$1 ");
    s = s.replace(/(\d)[\s\u00a0\u202f,](?=\d{3}(?!\d))/g, "$1");
    if (/^(de|es|fr|it|pt|nl)/.test(language)) s = s.replace(/(\d)\.(?=\d{3}(?!\d))/g, "$1").replace(/(\d),(?=\d)/g, "$1.");
    return s.replace(/(\d)\.(?=\d)/g, "$1\u0001").replace(/[-‐-―/]/g, " ").replace(/%/g, " % ")
      .replace(/[^\p{L}\p{N}\s%°$€£+\u0001]/gu, "").replace(/\u0001/g, ".").trim();
  };

  const tokens = (text, language) => {
    const all = plain(text, language).split(/\s+/).filter(Boolean).map((t) => String(NUMBERS.get(t) ?? t));
    const strip = (list, drop) => { const left = list.filter((t) => !drop.has(t)); return left.length ? left : list; };
    return [ARTICLES, HEDGES, JOINERS, FILLERS].reduce(strip, all);
  };

  // Edit distance (Damerau, adjacent swaps count one) up to `most`; anything further is most + 1.
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [], last = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        const cost = a[i - 1] === b[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      before = last; last = row;
    }
    return last[b.length];
  };

  const stem = (t) => (t.length > 3 ? t.replace(/(?:es|s|e)$/, "") : t);
  const alike = (a, b) => {
    if (a === b) return true;
    if (/\d/.test(a + b)) return false;
    if (stem(a) === stem(b)) return true;
    const shorter = Math.min(a.length, b.length), most = shorter >= 8 ? 2 : shorter >= 5 ? 1 : 0;
    return most > 0 && distance(a, b, most) <= most;
  };

  // Every token of `some` finds its own partner in `all`.
  const covered = (some, all) => {
    const free = [...all];
    return some.filter((t) => { const at = free.findIndex((f) => alike(t, f)); if (at >= 0) free.splice(at, 1); return at >= 0; }).length;
  };

  const one = (given, key) => {
    const negated = (list) => list.some((t) => NOT.has(t));
    if (negated(given) !== negated(key)) return "wrong";
    const joined = [given.join(""), key.join("")];
    if (alike(joined[0], joined[1])) return "right";
    const hits = covered(key, given);
    const extra = given.length - hits;
    if (hits === key.length && extra <= Math.max(2, key.length)) return "right";
    // Part of the key and nothing else, or nearly all of it: but a number that is missing makes an answer wrong.
    const numbers = key.filter((t) => /\d/.test(t)).every((t) => given.includes(t));
    if (numbers && ((extra === 0 && hits >= key.length / 2) || (extra === 1 && hits >= (key.length * 2) / 3))) return "partly";
    return "wrong";
  };

  // "adoption of Software as a Service (SaaS)" is also "adoption of SaaS".
  const abbreviated = (key) => {
    const found = /^(.*\S)\s*\((\p{L}{2,10})\)(.*)$/u.exec(key);
    if (!found) return [];
    const long = found[1].split(/\s+/), initials = long.slice(-found[2].length).map((w) => w[0]).join("");
    return initials.toLowerCase() === found[2].toLowerCase() ? [[...long.slice(0, -found[2].length), found[2]].join(" ") + found[3]] : [];
  };

  return (given, key, language = "en") => {
    const mine = tokens(given, language);
    if (!mine.length) return "wrong";
    const ways = [key, key.replace(/\s*\([^)]*\)/g, " ").trim(), ...abbreviated(key)].filter((w) => plain(w, language));
    const verdicts = [...new Set(ways)].map((way) => one(mine, tokens(way, language)));
    return verdicts.includes("right") ? "right" : verdicts.includes("partly") ? "partly" : "wrong";
  };
})();
