document.querySelectorAll(".map").forEach(function (map) {
  var caption = map.querySelector("figcaption");
  function show(event) {
    var part = event.target.closest("g, a");
    if (part !== null) {
      caption.textContent = part.querySelector("title").textContent;
    }
  }
  map.addEventListener("mouseover", show);
  map.addEventListener("focusin", show);
  map.addEventListener("keydown", function (event) {
    var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) {
      return;
    }
    var parts = Array.from(map.querySelectorAll("a, g"));
    var next = parts[parts.indexOf(document.activeElement) + step];
    if (next !== undefined) {
      event.preventDefault();
      next.focus();
    }
  });
});
