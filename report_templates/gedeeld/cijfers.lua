-- Verzamelt de cijfers onder de figuren (.cijfers) op de plaats ::: {.verzamelde-cijfers}, voor de bijlage van de PDF.
-- Loopt vóór het nummeren: de verwijzing @fig-… krijgt haar nummer daarna.

local verzameld = pandoc.Blocks {}
local figuur = nil

local function titel(label)
  local verwijzing = pandoc.Cite({ pandoc.Str("@" .. label) }, { pandoc.Citation(label, "AuthorInText") })
  return pandoc.Para { pandoc.Strong { pandoc.Str("Cijfers"), pandoc.Space(), pandoc.Str("bij"), pandoc.Space(), verwijzing } }
end

local function onthoud(element)
  if element.identifier:match("^fig%-") then figuur = element.identifier end
end

local function verzamel(div)
  onthoud(div)
  if div.classes:includes("cijfers") and figuur then
    verzameld:insert(pandoc.Div({ titel(figuur), pandoc.Div(div.content) }, pandoc.Attr("", { "cijfers-kopie" })))
  end
end

local function plaats(div)
  if div.classes:includes("verzamelde-cijfers") then
    div.content = verzameld
    return div
  end
end

return {
  { traverse = "topdown", Div = verzamel, Figure = onthoud, Image = onthoud },
  { Div = plaats },
}
