// A document on the screen and on paper, from the pieces that it is made of.

// Within a cell, not on it: cells keep to the side of the page.
const cellOf = (name, value) => make(name, written("bdi", String(value)));
const tableOf = ({ head, rows, style = "" }) => {
    const heads = make("tr", ...head.map(text => make("th", text)));
    for (const cell of heads.children) cell.scope = "col";
    const body = rows.map(([first, ...rest]) => {
        const row = cellOf("th", first);
        row.scope = "row";
        return make("tr", row, ...rest.map(value => cellOf("td", value)));
    });
    return classed(`wide ${style}`, make("div", make("table", make("thead", heads), make("tbody", ...body))));
};

// Below the headings of the page: a document's own title is an `h3`.
const PAPER = {
    title: ({ text }) => classed("title", make("h3", text)),
    heading: ({ level, text }) => make(`h${level + 2}`, text),
    text: ({ text, said = text }) => mark(written("p", text), said),
    // `blank`: how many lines to write by hand on, where there is no text.
    pair: ({ label, text, blank, said = label }) => {
        const room = text || !blank ? "" : "blank-" + blank;
        return classed(`pair ${room}`, make("p", mark(make("b", label), said), " ", written("span", text || (blank ? "" : "…"))));
    },
    quote: ({ text, from, said }) => make("blockquote", mark(written("p", text), said), make("footer", from)),
    list: ({ items }) => make("ul", ...items.map(item => written("li", item))),
    table: tableOf,
    contents: ({ items }) => make("ul", ...items.map(item => make("li", item))),
    break: () => classed("break", make("hr")),
};
const onPaper = pieces => pieces.map(piece => PAPER[piece.kind](piece));

/** Shows a document, and prints it if asked to. */
const show = (pieces, isPrinted) => {
    $("#paper").replaceChildren(...onPaper(pieces));
    $("#paper").hidden = false;
    if (isPrinted) print();
    else $("#paper").focus();
};
