-- Opmaak die Markdown niet kent, gelijk voor beide renderers: tabellen, cijfers bij een figuur, bronregels, liggende bladen.
-- Loopt na het nummeren, vlak voor het schrijven.

local html = FORMAT:match("^html") ~= nil
local typst = FORMAT:match("^typst") ~= nil

local STAAND, LIGGEND = 464, 728 -- breedte van het tekstvlak in punten
local KLEINST = 6.5
local DICHT = 7 -- voor een tabel van klasse dicht
local BIJEEN, DICHT_BIJEEN = 15, 25 -- rijen tot waar een tabel, en een dichte, niet over twee bladzijden gaat; een van klasse heel nooit
local WEINIG, VEEL = 40, 55 -- rijen waarmee een bladzijde vol is als de letter groter is, en waarmee zij vol is als de rijen lager zijn
local VEEL_LIGGEND = 35 -- rijen waarmee een liggend blad vol is

-- Wat Quarto zo noemt (_language.yml), uit de metadata.
local woorden = {}
local function lees_woorden(meta)
  for sleutel, woord in pairs(meta.woorden or {}) do woorden[sleutel] = pandoc.utils.stringify(woord) end
end

local doel = html and "html" or "typst"
local function ruw(tekst) return pandoc.RawBlock(doel, tekst) end
local function ruw_inline(tekst) return pandoc.RawInline(doel, tekst) end
local function omhuld(open, blokken, sluit)
  local uit = pandoc.Blocks { ruw(open) }
  uit:extend(blokken)
  uit:insert(ruw(sluit))
  return uit
end
local function omhuld_inline(open, inlines, sluit)
  local uit = pandoc.Inlines { ruw_inline(open) }
  uit:extend(inlines)
  uit:insert(ruw_inline(sluit))
  return uit
end
local function tekenreeks(tekst)
  return '"' .. tekst:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("%s+", " ") .. '"'
end

-- Tabellen ----------------------------------------------------------------------------------------------------------

local function uitlijning(cel, van_kolom)
  if cel.classes:includes("getal") then return "AlignRight" end
  local eigen = cel.alignment
  return tostring(eigen ~= "AlignDefault" and eigen or van_kolom)
end

-- Quarto leest een <th> in het lijf als gewone cel en onthoudt dat in een attribuut.
local function is_rijkop(cel)
  local bereik = cel.attributes.scope
  return cel.attributes["quarto-table-cell-role"] == "th" or bereik == "row" or bereik == "rowgroup"
end

-- Wat van een tabel na haar titel komt, kan builtin bewaren of al hebben (finished.py): daar staan dan merktekens.
-- Een tabel van niets dan tekst komt bij builtin als gegevens in een attribuut (plain_tables.py): cellen met dezelfde velden als die van
-- pandoc, en hun tekst in plaats van hun inhoud.
local GEEN = pandoc.List {}
local klassen_van = setmetatable({ [""] = GEEN }, { __index = function(bekend, namen)
  local lijst = pandoc.List {}
  for naam in namen:gmatch("%S+") do lijst:insert(naam) end
  bekend[namen] = lijst
  return lijst
end })

local BEREIK = { col = true, colgroup = true, row = true, rowgroup = true }

local function gewone_cel(gegeven)
  return {
    tekst = gegeven[1], classes = klassen_van[gegeven[2]], col_span = math.tointeger(gegeven[3]), row_span = math.tointeger(gegeven[4]),
    attributes = { scope = BEREIK[gegeven[5]] and gegeven[5], i = gegeven[6].i, s = gegeven[6].s, p = gegeven[6].p }, alignment = "AlignDefault",
  }
end

local function gewone_rijen(gegeven)
  local rijen = {}
  for nummer, rij in ipairs(gegeven) do
    local cellen = {}
    for plaats, cel in ipairs(rij[2]) do cellen[plaats] = gewone_cel(cel) end
    rijen[nummer] = { classes = klassen_van[rij[1]], cells = cellen, attributes = rij[3] }
  end
  return rijen
end

-- De rijen van een tabel in delen: naam, rijen, en hoeveel kolommen vooraan koppen zijn.
local function delen_van(tabel)
  local gegeven = tabel.attributes.inhoud
  if gegeven then
    local inhoud = pandoc.json.decode(gegeven, false)
    return { { "kop", gewone_rijen(inhoud.kop), 0 }, { "lijf", gewone_rijen(inhoud.lijf), 0 } }
  end
  local delen = { { "kop", tabel.head.rows, 0 } }
  for _, lijf in ipairs(tabel.bodies) do
    table.insert(delen, { "lijf", lijf.head, lijf.row_head_columns })
    table.insert(delen, { "lijf", lijf.body, lijf.row_head_columns })
  end
  table.insert(delen, { "lijf", tabel.foot.rows, 0 })
  return delen
end

-- Elke cel van de tabel met haar plaats: kolom (rijspanningen meegeteld), rij, deel (kop of lijf), of zij een kopcel is.
-- Rijen hebben een volgnummer, want twee rijen met dezelfde inhoud zijn voor Lua gelijk.
local function cellen_van(tabel)
  local cellen, volgnummer, van_kolom = {}, 0, {}
  for kolom, spec in ipairs(tabel.colspecs) do van_kolom[kolom] = spec[1] end
  local function deel(naam, rijen, koppen)
    local bezet = {}
    for nummer, rij in ipairs(rijen) do
      local kolom = 1
      volgnummer = volgnummer + 1
      for _, cel in ipairs(rij.cells) do
        while (bezet[kolom] or 0) > 0 do
          bezet[kolom] = bezet[kolom] - 1
          kolom = kolom + 1
        end
        local breed, hoog = cel.col_span, cel.row_span
        table.insert(cellen, {
          cel = cel, kolom = kolom, rij = rij, volgnummer = volgnummer, deel = naam, breed = breed, hoog = hoog, laatste = nummer + hoog > #rijen,
          kop = naam == "kop" or kolom <= koppen or is_rijkop(cel), lijn = uitlijning(cel, van_kolom[kolom]),
        })
        for overspannen = kolom, kolom + breed - 1 do bezet[overspannen] = hoog - 1 end
        kolom = kolom + breed
      end
    end
  end
  for _, gegeven in ipairs(delen_van(tabel)) do deel(table.unpack(gegeven)) end
  return cellen
end

local BREEKPUNT = "\u{200B}"
local SMAL, HALF, BREED = "[%s%.,;:'|ijlI]", "[%(%)ftr%-]", "[mwMWOQGDHNU%%@€]"

-- Geschatte breedte van tekst in em van Source Sans.
local function breedte(tekst)
  local som = 0
  for _, code in utf8.codes(tekst) do
    local teken = utf8.char(code)
    som = som + (teken:match(SMAL) and 0.29 or teken:match(HALF) and 0.35 or teken:match(BREED) and 0.76 or teken:match("%u") and 0.6 or 0.515)
  end
  return som
end

local function langste_woord(tekst)
  local meest = 0
  for woord in tekst:gsub(BREEKPUNT, " "):gmatch("[^%s]+") do meest = math.max(meest, breedte(woord)) end
  return meest
end

-- Per kolom: het langste woord (kop en lijf), de langste tekst van het lijf, en hoeveel cellen rechts en links lijnen.
local function maten(cellen, aantal)
  local kolommen = {}
  for nummer = 1, aantal do kolommen[nummer] = { woord = 1, tekst = 1, rechts = 0, links = 0 } end
  for _, c in ipairs(cellen) do
    if c.breed == 1 then
      local maat, kop = kolommen[c.kolom], c.deel == "kop"
      local vet = c.kop and 1.06 or 1
      local woord, heel = vet * langste_woord(c.tekst), vet * breedte(c.tekst)
      local rechts = c.lijn == "AlignRight"
      if not kop then
        maat.rechts = maat.rechts + (rechts and 1 or 0)
        maat.links = maat.links + (rechts and 0 or 1)
      end
      maat.woord = math.max(maat.woord, rechts and not kop and heel or woord)
      maat.tekst = math.max(maat.tekst, kop and woord or heel)
    end
  end
  return kolommen
end

local KORT = 9 -- em tekst die nooit breekt
local VEEL_REGELS, HOOGSTENS = 60, 10 -- em tekst die zeker meer regels neemt, en regels die zo'n tekst liefst hoogstens neemt

-- Wat een kolom ten minste nodig heeft, in em: een getal en korte tekst blijven heel. Is een kolom zo lang dat de rij toch
-- meer regels neemt, dan mogen de andere er twee nemen, en krijgt zij wat meer als dat ruim wil. Is het krap, dan mag elke
-- tekst er twee nemen.
local function leg_minst_vast(kolommen, ruim, krap)
  local langste = 0
  for _, maat in ipairs(kolommen) do
    maat.getal = maat.rechts > maat.links
    if not maat.getal then langste = math.max(langste, maat.tekst) end
  end
  for _, maat in ipairs(kolommen) do
    local heel = math.min(maat.tekst, 11)
    local gedeeld = krap or langste > VEEL_REGELS and maat.tekst < langste
    if gedeeld and maat.tekst > KORT then heel = heel / 2 end
    if ruim then heel = math.max(heel, math.min(maat.tekst / HOOGSTENS, 22)) end
    maat.minst = maat.getal and maat.woord or math.max(maat.woord, heel)
  end
end

local MARGE = 0.9 -- binnenmarge van een cel, links en rechts samen, in em

-- Vaste breedte voor getallen en korte tekst; lange tekst deelt de rest naar lengte, maar nooit smaller dan haar langste woord.
-- Elke kolom onthoudt haar breedte in punten.
local function breedtes_van(kolommen, grootte, ruimte)
  local breedtes, vrij, gewicht = {}, ruimte, 0
  local function leg_vast(nummer)
    local punten = (kolommen[nummer].minst * 1.02 + MARGE) * grootte
    kolommen[nummer].punten = punten
    breedtes[nummer], vrij = string.format("%.1fpt", punten), vrij - punten
  end
  for nummer, maat in ipairs(kolommen) do
    if maat.getal or maat.tekst <= KORT then
      leg_vast(nummer)
    else
      maat.deel = math.min(maat.tekst, 45) + 0.25 * math.max(0, math.min(maat.tekst, 300) - 45)
      gewicht = gewicht + maat.deel
    end
  end
  local klaar
  repeat
    klaar = true
    for nummer, maat in ipairs(kolommen) do
      if not breedtes[nummer] and vrij * maat.deel / gewicht < (maat.minst + MARGE) * grootte then
        leg_vast(nummer)
        gewicht, klaar = gewicht - maat.deel, false
      end
    end
  until klaar
  local rekbaar = false
  for nummer, maat in ipairs(kolommen) do
    rekbaar = rekbaar or not breedtes[nummer]
    maat.punten = maat.punten or vrij * maat.deel / gewicht
    breedtes[nummer] = breedtes[nummer] or string.format("%.2ffr", maat.deel)
  end
  if not rekbaar then breedtes[1] = "1fr" end
  return breedtes
end

local HOOGSTE, REGEL = 560, 1.5 -- punten die een rij op een bladzijde hoogstens vraagt, en hoogte van een regel in em
local MEESTE_RIJEN = 12 -- zoveel rijen onder één rijkop blijven bij elkaar

-- Een rij blijft heel, en rijen onder één kop bij elkaar, behalve wat zelf niet op een bladzijde past: dat breekt.
local function merk_hoge_rijen(cellen, kolommen, grootte)
  local hoog = {}
  for _, c in ipairs(cellen) do
    local ruimte = 0
    for kolom = c.kolom, c.kolom + c.breed - 1 do ruimte = ruimte + kolommen[kolom].punten end
    local regels = 1.15 * breedte(c.tekst) * grootte / math.max(ruimte - MARGE * grootte, grootte)
    if regels * REGEL * grootte > HOOGSTE then hoog[c.volgnummer] = true end
  end
  for _, c in ipairs(cellen) do
    for rij = c.volgnummer, c.volgnummer + c.hoog - 1 do c.breekt = c.breekt or hoog[rij] or false end
    c.breekt = c.breekt or c.hoog > MEESTE_RIJEN
  end
end

-- De lettergrootte waarbij elke kolom haar minste breedte heeft.
local function past(kolommen, ruimte, wens, ruim, krap)
  local nodig = 0
  leg_minst_vast(kolommen, ruim, krap)
  for _, maat in ipairs(kolommen) do nodig = nodig + maat.minst + MARGE end
  return math.floor(math.min(wens, ruimte / nodig) * 20) / 20
end

-- Lettergrootte waarbij de tabel past, en de kolombreedtes voor Typst; niets als zij nergens past.
local function indeling(cellen, aantal, ruimte, klein)
  local kolommen = maten(cellen, aantal)
  local wens = klein or aantal <= 6 and 9 or aantal <= 8 and 8.5 or aantal <= 10 and 8 or 7.5
  local grootte = past(kolommen, ruimte, wens, true)
  if grootte < DICHT then grootte = past(kolommen, ruimte, wens, false) end
  if grootte < KLEINST then grootte = past(kolommen, ruimte, wens, false, true) end
  if grootte < KLEINST then return nil end
  local breedtes = table.concat(breedtes_van(kolommen, grootte, ruimte), ", ")
  merk_hoge_rijen(cellen, kolommen, grootte)
  return grootte, breedtes
end

local TYPST = { AlignLeft = "left", AlignDefault = "left", AlignRight = "right", AlignCenter = "center" }

local function celfunctie(c)
  if c.deel == "kop" then return "kop" end
  if c.rij.classes:includes("totaal") then return "totaal" end
  if c.rij.classes:includes("groep") then return "groep" end
  return "cel"
end

local function celstijl(c)
  local stijl = "align: " .. TYPST[c.lijn] .. (c.tekening and " + horizon" or "")
  if c.breed > 1 then stijl = stijl .. ", colspan: " .. c.breed end
  if c.hoog > 1 then stijl = stijl .. ", rowspan: " .. c.hoog end
  if c.cel.classes:includes("realisatie") then stijl = stijl .. ", fill: realisatie" end
  if c.deel == "kop" and not c.laatste then stijl = stijl .. ", laatste: false" end
  if c.deel ~= "kop" and not c.breekt then stijl = stijl .. ", breakable: false" end
  if c.zegt_vervolg then stijl = stijl .. ", zegt-vervolg: true" end
  return stijl
end

-- Een rij die een groep opent; op een volgende bladzijde staat zij er weer.
local function opent_groep(c) return c.deel ~= "kop" and c.rij.classes:includes("groep") end

-- Per rij van het lijf het aantal rijkoppen; de PDF krijgt daar TH van.
local function rijkoppen(cellen)
  local aantallen, huidig = {}, nil
  for _, c in ipairs(cellen) do
    if c.deel ~= "kop" and not opent_groep(c) then
      if c.volgnummer ~= huidig then
        table.insert(aantallen, 0)
        huidig = c.volgnummer
      end
      if c.kop then aantallen[#aantallen] = aantallen[#aantallen] + 1 end
    end
  end
  return "// rijkoppen: " .. table.concat(aantallen, " ") .. "\n"
end

local GEWOON = { Str = true, Space = true, SoftBreak = true }

local function gewone_tekst(cel)
  if cel.tekst then return true end
  local blokken = cel.contents
  if #blokken == 0 then return true end
  if #blokken > 1 or not blokken[1].content then return false end
  for _, inline in ipairs(blokken[1].content) do
    if not GEWOON[inline.t] then return false end
  end
  return true
end

-- Voor de breedte van haar kolom telt een tekening als één woord, zo breed als zij in een dichte tabel is.
local function tekst_voor_breedte(c)
  if c.cel.tekst then return c.cel.tekst end
  local zonder = c.cel.contents:walk { Span = function(span)
    local breed = span.classes:includes("tekening") and span.attributes.vorm:match("^%S+")
    if breed then
      c.tekening = true
      return pandoc.Str(string.rep("n", math.ceil(breed / (0.515 * DICHT))))
    end
  end }
  return pandoc.utils.stringify(zonder)
end

local LANG, STUK = 24, 12 -- tekens: vanaf hoeveel een woord mag breken als de tabel anders niet past, en na hoeveel het dat doet

local function met_breekpunten(woord)
  if utf8.len(woord) < LANG then return woord end
  local delen, stuk = {}, {}
  for _, code in utf8.codes(woord) do
    local teken = utf8.char(code)
    table.insert(stuk, teken)
    if #stuk == STUK or teken:match("[/._?&=-]") then
      table.insert(delen, table.concat(stuk))
      stuk = {}
    end
  end
  table.insert(delen, table.concat(stuk))
  return table.concat(delen, BREEKPUNT)
end

local function breekbaar(woord) return pandoc.Str(met_breekpunten(woord.text)) end

local function breek(cel)
  if cel.tekst then
    cel.tekst = cel.tekst:gsub("[^ ]+", met_breekpunten)
  else
    cel.contents = cel.contents:walk { Str = breekbaar }
  end
end

-- De teksten van de cellen en de indeling daarvoor; past de tabel niet, dan breken lange woorden in het lijf.
local function ingedeeld(tabel, cellen)
  local ruimte, rijen = tabel.attributes.liggend and LIGGEND or STAAND, cellen[#cellen].volgnummer
  local klein = tabel.classes:includes("dicht") and (tabel.classes:includes("heel") and rijen <= WEINIG and DICHT + 1 or DICHT)
  for _, c in ipairs(cellen) do c.tekst = tekst_voor_breedte(c) end
  local grootte, kolommen = indeling(cellen, #tabel.colspecs, ruimte, klein)
  if grootte then return grootte, kolommen end
  for _, c in ipairs(cellen) do
    if c.deel ~= "kop" then
      breek(c.cel)
      c.tekst = tekst_voor_breedte(c)
    end
  end
  grootte, kolommen = indeling(cellen, #tabel.colspecs, ruimte, klein)
  if not grootte then error("TABEL_TE_BREED:" .. cellen[1].tekst .. "\n") end
  return grootte, kolommen
end

-- De kopcel die op een volgende bladzijde *(vervolg)* zegt: de eerste in een kolom die daar ruimte voor heeft.
local function merk_vervolg(cellen, kolommen)
  local breedtes, eerste = pandoc.List(), nil
  for breedte_van_kolom in kolommen:gmatch("[^, ]+") do breedtes:insert(breedte_van_kolom) end
  for _, c in ipairs(cellen) do
    if c.deel ~= "kop" then break end
    eerste = eerste or c
    if c.laatste and breedtes[c.kolom]:match("fr$") then
      c.zegt_vervolg = true
      return
    end
  end
  if eerste then eerste.zegt_vervolg = true end
end

local function tabel_typst(tabel)
  local cellen = cellen_van(tabel)
  local grootte, kolommen = ingedeeld(tabel, cellen)
  local rijen, veel = cellen[#cellen].volgnummer, tabel.attributes.liggend and VEEL_LIGGEND or VEEL
  merk_vervolg(cellen, kolommen)
  local uit, delen = pandoc.Blocks {}, {}
  if #tabel.caption.long > 0 then
    uit:extend(omhuld("#block(sticky: true, below: 0.7em)[#strong[", tabel.caption.long, "]]"))
  end
  table.insert(delen, rijkoppen(cellen) .. string.format("#tabel(grootte: %.2fpt, hoog: %.2f, columns: (%s,),\n", grootte, rijen > veel and 0.34 or 0.42, kolommen))
  local in_kop = cellen[1].deel == "kop"
  if in_kop then table.insert(delen, "table.header(") end
  for _, c in ipairs(cellen) do
    if in_kop and c.deel ~= "kop" then
      table.insert(delen, "),\n")
      in_kop = false
    end
    local open = celfunctie(c) .. "(" .. celstijl(c)
    if opent_groep(c) then open = "table.header(level: 2, " .. open end
    local sluit = opent_groep(c) and "))" or ")"
    if gewone_tekst(c.cel) then
      table.insert(delen, open .. ", " .. tekenreeks(c.tekst) .. sluit .. ",\n")
    else
      uit:insert(ruw(table.concat(delen) .. open .. ", ["))
      uit:extend(c.cel.contents)
      delen = { "]" .. sluit .. ",\n" }
    end
  end
  uit:insert(ruw(table.concat(delen) .. (in_kop and ")" or "") .. ")"))
  local bijeen = tabel.classes:includes("dicht") and DICHT_BIJEEN or BIJEEN
  if rijen > bijeen and not tabel.classes:includes("heel") then return uit end
  return pandoc.Div(uit, pandoc.Attr("", { "bijeen" }))
end

-- Wat op één bladzijde blijft, houdt zijn bronregel daar.
local function cel_bijeen(div)
  if not div.classes:includes("cel") then return end
  local heel, bron = false, false
  div:walk { Div = function(deel)
    heel = heel or deel.classes:includes("bijeen")
    bron = bron or deel.classes:includes("bron")
  end }
  if heel and bron then
    div.classes:insert("met-bron")
    return div
  end
end

local LIJNKLASSE = { AlignRight = "getal", AlignCenter = "midden" }
local HTML = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }

local function veilig(tekst) return (tekst:gsub('[&<>"]', HTML)) end

local function klassen(element, ...)
  local namen = pandoc.List(element.classes)
  for _, naam in ipairs { ... } do
    if not namen:includes(naam) then namen:insert(naam) end
  end
  return #namen > 0 and ' class="' .. veilig(table.concat(namen, " ")) .. '"' or ""
end

-- Welk getal van de resultaattabel er staat (table_html.py), van een rij of van een cel.
local SLEUTELS = { "i", "s", "p" }

local function sleutels(element)
  local uit = ""
  for _, naam in ipairs(SLEUTELS) do
    local waarde = element.attributes[naam]
    if waarde then uit = uit .. " data-" .. naam .. '="' .. veilig(waarde) .. '"' end
  end
  return uit
end

local function bereik(c)
  local gegeven = c.cel.attributes.scope
  if gegeven then return gegeven end
  if c.deel ~= "kop" then return "row" end
  return c.breed > 1 and "colgroup" or "col"
end

local function open_cel(c)
  local open = (c.kop and "<th" or "<td") .. klassen(c.cel, LIJNKLASSE[c.lijn])
  if c.breed > 1 then open = open .. ' colspan="' .. c.breed .. '"' end
  if c.hoog > 1 then open = open .. ' rowspan="' .. c.hoog .. '"' end
  if c.kop then open = open .. ' scope="' .. bereik(c) .. '"' end
  return open .. sleutels(c.cel) .. ">"
end

-- Open van het tabelvlak; een tabel met nummer is een genoemd gebied, een andere een groep.
local function open_tabel(tabel)
  local label, bijschrift = tabel.identifier, tabel.attributes.bijschrift
  if bijschrift then
    return string.format('<div class="tabel" role="region" tabindex="0" aria-labelledby="%s">\n<table aria-labelledby="%s">\n',
      veilig(bijschrift), veilig(bijschrift))
  elseif label == "" or #tabel.caption.long == 0 then
    return '<div class="tabel" role="group" tabindex="0" aria-label="' .. veilig(woorden["crossref-tbl-title"]) .. '">\n<table>\n'
  end
  local titel = veilig(label) .. "-titel"
  return '<div class="tabel" role="region" tabindex="0" aria-labelledby="' .. titel .. '">\n<table id="' .. veilig(label)
    .. '">\n<caption><span class="bijschrift" id="' .. titel .. '">'
end

-- Tekeningen in een cel ---------------------------------------------------------------------------------------------

-- Een klein beeld met zijn tekst: <span class="tekening" data-vorm="breedte hoogte vormen">tekst</span>, maten in punten.
local function beeld(span)
  if not span.classes:includes("tekening") then return nil end
  local breed, hoog, vormen = span.attributes.vorm:match("^(%S+) (%S+) (.*)$")
  return { breed = breed, hoog = hoog, vormen = vormen, tekst = pandoc.utils.stringify(span.content) }
end

local function svg_van(b, extra)
  return string.format('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%spt" height="%spt"%s>%s</svg>',
    b.breed, b.hoog, b.breed, b.hoog, extra, b.vormen)
end

local function tekening_html(span)
  local b = beeld(span)
  if b then return ruw_inline(svg_van(b, ' class="tekening" role="img" aria-label="' .. veilig(b.tekst) .. '"')) end
end

local function tekening_typst(span)
  local b = beeld(span)
  if b then
    return ruw_inline(string.format('#box(image(bytes(%s), format: "svg", width: %spt, height: %spt, alt: %s))',
      tekenreeks(svg_van(b, "")), b.breed, b.hoog, tekenreeks(b.tekst)))
  end
end

local DEEL = { kop = "thead", lijf = "tbody" }

local function tabel_html(tabel)
  local uit, delen = pandoc.Blocks {}, { open_tabel(tabel) }
  if #tabel.caption.long > 0 then
    uit:insert(ruw(table.concat(delen) .. (tabel.identifier == "" and '<caption><span class="bijschrift">' or "")))
    uit:insert(pandoc.Plain(pandoc.utils.blocks_to_inlines(tabel.caption.long)))
    delen = { "</span></caption>\n" }
  end
  local sleutel, gereed = tabel.attributes.sleutel, tabel.attributes.gereed
  if gereed then
    uit:insert(ruw(table.concat(delen) .. "<!--deel:" .. gereed .. "-->"))
    return uit
  end
  if sleutel then table.insert(delen, "<!--begin:" .. sleutel .. "-->") end
  local deel, rij
  for _, c in ipairs(cellen_van(tabel)) do
    if rij and c.volgnummer ~= rij then table.insert(delen, "</tr>\n") end
    if c.deel ~= deel then
      table.insert(delen, (deel and "</" .. DEEL[deel] .. ">\n" or "") .. "<" .. DEEL[c.deel] .. ">\n")
    end
    if c.volgnummer ~= rij then table.insert(delen, "<tr" .. klassen(c.rij) .. sleutels(c.rij) .. ">\n") end
    deel, rij = c.deel, c.volgnummer
    local sluit = c.kop and "</th>\n" or "</td>\n"
    if gewone_tekst(c.cel) then
      table.insert(delen, open_cel(c) .. veilig(c.cel.tekst or pandoc.utils.stringify(c.cel.contents)) .. sluit)
    else
      uit:insert(ruw(table.concat(delen) .. open_cel(c)))
      uit:extend(c.cel.contents)
      delen = { sluit }
    end
  end
  local eind = sleutel and "<!--eind:" .. sleutel .. "-->" or ""
  uit:insert(ruw(table.concat(delen) .. "</tr>\n</" .. DEEL[deel] .. ">\n</table>\n</div>" .. eind))
  return uit
end

-- Blokken -----------------------------------------------------------------------------------------------------------

local DETAILS = '<details class="cijfers"><summary>Cijfers bij deze figuur</summary><div class="cijfers-inhoud">'
local EINDE = '</div></details>'

local function blok_html(div)
  if div.classes:includes("cijfers") then return omhuld(DETAILS, div.content, EINDE) end
end

-- Quarto zet het bijschrift van een tabel boven haar, buiten de tabel, en verwijst er van een blok om haar naar.
local function merk_bijschrift(div)
  local bijschrift = div.attributes["aria-describedby"]
  if bijschrift then
    return div:walk { Table = function(tabel)
      tabel.attributes.bijschrift = bijschrift
      return tabel
    end }
  end
end

-- De namen van een kader terug, die cijfers.lua voor Quarto verborg.
local function kader_terug(div)
  if div.classes[1] and div.classes[1]:match("^kader") then
    div.classes = div.classes:map(function(naam) return (naam:gsub("^kader", "callout")) end)
    return div
  end
end

-- Quarto schrijft een genummerde vergelijking met haar nummer in de formule; zij schuift binnen haar eigen vlak.
local function vergelijking_html(span)
  local formule = span.identifier:match("^eq%-") and span.content[1]
  local nummer = formule and formule.t == "Math" and formule.text:match("\\qquad%((.-)%)$")
  if nummer then
    local vlak = { { "role", "group" }, { "tabindex", "0" }, { "aria-label", woorden["crossref-eq-prefix"] .. " " .. nummer } }
    return pandoc.Span(span.content, pandoc.Attr(span.identifier, { "vergelijking" }, vlak))
  end
end

local function formule(wiskunde)
  local bron = pandoc.write(pandoc.Pandoc { pandoc.Plain { wiskunde } }, "typst")
  return (bron:gsub("^%s+", ""):gsub("%s+$", ""))
end

local function formule_typst(wiskunde)
  local blok = tostring(wiskunde.mathtype == "DisplayMath")
  return ruw_inline(string.format("#math.equation(block: %s, alt: %s, %s)", blok, tekenreeks(wiskunde.text), formule(wiskunde)))
end

local function vergelijking_typst(div)
  local wiskunde = div.content[1].content[1]
  local alt = div.attributes.alt or wiskunde.text
  return ruw(string.format(
    "#math.equation(block: true, numbering: _ => %s, alt: %s, %s) <%s>",
    tekenreeks(div.attributes.nummer), tekenreeks(alt), formule(wiskunde), div.identifier))
end

-- Quarto nummert een vergelijking, maar geeft haar alleen een alternatieve tekst als de bron die noemt.
local function vergelijking_quarto(inlines)
  for nummer = 1, #inlines - 2 do
    local voor, wiskunde, na = inlines[nummer], inlines[nummer + 1], inlines[nummer + 2]
    local open = voor.t == "RawInline" and wiskunde.t == "Math" and voor.text:match("^(#math%.equation%(.*)%[%s*$")
    if open then
      local alt = open:match("alt: ") and "" or "alt: " .. tekenreeks(wiskunde.text) .. ", "
      voor.text = open .. alt .. formule(wiskunde) .. na.text:gsub("^%s*%]", "")
      inlines:remove(nummer + 2)
      inlines:remove(nummer + 1)
      return vergelijking_quarto(inlines)
    end
  end
  return inlines
end

-- De cijfers onder een figuur staan in de PDF niet, of als kopie elders.
local function zonder_cijfers(div)
  if div.classes:includes("cijfers") then return {} end
end

local function blok_typst(div)
  if div.classes:includes("bron") then
    return omhuld(div.attributes.bondig and "#bron(onder: 1.1em)[" or "#bron[", div.content, "]")
  end
  if div.classes:includes("bijeen") then return omhuld("#bijeen(plakt: true, erboven: 5%)[", div.content, "]") end
  if div.classes:includes("met-bron") then return omhuld("#bijeen[", div.content, "]") end
  if div.classes:includes("bondig") then return omhuld("#bondig[", div.content, "]") end
  if div.classes:includes("gewijzigd") then return omhuld("#gewijzigd[", div.content, "]") end
  if div.classes:includes("liggend") then return omhuld("#liggend[", div.content, "]") end
  if div.classes:includes("deel") then return omhuld("[", div.content, "],") end
  if div.classes:includes("naast") then return omhuld("#naast-elkaar(", div.content, ")") end
  if div.classes:includes("cijfers-kopie") then
    return omhuld("#block(sticky: true, above: 1.6em, below: 0.7em)[", { div.content[1] }, "]") .. { div.content[2] }
  end
end

local function merk_bondig(div)
  if div.classes:includes("bondig") then
    return div:walk { Div = function(bron)
      bron.attributes.bondig = "1"
      return bron
    end }
  end
end

local function merk_liggend(div)
  if div.classes:includes("liggend") then
    return div:walk { Table = function(tabel)
      tabel.attributes.liggend = "1"
      return tabel
    end }
  end
end

local function vergelijking(div)
  if div.classes:includes("vergelijking") then return vergelijking_typst(div), false end
end

-- In een hoofdstuk `per-bladzijde` begint elke paragraaf op een nieuwe bladzijde, behalve een die aansluit; wat eronder valt, loopt door.
local function bladzijden(document)
  local blokken, per_bladzijde = pandoc.List(), false
  for _, blok in ipairs(document.blocks) do
    if blok.t == "Header" and blok.level == 1 then
      per_bladzijde = blok.classes:includes("per-bladzijde")
    elseif blok.t == "Header" and blok.level == 2 and per_bladzijde and not blok.classes:includes("sluit-aan") then
      blokken:insert(ruw("#pagebreak(weak: true)"))
    end
    blokken:insert(blok)
  end
  document.blocks = blokken
  return document
end

-- Typst maakt zelf aanhalingstekens van rechte, en pandoc maakt ze recht: wat er staat gaat daarom buiten beide om.
local AANHALING = { ["‘"] = true, ["’"] = true, ["“"] = true, ["”"] = true }

local function aanhaling_typst(woord)
  local uit, stuk = pandoc.Inlines {}, ""
  local function leg_neer()
    if stuk ~= "" then uit:insert(pandoc.Str(stuk)) end
    stuk = ""
  end
  for _, code in utf8.codes(woord.text) do
    local teken = utf8.char(code)
    if AANHALING[teken] then
      leg_neer()
      uit:insert(ruw_inline(teken))
    else
      stuk = stuk .. teken
    end
  end
  leg_neer()
  return uit
end

local function aangehaald_typst(aangehaald)
  local open, sluit = "“", "”"
  if aangehaald.quotetype == "SingleQuote" then open, sluit = "‘", "’" end
  return omhuld_inline(open, aangehaald.content, sluit)
end

-- Een paragraaf `bijeen` blijft op één bladzijde als zij daar klein genoeg voor is: van haar kop tot de volgende van haar niveau.
local function paragrafen_bijeen(document)
  local blokken, niveau = pandoc.List(), nil
  local function sluit()
    if niveau then blokken:insert(ruw("]")) end
    niveau = nil
  end
  for _, blok in ipairs(document.blocks) do
    if blok.t == "Header" and niveau and blok.level <= niveau then sluit() end
    if blok.t == "Header" and blok.classes:includes("bijeen") then
      blokken:insert(ruw("#bijeen(boven: 2em)["))
      niveau = blok.level
    end
    blokken:insert(blok)
  end
  sluit()
  document.blocks = blokken
  return document
end

-- Quarto kent één naam voor koppen van elk niveau; een kop van het eerste heet hier hoofdstuk.
local function hoofdstuk(link)
  if not link.target:match("^#sec%-") then return nil end
  local tussen, nummer = pandoc.utils.stringify(link.content):match("^" .. woorden["crossref-sec-prefix"] .. "(.-)(%d+)$")
  if nummer and not tussen:match("%d") then
    link.content = { pandoc.Str(woorden["crossref-ch-prefix"] .. "\u{a0}" .. nummer) }
    return link
  end
end

if html then
  return { { Meta = lees_woorden }, { Link = hoofdstuk }, { Span = tekening_html }, { Span = vergelijking_html }, { Div = merk_bijschrift }, { Div = kader_terug }, { Table = tabel_html }, { Div = blok_html } }
elseif typst then
  return {
    { Meta = lees_woorden },
    { Link = hoofdstuk },
    { traverse = "topdown", Div = vergelijking },
    { Inlines = vergelijking_quarto },
    { Math = formule_typst },
    { Div = zonder_cijfers },
    { Div = merk_liggend },
    { Div = merk_bondig },
    { Table = tabel_typst },
    { Div = cel_bijeen },
    { Span = tekening_typst },
    { Div = blok_typst },
    { Pandoc = bladzijden },
    { Pandoc = paragrafen_bijeen },
    { Str = aanhaling_typst },
    { Quoted = aangehaald_typst },
  }
end
