"use strict";
// De bladzijde: bijlagen om open te klappen, waar men is, koppelingen, zoeken, weergave, en wat in het bestand zit.
(() => {
  const mpp = window.mpp;
  const een = (kiezer) => document.querySelector(kiezer);

  // Bijlagen ----------------------------------------------------------------------------------------------------------

  const vouwen = [];

  function maakVouw(bijlage) {
    const kop = bijlage.querySelector(":scope > h1");
    if (!kop) return;
    const inhoud = mpp.maak("div", { class: "vouw", id: `${bijlage.id}-inhoud` });
    inhoud.append(...Array.from(bijlage.childNodes).filter((deel) => deel !== kop));
    const knop = mpp.maak("button", { type: "button", class: "vouwknop", "aria-controls": inhoud.id }, ...kop.childNodes);
    kop.append(knop);
    bijlage.append(inhoud);
    const zet = (open) => {
      knop.setAttribute("aria-expanded", open);
      if (open) inhoud.removeAttribute("hidden");
      else inhoud.setAttribute("hidden", "until-found");
    };
    knop.addEventListener("click", () => zet(inhoud.hasAttribute("hidden")));
    inhoud.addEventListener("beforematch", () => zet(true));
    vouwen.push({ inhoud, zet });
    zet(false);
  }

  // Alles waar een plaats in zit, gaat open.
  function opend(element) {
    vouwen.filter(({ inhoud }) => inhoud.contains(element)).forEach(({ zet }) => zet(true));
    for (let deel = element; deel; deel = deel.parentElement) if (deel.matches("details")) deel.open = true;
  }

  function naar(element) {
    opend(element);
    element.scrollIntoView({ block: "start" });
  }

  function volgAdres() {
    const doel = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (doel && doel.closest(".vouw[hidden], details:not([open])")) naar(doel);
  }

  function drukAllesAf() {
    let dicht = [], cijfers = [];
    window.addEventListener("beforeprint", () => {
      dicht = vouwen.filter(({ inhoud }) => inhoud.hasAttribute("hidden"));
      dicht.forEach(({ zet }) => zet(true));
      cijfers = Array.from(document.querySelectorAll("main details:not([open])"));
      cijfers.forEach((deel) => { deel.open = true; });
    });
    window.addEventListener("afterprint", () => {
      dicht.forEach(({ zet }) => zet(false));
      cijfers.forEach((deel) => { deel.open = false; });
    });
  }

  // Inhoudsopgave en koppelingen --------------------------------------------------------------------------------------

  function volgInhoud(inhoud) {
    const koppelingen = new Map(Array.from(inhoud.querySelectorAll("a"), (koppeling) => [decodeURIComponent(koppeling.hash.slice(1)), koppeling]));
    const delen = Array.from(document.querySelectorAll("main section[id]")).filter((deel) => koppelingen.has(deel.id));
    const zicht = new Set();
    const wacht = new IntersectionObserver((gezien) => {
      gezien.forEach(({ target, isIntersecting }) => (isIntersecting ? zicht.add(target) : zicht.delete(target)));
      const hier = delen.filter((deel) => zicht.has(deel)).pop();
      for (const [id, koppeling] of koppelingen) {
        if (hier && id === hier.id) koppeling.setAttribute("aria-current", "true");
        else koppeling.removeAttribute("aria-current");
      }
      const koppeling = hier && koppelingen.get(hier.id);
      if (koppeling && inhoud.scrollHeight > inhoud.clientHeight) inhoud.scrollTop = koppeling.offsetTop - inhoud.clientHeight / 2;
    }, { rootMargin: "-15% 0px -80% 0px" });
    delen.forEach((deel) => wacht.observe(deel));
  }

  function zetAnkers(melding) {
    for (const deel of document.querySelectorAll("main section[id]")) {
      const kop = deel.querySelector(":scope > h1, :scope > h2, :scope > h3, :scope > h4");
      if (!kop) continue;
      const anker = mpp.maak("a", { class: "anker", href: `#${deel.id}`, "aria-label": `Kopieer de koppeling naar ${mpp.tekst(kop)}` });
      anker.addEventListener("click", () => {
        const adres = location.href.replace(/#.*|$/, anker.getAttribute("href"));
        mpp.kopieer(adres).then((gelukt) => { melding.textContent = gelukt ? "Koppeling gekopieerd" : `Koppeling: ${adres}`; });
      });
      kop.append(anker);
    }
  }

  // Zoeken ------------------------------------------------------------------------------------------------------------

  const MEEST = 40, ROND = 60;
  const gewoon = (tekst) => tekst.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  // Wat te vinden is: alinea's, koppen, bijschriften en rijen van tabellen, elk met de kop waar het onder staat.
  const regel = (rij) => [...new Set(mpp.tabel(rij.closest("table")).cellen[rij.dataset.rij - 1])].map(mpp.tekst).filter(Boolean).join(" · ");

  function stukken() {
    const gevonden = document.querySelectorAll("main :is(h1, h2, h3, h4, p, li, dd, dt, figcaption, caption, tbody > tr)");
    return Array.from(gevonden).filter((element) => !element.querySelector("p, li, tr") && !element.closest(".knoppen")).map((element) => {
      const tekst = element.dataset.rij ? regel(element) : mpp.tekst(element);
      return { element, tekst, gewoon: gewoon(tekst), deel: element.closest("section[id]") };
    });
  }

  function fragment(stuk, woorden) {
    const gelijk = stuk.gewoon.length === stuk.tekst.length, eerste = Math.min(...woorden.map((woord) => stuk.gewoon.indexOf(woord)));
    const begin = gelijk ? Math.max(0, eerste - ROND) : 0, eind = Math.min(stuk.tekst.length, begin + 3 * ROND);
    const tekst = stuk.tekst.slice(begin, eind), plat = gewoon(tekst), uit = [];
    let tot = 0;
    const treffers = woorden.flatMap((woord) => [...plat.matchAll(new RegExp(woord.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "g"))].map((treffer) => [treffer.index, treffer.index + woord.length]));
    for (const [van, naarPlaats] of (gelijk ? treffers : []).sort((een1, ander) => een1[0] - ander[0])) {
      if (van < tot) continue;
      uit.push(tekst.slice(tot, van), mpp.maak("mark", {}, tekst.slice(van, naarPlaats)));
      tot = naarPlaats;
    }
    return [begin ? "… " : "", ...uit, tekst.slice(tot), eind < stuk.tekst.length ? " …" : ""];
  }

  function zoeken(veld, lijst, melding) {
    let bekend = null;
    const wijsAan = (stuk) => {
      document.querySelectorAll(".gevonden").forEach((element) => element.classList.remove("gevonden"));
      stuk.element.classList.add("gevonden");
      opend(stuk.element);
      stuk.element.scrollIntoView({ block: "center" });
      stuk.element.setAttribute("tabindex", "-1");
      stuk.element.focus({ preventScroll: true });
    };
    const toon = () => {
      const woorden = gewoon(veld.value).split(/\s+/).filter((woord) => woord.length > 1 || /\d/.test(woord));
      if (!woorden.length) {
        lijst.replaceChildren();
        melding.textContent = "";
        return;
      }
      bekend = bekend || stukken();
      const gevonden = bekend.filter((stuk) => woorden.every((woord) => stuk.gewoon.includes(woord)) && !stuk.element.closest(".uit-beeld"));
      lijst.replaceChildren(...gevonden.slice(0, MEEST).map((stuk) => {
        const knop = mpp.maak("button", { type: "button" }, mpp.maak("strong", {}, stuk.deel ? mpp.tekst(stuk.deel.querySelector("h1, h2, h3, h4")) : ""), mpp.maak("span", {}, ...fragment(stuk, woorden)));
        knop.addEventListener("click", () => wijsAan(stuk));
        return mpp.maak("li", {}, knop);
      }));
      melding.textContent = `${gevonden.length.toLocaleString("nl")} ${gevonden.length === 1 ? "plaats" : "plaatsen"}${gevonden.length > MEEST ? `, de eerste ${MEEST} staan hier` : ""}`;
    };
    veld.addEventListener("input", toon);
    const pijl = (event) => {
      const knoppen = [veld, ...lijst.querySelectorAll("button")];
      const doel = knoppen[knoppen.indexOf(document.activeElement) + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] || NaN)];
      if (event.key === "Enter" && event.target === veld && knoppen[1]) knoppen[1].click();
      if (event.key === "Escape") {
        veld.value = "";
        toon();
        veld.focus();
      }
      if (doel) {
        event.preventDefault();
        doel.focus();
      }
    };
    veld.addEventListener("keydown", pijl);
    lijst.addEventListener("keydown", pijl);
  }

  // Weergave ----------------------------------------------------------------------------------------------------------

  const SLEUTEL = "mpp-weergave";

  function onthouden(waarde) {
    try {
      if (waarde === undefined) return localStorage.getItem(SLEUTEL) || "";
      localStorage.setItem(SLEUTEL, waarde);
    } catch { /* zonder opslag geldt de keuze zolang de bladzijde open is */ }
    return waarde || "";
  }

  function weergave(lijst) {
    const zet = (waarde) => { document.documentElement.dataset.weergave = waarde; };
    lijst.value = onthouden();
    zet(lijst.value);
    lijst.addEventListener("change", () => zet(onthouden(lijst.value)));
  }

  // Wat in het bestand zit --------------------------------------------------------------------------------------------

  // De tabel staat per kolom in het bestand (result_table.py); zo is zij weer zoals zij was.
  function uitKolommen(tekst) {
    const [kop, vast, periodes, ...reeksen] = tekst.trimEnd().split("\n");
    const namen = periodes.split(";").map((lijst) => lijst.split(","));
    const rijen = reeksen.flatMap((reeks) => {
      const [voor, na, welke, ...waarden] = reeks.split(";");
      return waarden.map((waarde, nummer) => `${vast};${voor};${namen[welke][nummer]};${waarde};${na}`.replaceAll("|", ";"));
    });
    return [kop, ...rijen, ""].join("\n");
  }

  function bewaarTabel(knop, melding) {
    const blok = een("#mpp-resultaten");
    if (!blok || !window.DecompressionStream) return;
    knop.hidden = false;
    knop.addEventListener("click", () => mpp.pakUit(blok).then((tekst) => {
      mpp.bewaar(new Blob([uitKolommen(tekst)], { type: "text/csv" }), knop.value);
      melding.textContent = `Opgeslagen als ${knop.value}`;
    }));
  }

  // -------------------------------------------------------------------------------------------------------------------

  function richtIn() {
    const melding = een("#hulp-melding"), inhoud = een("#TOC"), smal = window.matchMedia("(max-width: 67.99rem)");
    const tabellen = mpp.richtIn();
    mpp.figuren();
    document.querySelectorAll('main > section[id^="sec-bijlage"]').forEach(maakVouw);
    zetAnkers(melding);
    drukAllesAf();
    if (inhoud) volgInhoud(inhoud);
    if (inhoud && smal.matches) inhoud.querySelector("details").open = false;
    zoeken(een("#zoek"), een("#zoek-gevonden"), een("#zoek-melding"));
    weergave(een("#weergave"));
    een("#filter").hidden = !mpp.filter(tabellen, {
      partner: een("#filter-partner"), scenario: een("#filter-scenario"), stand: een("#filterstand"), melding: een("#filterstand-tekst"), alles: een("#filter-alles"),
    });
    bewaarTabel(een("#bewaar-resultaten"), melding);
    een("#hulp").hidden = false;
    window.addEventListener("hashchange", volgAdres);
    volgAdres();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", richtIn);
  else richtIn();
})();
