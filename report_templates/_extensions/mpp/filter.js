"use strict";
// Alleen één partner of één mpp-scenario tonen.
(() => {
  const mpp = window.mpp;
  const SCENARIOS = ["minimum", "medio", "maximum"];
  const keuze = { partner: "", scenario: "" };
  const partnerVan = (indicator) => indicator.split(".")[0];
  const andersDan = (scenario) => keuze.scenario && scenario && scenario !== keuze.scenario && scenario !== "realisatie";

  // Wat een hoofdstuk of paragraaf in het gekozen scenario heeft; wat het daarin niet heeft, blijft staan zoals het is.
  function inScenario(tabel) {
    const deel = tabel.table.closest("section.level2, section") || document.body;
    if (!inScenario.bekend.has(deel)) {
      inScenario.bekend.set(deel, new Set(Array.from(deel.querySelectorAll(`tr[data-s="${keuze.scenario}"]`), (rij) => rij.dataset.i)));
    }
    return inScenario.bekend.get(deel);
  }

  // Een rijkop over rijen waarvan er verborgen zijn, hoort bij de eerste die er nog is.
  function herspan(tabel) {
    tabel.kopieen = [];
    tabel.cellen.forEach((cellen, nummer) => cellen.forEach((cel, kolom) => {
      if (cel.rowSpan === 1 || (nummer && tabel.cellen[nummer - 1][kolom] === cel) || cellen[kolom - 1] === cel) return;
      const zicht = tabel.rijen.slice(nummer, nummer + cel.rowSpan).filter((rij) => !rij.hidden);
      if (!zicht.length || zicht.length === cel.rowSpan) return;
      const kopie = cel.cloneNode(true);
      kopie.rowSpan = zicht.length;
      tabel.kopieen.push({ cel, kopie, zicht });
    }));
    for (const { cel, kopie, zicht } of [...tabel.kopieen].reverse()) {
      cel.hidden = true;
      zicht[0].prepend(kopie);
    }
  }

  function toonAlles(tabel) {
    (tabel.kopieen || []).forEach(({ cel, kopie }) => { kopie.remove(); cel.hidden = false; });
    tabel.kopieen = [];
    tabel.rijen.forEach((rij) => { rij.hidden = false; });
    if (tabel.smal) {
      tabel.breed.forEach((breed, cel) => { cel.colSpan = breed; cel.hidden = false; });
      tabel.cellen.forEach((rij) => rij.forEach((cel) => { cel.hidden = false; }));
      tabel.smal = false;
    }
  }

  function verberg(tabel) {
    const hebben = keuze.scenario ? inScenario(tabel) : null;
    let groep = null, inGroep = false;
    for (const rij of tabel.rijen) {
      if (rij.matches(".groep")) {
        if (groep) groep.hidden = !inGroep;
        groep = rij;
        inGroep = false;
        continue;
      }
      const { i, s } = rij.dataset;
      rij.hidden = Boolean(i) && ((keuze.partner && partnerVan(i) !== keuze.partner) || (andersDan(s) && hebben.has(i)));
      inGroep = inGroep || !rij.hidden;
    }
    if (groep) groep.hidden = !inGroep;
    herspan(tabel);
    verbergKolommen(tabel);
  }

  function verbergKolommen(tabel) {
    const laatste = tabel.namen.map((_, kolom) => mpp.kolomkop(tabel, kolom));
    const scenarios = new Set(laatste.map((kop) => kop.dataset.s));
    const weg = laatste.map((kop) =>
      Boolean((andersDan(kop.dataset.s) && SCENARIOS.includes(kop.dataset.s) && scenarios.has(keuze.scenario)) ||
        (keuze.partner && kop.dataset.i && partnerVan(kop.dataset.i) !== keuze.partner)));
    if (!weg.some(Boolean)) return;
    tabel.breed = tabel.breed || new Map(tabel.kop.flat().map((cel) => [cel, cel.colSpan]));
    tabel.smal = true;
    for (const cel of tabel.breed.keys()) {
      const over = tabel.kop.map((rij) => rij.filter((ander, kolom) => ander === cel && !weg[kolom]).length);
      cel.hidden = !Math.max(...over);
      cel.colSpan = Math.max(1, ...over);
    }
    tabel.cellen.forEach((rij) => rij.forEach((cel, kolom) => { if (cel.colSpan === 1 && weg[kolom]) cel.hidden = true; }));
  }

  mpp.zonderFilter = (tabel, doe) => {
    const gefilterd = keuze.partner || keuze.scenario;
    if (gefilterd) toonAlles(tabel);
    doe();
    if (gefilterd) verberg(tabel);
  };

  // Een tabel waarin niets overblijft, en een paragraaf waarin geen enkele tabel overblijft, staan er niet.
  const metSleutel = (tabel) => tabel.rijen.some((rij) => rij.dataset.i) || tabel.namen.some((_, kolom) => mpp.kolomkop(tabel, kolom).dataset.i);
  const isLeeg = (tabel) => {
    const dragers = tabel.rijen.filter((rij) => rij.dataset.i);
    return (dragers.length ? dragers : tabel.namen.map((_, kolom) => mpp.kolomkop(tabel, kolom)).filter((kop) => kop.dataset.i)).every((drager) => drager.hidden);
  };

  function pas(tabellen) {
    inScenario.bekend = new Map();
    tabellen.forEach(toonAlles);
    const aan = Boolean(keuze.partner || keuze.scenario);
    if (aan) tabellen.forEach(verberg);
    document.querySelectorAll(".uit-beeld").forEach((element) => element.classList.remove("uit-beeld"));
    const gesleuteld = tabellen.filter(metSleutel), leeg = aan ? gesleuteld.filter(isLeeg) : [];
    for (const { table } of leeg) (table.closest(".cel") || table.closest(".tabel")).classList.add("uit-beeld");
    const over = new Set(gesleuteld.filter((tabel) => !leeg.includes(tabel)).map(({ table }) => table));
    for (const { table } of leeg) {
      for (let deel = table.closest("section"); deel && deel.closest("main"); deel = deel.parentNode.closest("section")) {
        if (![...over].some((ander) => deel.contains(ander))) deel.classList.add("uit-beeld");
      }
    }
    document.querySelectorAll("#TOC a").forEach((koppeling) => {
      const doel = document.getElementById(decodeURIComponent(koppeling.hash.slice(1)));
      koppeling.parentNode.classList.toggle("uit-beeld", Boolean(doel && doel.closest(".uit-beeld")));
    });
    const rijen = tabellen.flatMap((tabel) => tabel.rijen.filter((rij) => rij.dataset.i));
    return { aan, over: rijen.filter((rij) => !rij.hidden).length, alle: rijen.length };
  }

  mpp.filter = (tabellen, bedien) => {
    const { partner, scenario, stand, melding, alles } = bedien;
    const rijen = tabellen.flatMap((tabel) => tabel.rijen);
    const partners = new Set(rijen.filter((rij) => rij.dataset.i).map((rij) => partnerVan(rij.dataset.i)));
    Array.from(partner.options).filter((keus) => keus.value && !partners.has(keus.value)).forEach((keus) => keus.remove());
    const kies = () => {
      Object.assign(keuze, { partner: partner.value, scenario: scenario.value });
      const { aan, over, alle } = pas(tabellen);
      const namen = [partner, scenario].filter((lijst) => lijst.value).map((lijst) => lijst.selectedOptions[0].textContent);
      stand.hidden = !aan;
      melding.textContent = aan ? `Alleen ${namen.join(", ")}: ${over.toLocaleString("nl")} van ${alle.toLocaleString("nl")} rijen. Andere rijen, en tabellen en paragrafen zonder, zijn verborgen.` : "";
    };
    partner.addEventListener("change", kies);
    scenario.addEventListener("change", kies);
    alles.addEventListener("click", () => {
      partner.value = scenario.value = "";
      kies();
      partner.focus();
    });
    kies();
    // wie maar één keuze heeft, kiest niet
    const teKiezen = [[partner, partners.size > 1 && partner.options.length > 2], [scenario, rijen.some((rij) => rij.dataset.i && SCENARIOS.includes(rij.dataset.s))]];
    teKiezen.forEach(([lijst, kan]) => { lijst.closest("p").hidden = !kan; });
    return teKiezen.some(([, kan]) => kan);
  };
})();
