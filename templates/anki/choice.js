(function () {
  // Without this script the options stand in a fixed order. With it the order changes from day to day, so that nobody
  // learns a position, and is the same on both sides of the card; a tapped option is marked on the back.
  try {
    var lists = document.querySelectorAll(".qg-options");
    var list = lists[lists.length - 1];
    var item = list.getAttribute("data-item");
    var back = document.querySelector("[class*='qg-right-']") !== null;
    var now = new Date();
    var day = Math.floor((now.getTime() / 60000 - now.getTimezoneOffset() - 240) / 1440);
    var rank = function (text) {
      var hash = 2166136261;
      for (var i = 0; i < text.length; i++) {
        hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
      }
      hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
      return (hash ^ (hash >>> 13)) >>> 0;
    };
    var options = Array.prototype.slice.call(list.children);
    options.sort(function (a, b) {
      return rank(day + item + a.className) - rank(day + item + b.className);
    });
    options.forEach(function (option) { list.appendChild(option); });
    var store = window.sessionStorage;
    if (!back) {
      store.removeItem("qg-choice");
      options.forEach(function (option) {
        option.className += " qg-open";
        option.addEventListener("click", function () {
          options.forEach(function (other) { other.className = other.className.replace(" qg-chosen", ""); });
          option.className += " qg-chosen";
          store.setItem("qg-choice", item + " " + option.className.match(/qg-o\d/)[0]);
        });
      });
    } else {
      var chosen = (store.getItem("qg-choice") || "").split(" ");
      if (chosen[0] === item && chosen[1]) {
        list.querySelector("." + chosen[1]).className += " qg-chosen";
      }
    }
  } catch (error) { /* the card works without */ }
})();
