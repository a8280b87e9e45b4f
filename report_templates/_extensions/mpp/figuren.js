"use strict";
// Figuren: op een smal scherm opzij te schuiven, en met muis, vinger of pijltjes af te lezen.
(() => {
  const mpp = window.mpp;
  const SVG = "http://www.w3.org/2000/svg";

  // Wat de tekening zegt over haar vlakken (picture.py): randen, kolommen van de tabel eronder, en waar de waarden staan.
  // Een halte is een plaats met de cellen die daar worden afgelezen: van een rij, of van een kolom in een groep rijen.
  function vlakken(tekening, tabel) {
    return tekening.dataset.aflezen.split(";").map((gegeven) => {
      const [links, boven, rechts, onder, lezen, ...rest] = gegeven.split(" ");
      const [kolommen, koppen, naast, groepen] = lezen.replace("y", "").split(":").map((deel) => (deel ? deel.split(",") : []));
      const plaatsen = rest.flatMap((plaats) => (plaats.endsWith("-") ? Array(parseInt(plaats, 10)).fill(NaN) : [Number(plaats)]));
      const vlak = {
        links: Number(links), boven: Number(boven), rechts: Number(rechts), onder: Number(onder), neer: lezen.startsWith("y"),
        koppen: koppen && koppen.length ? koppen.map(Number) : [0], naast: (naast || []).map(Number), perKolom: Boolean(groepen),
      };
      const alle = groepen
        ? groepen.flatMap((groep, nummer) => kolommen.map((kolom, nummer2) => ({ plaats: plaatsen[nummer * kolommen.length + nummer2], rijen: groep.split("+").map(Number), kolommen: [Number(kolom)] })))
        : plaatsen.map((plaats, rij) => ({ plaats, rijen: [rij], kolommen: kolommen.map(Number) }));
      const [van, tot] = vlak.neer ? [vlak.boven, vlak.onder] : [vlak.links, vlak.rechts];
      const gevuld = ({ rijen, kolommen: getoond }) => rijen.some((rij) => [...getoond, ...vlak.naast].some((kolom) => mpp.tekst(tabel.cellen[rij][kolom])));
      vlak.haltes = alle.filter((halte) => halte.plaats >= van - 1 && halte.plaats <= tot + 1 && gevuld(halte)).sort((een, ander) => een.plaats - ander.plaats);
      return vlak;
    });
  }

  class Afleesbaar {
    constructor(plaat, tekening, tabel) {
      Object.assign(this, { plaat, tabel, vlak: 0 });
      this.streep = document.createElementNS(SVG, "line");
      this.streep.setAttribute("class", "aflees-streep");
      this.kaart = mpp.maak("div", { class: "aflees-kaart", role: "status" });
      this.kaart.hidden = true;
      plaat.append(this.kaart);
      this.lees(tekening);
      plaat.addEventListener("pointermove", (event) => this.bij(event));
      plaat.addEventListener("pointerdown", (event) => this.bij(event));
      plaat.addEventListener("pointerleave", () => this.wis());
      plaat.addEventListener("blur", () => this.wis());
      plaat.addEventListener("keydown", (event) => this.toets(event));
    }

    // De tekening waarin wordt afgelezen: een figuur kan ook een smalle vorm hebben.
    lees(tekening) {
      Object.assign(this, { tekening, vlakken: vlakken(tekening, this.tabel), vlak: 0 });
      tekening.append(this.streep);
      this.wis();
    }

    bij(event) {
      const punt = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.tekening.getScreenCTM().inverse());
      const nummer = this.vlakken.findIndex(({ links, boven, rechts, onder }) => punt.x >= links - 4 && punt.x <= rechts + 4 && punt.y >= boven && punt.y <= onder);
      if (nummer < 0) return this.wis();
      const { neer, haltes } = this.vlakken[nummer], afstand = (halte) => Math.abs(halte.plaats - (neer ? punt.y : punt.x));
      if (haltes.length) this.toon(nummer, haltes.reduce((beste, kans) => (afstand(kans) < afstand(beste) ? kans : beste)));
    }

    toets(event) {
      const { key } = event;
      if (key === "Escape") return this.wis();
      if (!["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(key)) return;
      event.preventDefault();
      const [terug, voort, vorig, volgend] = this.vlakken[this.vlak].neer ? ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"] : ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
      const aantal = this.vlakken.length, vlak = (this.vlak + ({ [vorig]: aantal - 1, [volgend]: 1 }[key] || 0)) % aantal;
      const { haltes } = this.vlakken[vlak], nu = this.halte ? haltes.findIndex(({ rijen, kolommen }) => rijen[0] === this.halte.rijen[0] && (!this.vlakken[vlak].perKolom || kolommen[0] === this.halte.kolommen[0])) : -1;
      const plaats = { Home: 0, End: haltes.length - 1, [terug]: Math.max(0, nu - 1), [voort]: Math.min(haltes.length - 1, nu + 1) }[key];
      if (haltes.length) this.toon(vlak, haltes[plaats === undefined ? Math.max(0, nu) : plaats]);
    }

    toon(nummer, halte) {
      const vlak = this.vlakken[nummer], { plaats } = halte;
      if (halte === this.halte) return;
      Object.assign(this, { vlak: nummer, halte });
      for (const [naam, waarde] of Object.entries(vlak.neer ? { x1: vlak.links, x2: vlak.rechts, y1: plaats, y2: plaats } : { x1: plaats, x2: plaats, y1: vlak.boven, y2: vlak.onder })) this.streep.setAttribute(naam, waarde);
      this.streep.removeAttribute("visibility");
      const { titel, regels } = this.gelezen(vlak, halte);
      const post = ({ naam, waarde }) => mpp.maak("div", {}, mpp.maak("dt", {}, naam), " ", mpp.maak("dd", {}, waarde));
      if (regels.length === 1 && !regels[0].naam) this.kaart.replaceChildren(mpp.maak("strong", {}, titel), ": ", regels[0].waarde);
      else this.kaart.replaceChildren(mpp.maak("strong", {}, titel), mpp.maak("dl", {}, ...regels.map(post)));
      this.kaart.hidden = false;
      if (vlak.neer) this.plaats(vlak.links, plaats + 4);
      else this.plaats(plaats, vlak.boven);
    }

    // Wat alle cellen van een halte gemeen hebben is de titel; wat hen onderscheidt is hun naam.
    gelezen(vlak, { rijen, kolommen }) {
      const { cellen, kop, namen } = this.tabel;
      const koppen = (kolom) => {
        const [over, onder] = [kop[0][kolom], mpp.kolomkop(this.tabel, kolom)];
        return { over: over === onder ? "" : mpp.tekst(over), naam: mpp.tekst(onder) };
      };
      const woorden = rijen.map((rij) => vlak.koppen.map((kolom) => mpp.tekst(cellen[rij][kolom])));
      const gedeeld = woorden[0].filter((woord, nummer) => woorden.every((ander) => ander[nummer] === woord));
      const eigen = (nummer) => woorden[nummer].filter((woord) => !gedeeld.includes(woord));
      const waarde = (rij, kolom) => mpp.tekst(cellen[rij][kolom]);
      if (vlak.perKolom) {
        const { over, naam } = koppen(kolommen[0]), jaar = gedeeld[gedeeld.length - 1];
        const regels = rijen.map((rij, nummer) => ({ naam: [...eigen(nummer), over].filter(Boolean).join(", "), waarde: waarde(rij, kolommen[0]) }));
        regels.push(...vlak.naast.map((kolom) => ({ naam: Object.values(koppen(kolom)).filter(Boolean).join(", "), waarde: waarde(rijen[0], kolom) })));
        return { titel: (vlak.neer || !jaar ? [...gedeeld, naam] : [...gedeeld.slice(0, -1), `${naam} ${jaar}`]).join(", "), regels: regels.filter((regel) => regel.waarde) };
      }
      const regels = kolommen.map((kolom) => ({ ...koppen(kolom), waarde: waarde(rijen[0], kolom) })).filter((regel) => regel.waarde);
      const eender = new Set(regels.map(({ over }) => over)).size === 1;
      // een rij die een getal is en geen jaar, zegt erbij waarvan
      const wie = gedeeld.map((woord, nummer) => (/^\d{1,3}(\.\d{3})*$/.test(woord) ? `${namen[vlak.koppen[nummer]]}: ${woord}` : woord));
      return {
        titel: [...wie, eender ? regels[0].over : ""].filter(Boolean).join(", "),
        regels: regels.map((regel) => ({ naam: eender || !regel.over ? regel.naam : `${regel.over}, ${regel.naam}`, waarde: regel.waarde })),
      };
    }

  // Naast de streep, aan de kant waar ruimte is, of eronder; op een smal scherm schuift de figuur mee.
    plaats(x, y) {
      const { left, top, width } = this.tekening.getBoundingClientRect(), plaat = this.plaat.getBoundingClientRect();
      const schaal = width / this.tekening.viewBox.baseVal.width, midden = x * schaal;
      if (midden < this.plaat.scrollLeft || midden > this.plaat.scrollLeft + plaat.width) this.plaat.scrollLeft = midden - plaat.width / 2;
      const links = left - plaat.left + this.plaat.scrollLeft + midden, past = midden - this.plaat.scrollLeft < plaat.width / 2;
      this.kaart.style.left = past ? `${links + 10}px` : "auto";
      this.kaart.style.right = past ? "auto" : `${plaat.width - links + 10}px`;
      this.kaart.style.top = `${top - plaat.top + y * schaal}px`;
    }

    wis() {
      this.halte = null;
      this.kaart.hidden = true;
      this.streep.setAttribute("visibility", "hidden");
    }
  }

  // Op een smal scherm komt de smalle vorm in de plaats van de brede, die afgedrukt altijd terugkomt.
  function kiesVorm(figuren) {
    const smal = window.matchMedia("(max-width: 40rem)");
    let vormen = null;
    const zet = async (kan) => {
      if (kan && !vormen) vormen = JSON.parse(await mpp.pakUit(document.getElementById("mpp-smal")));
      for (const figuur of vormen ? figuren : []) {
        if (!vormen[figuur.breed.id] || (kan && !smal.matches)) continue;
        figuur.smal = figuur.smal || document.importNode(new DOMParser().parseFromString(vormen[figuur.breed.id], "image/svg+xml").documentElement, true);
        figuur.plaat.classList.toggle("smal", kan);
        const [weg, erbij] = kan ? [figuur.breed, figuur.smal] : [figuur.smal, figuur.breed];
        if (weg.isConnected) weg.replaceWith(erbij);
        if (figuur.lezer) figuur.lezer.lees(erbij);
      }
    };
    smal.addEventListener("change", () => zet(smal.matches));
    window.addEventListener("beforeprint", () => zet(false));
    window.addEventListener("afterprint", () => zet(smal.matches));
    // Wie naar een plaats in het rapport wees, komt daar ook als de figuren erboven hoger zijn geworden.
    if (smal.matches) zet(true).then(() => document.querySelector(":target")?.scrollIntoView());
  }

  mpp.figuren = () => {
    const figuren = [];
    for (const tekening of document.querySelectorAll("main figure > svg, main figure > p > svg")) {
      const figuur = tekening.closest("figure"), nummer = figuur.querySelector(".nummer");
      const table = figuur.parentNode.querySelector("details.cijfers table");
      const leesbaar = tekening.dataset.aflezen && table;
      const naam = `${nummer ? mpp.tekst(nummer).replace(/:$/, "") : "Figuur"}${leesbaar ? "; af te lezen met de pijltjestoetsen" : ""}`;
      const plaat = mpp.maak("div", { class: "plaat", role: "group", tabindex: 0, "aria-label": naam });
      plaat.classList.toggle("smal", tekening.viewBox.baseVal.width < 300);
      plaat.classList.toggle("fijn", Math.min(...Array.from(tekening.querySelectorAll("[font-size]"), (letters) => parseFloat(letters.getAttribute("font-size")))) < 7);
      tekening.replaceWith(plaat);
      plaat.append(tekening);
      mpp.letOpBreedte(plaat);
      figuren.push({ plaat, breed: tekening, lezer: leesbaar && new Afleesbaar(plaat, tekening, mpp.tabel(table)) });
    }
    if (document.getElementById("mpp-smal") && window.DecompressionStream) kiesVorm(figuren);
  };
})();
