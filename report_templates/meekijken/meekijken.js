"use strict";
(() => {
  const said = document.querySelector("[role=status]"), frame = document.querySelector("iframe"), OFTEN = 500;
  let turn = 0;

  // De lezer blijft waar hij was.
  function show() {
    const height = frame.contentWindow.scrollY;
    frame.addEventListener("load", () => frame.contentWindow.scrollTo({ top: height, behavior: "instant" }), { once: true });
    if (frame.hidden) frame.src = "rapport.html";
    else frame.contentWindow.location.reload();
    frame.hidden = false;
  }

  function tell(words, wrong) {
    if (said.textContent !== words) said.textContent = words;
    said.classList.toggle("fout", wrong);
  }

  async function look() {
    try {
      const stand = await (await fetch("stand.json")).json();
      tell(stand.melding, stand.fout);
      if (stand.beurt !== turn) {
        turn = stand.beurt;
        show();
      }
    } catch {
      tell("mpp preview is gestopt. Wat hieronder staat, is de laatste stand.", true);
    }
    setTimeout(look, OFTEN);
  }

  look();
})();
