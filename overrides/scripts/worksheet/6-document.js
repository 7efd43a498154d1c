// The strategy for a word processor: OpenDocument Text 1.3, five small files stored in a zip.

/** A zip (PKWARE APPNOTE 6.3) that holds [name, text] pairs, uncompressed, dated 1980. */
const zip = files => {
    const parts = [], directory = [];
    let offset = 0, size = 0;
    const number = (value, width) => Uint8Array.from({ length: width }, (_, place) => value >>> (8 * place));
    for (const [name, text] of files) {
        const [path, bytes] = [bytesOf(name), bytesOf(text)];
        // Version 2.0, names in UTF-8, stored, 1 January 1980.
        const common = [number(20, 2), number(2048, 2), number(0, 4), number(33, 2), number(crc32(bytes), 4),
            number(bytes.length, 4), number(bytes.length, 4), number(path.length, 2), number(0, 2)];
        const local = [number(0x04034b50, 4), ...common, path, bytes];
        const entry = [number(0x02014b50, 4), number(20, 2), ...common, number(0, 10), number(offset, 4), path];
        parts.push(...local);
        directory.push(...entry);
        offset += local.reduce((sum, part) => sum + part.length, 0);
        size += entry.reduce((sum, part) => sum + part.length, 0);
    }
    const count = number(files.length, 2);
    const end = [number(0x06054b50, 4), number(0, 4), count, count, number(size, 4), number(offset, 4), number(0, 2)];
    return new Blob([...parts, ...directory, ...end]);
};

// XML 1.0 has no place for control characters nor for halves of characters.
const xml = text => String(text).toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[<>&"]/g, letter => `&#${letter.charCodeAt(0)};`);

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const URN = "urn:oasis:names:tc:opendocument:xmlns:";
const SPACES = ["office", "text", "table", "style", "meta"].map(name => `xmlns:${name}="${URN}${name}:1.0"`)
    .concat(`xmlns:fo="${URN}xsl-fo-compatible:1.0"`, 'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"').join(" ");
const TYPE = "application/vnd.oasis.opendocument.text";
const wrap = (name, content) => `${XML}<office:${name} ${SPACES} office:version="1.3">${content}</office:${name}>`;

/** Whether a text is written from right to left: its first letter tells (UAX #9, P2). */
const isRtl = text => {
    const [letter] = text.match(/\p{L}/u) ?? [];
    return letter ? /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(letter) : dir === "rtl";
};
const odtLines = text => lines(text).map(xml).join("<text:line-break/>");
const odtParagraph = (style, text, said = text) => {
    const name = isRtl(text) === (dir === "rtl") ? style : `${style}_20_other`;
    const written = odtLines(text);
    const marked = `<text:span text:style-name="Original">${written}</text:span>`;
    return `<text:p text:style-name="${name}">${languageOf(said) === language ? written : marked}</text:p>`;
};
const odtTable = ({ head, rows }, place) => {
    const cells = (style, texts) => texts.map(text => '<table:table-cell table:style-name="Cell" office:value-type="string">'
        + odtParagraph(style, String(text)) + "</table:table-cell>").join("");
    const row = (style, texts) => `<table:table-row>${cells(style, texts)}</table:table-row>`;
    return `<table:table table:name="T${place}" table:style-name="Table">`
        + `<table:table-column table:number-columns-repeated="${head.length}"/>`
        + `<table:table-header-rows>${row("Label", head)}</table:table-header-rows>`
        + rows.map(texts => row("Cell_20_text", texts)).join("") + "</table:table>";
};
/** The contents: a word processor counts the pages when it opens the file, and makes all of it anew when asked to. */
const odtContents = ({ items }) => {
    const name = xml(words("contents"));
    const line = (item, index) => `<text:p text:style-name="Contents_20_1"><text:a xlink:type="simple" xlink:href="#h${index}">${xml(item)}</text:a>`
        + `<text:tab/><text:bookmark-ref text:reference-format="page" text:ref-name="h${index}"/></text:p>`;
    return `<text:table-of-content text:name="${name}" text:protected="false">`
        + '<text:table-of-content-source text:outline-level="2"/>'
        + `<text:index-body>${items.map(line).join("")}</text:index-body></text:table-of-content>`;
};

const odtBody = pieces => {
    // The contents lead to the headings after them: the one above them is theirs.
    let headings = -1;
    const heading = ({ level, text }) => {
        const id = level === 2 ? `h${headings++}` : "";
        const [start, end] = id ? [`<text:bookmark-start text:name="${id}"/>`, `<text:bookmark-end text:name="${id}"/>`] : ["", ""];
        return `<text:h text:style-name="Heading_20_${level - 1}" text:outline-level="${level - 1}">${start}${xml(text)}${end}</text:h>`;
    };
    const written = {
        title: ({ text }) => odtParagraph("Title", text),
        heading,
        text: ({ text, said }) => odtParagraph("Standard", text, said),
        pair: ({ label, text, said }) => odtParagraph("Label", label, said) + odtParagraph("Standard", text || "…"),
        quote: ({ text, from, said }) => odtParagraph("Quotation", text, said) + odtParagraph("Source", from),
        list: ({ items }) => items.map(item => odtParagraph("Standard", item)).join(""),
        table: odtTable,
        contents: odtContents,
        break: () => '<text:p text:style-name="Break"/>',
    };
    return pieces.map((piece, index) => written[piece.kind](piece, index)).join("");
};

/** The letters of a style, and of scripts that join them, for which word processors have others. */
const letters = (size, weight = "normal", more = "") =>
    `<style:text-properties fo:font-size="${size}pt" style:font-size-complex="${size}pt"`
    + ` fo:font-weight="${weight}" style:font-weight-complex="${weight}" ${more}/>`;
const modeOf = direction => `style:writing-mode="${direction === "rtl" ? "rl" : "lr"}-tb"`;
/** Where lines begin: LibreOffice takes the side that “start” is for the left one, in every script. */
const sideOf = direction => `fo:text-align="${direction === "rtl" ? "right" : "left"}" ${modeOf(direction)}`;
/** A style of paragraphs, and the same for texts of the other direction. */
const odtStyle = (name, size, weight, paragraph, more = "", tabs = "") => {
    const shown = name.replaceAll("_20_", " ");
    const style = (name, shown, direction) => `<style:style style:name="${name}" style:display-name="${shown}" style:family="paragraph" ${more}>`
        + `<style:paragraph-properties ${sideOf(direction)} ${paragraph}>${tabs}</style:paragraph-properties>${letters(size, weight)}</style:style>`;
    return style(name, shown, dir) + style(`${name}_20_other`, `${shown} other`, dir === "rtl" ? "ltr" : "rtl");
};
const odtHeading = (level, size, margins) => odtStyle(`Heading_20_${level}`, size, "bold",
    `${margins} fo:keep-with-next="always"`, `style:next-style-name="Standard" style:default-outline-level="${level}"`);
/** What stands at the far side of the page. */
const odtFar = leader => `<style:tab-stops><style:tab-stop style:position="17cm" style:type="right" ${leader}/></style:tab-stops>`;
const FONT = "fo:font-family=\"'Liberation Sans', Arial, sans-serif\" style:font-family-complex=\"'Noto Sans Arabic', Arial, sans-serif\"";
const PARAGRAPHS = () => `<style:default-style style:family="paragraph"><style:paragraph-properties ${sideOf(dir)}/>`
    + letters(11, "normal", `fo:language="${language}" fo:country="none" style:language-complex="${language}" style:country-complex="none" ${FONT}`)
    + "</style:default-style>"
    + odtStyle("Standard", 11, "normal", 'fo:margin-bottom="0.25cm"')
    + odtStyle("Label", 11, "bold", 'fo:margin-top="0.1cm" fo:keep-with-next="always"')
    + odtStyle("Title", 28, "bold", 'fo:margin-top="3cm" fo:margin-bottom="1cm"')
    + odtHeading(1, 17, 'fo:margin-top="0.9cm" fo:margin-bottom="0.3cm"')
    + odtHeading(2, 13, 'fo:margin-top="0.7cm" fo:margin-bottom="0.2cm"')
    + odtStyle("Quotation", 11, "normal", 'fo:margin-left="0.8cm" fo:margin-right="0.8cm" fo:margin-top="0.2cm" fo:keep-with-next="always"')
    + odtStyle("Source", 9, "normal", 'fo:margin-left="0.8cm" fo:margin-right="0.8cm" fo:margin-bottom="0.3cm"')
    + odtStyle("Cell_20_text", 10, "normal", "")
    + odtStyle("Contents_20_1", 11, "normal", "", "", odtFar('style:leader-style="dotted" style:leader-text="."'))
    + odtStyle("Footer", 9, "normal", "", "", odtFar(""));
/** The language of official wordings, which spelling has to know. */
const ORIGINAL = () => '<style:style style:name="Original" style:family="text"><style:text-properties fo:country="none"'
    + ` fo:language="${languageOf(Object.values(entries)[0].official)}"/></style:style>`;
const STYLES = () => `<office:styles>${PARAGRAPHS()}${ORIGINAL()}`
    + '<style:style style:name="Break" style:family="paragraph"><style:paragraph-properties fo:break-after="page"/></style:style>'
    + "</office:styles>";
/** Those of tables, which word processors look for beside the text. */
const TABLES = () => "<office:automatic-styles>"
    + `<style:style style:name="Table" style:family="table"><style:table-properties style:width="17cm" table:align="margins" ${modeOf(dir)}/></style:style>`
    + '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border-top="0.5pt solid #17140f" fo:padding="0.1cm"/></style:style>'
    + "</office:automatic-styles>";
const PAGES = name => '<office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"'
    + ` fo:margin-top="2cm" fo:margin-bottom="1.5cm" fo:margin-left="2cm" fo:margin-right="2cm" ${modeOf(dir)}/>`
    + '<style:footer-style><style:header-footer-properties fo:min-height="1cm" fo:margin-top="0.5cm"/></style:footer-style></style:page-layout></office:automatic-styles>'
    + '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"><style:footer><text:p text:style-name="Footer">'
    + `${xml(name)}<text:tab/><text:page-number text:select-page="current">1</text:page-number> / <text:page-count>1</text:page-count></text:p></style:footer></style:master-page></office:master-styles>`;

const asDocument = () => {
    const pieces = documentPieces();
    const title = [pieces[0].text, organisation()].filter(Boolean).join(" – ");
    const now = new Date().toISOString().slice(0, 19);
    const meta = `<dc:title>${xml(title)}</dc:title><dc:language>${language}</dc:language><dc:date>${now}</dc:date>`
        + `<meta:initial-creator>${xml(organisation())}</meta:initial-creator><dc:creator>${xml(organisation())}</dc:creator>`
        + `<meta:creation-date>${now}</meta:creation-date><dc:description>${xml(words("made", { site, address }))}</dc:description>`;
    const file = (path, type, version = "") =>
        `<manifest:file-entry manifest:full-path="${path}"${version} manifest:media-type="${type}"/>`;
    const files = ["content.xml", "styles.xml", "meta.xml"].map(path => file(path, "text/xml"));
    return zip([
        ["mimetype", TYPE],
        ["META-INF/manifest.xml", `${XML}<manifest:manifest xmlns:manifest="${URN}manifest:1.0" manifest:version="1.3">`
            + file("/", TYPE, ' manifest:version="1.3"') + files.join("") + "</manifest:manifest>"],
        ["content.xml", wrap("document-content", `${TABLES()}<office:body><office:text>${odtBody(pieces)}</office:text></office:body>`)],
        ["styles.xml", wrap("document-styles", STYLES() + PAGES(title))],
        ["meta.xml", wrap("document-meta", `<office:meta>${meta}</office:meta>`)],
    ]);
};
