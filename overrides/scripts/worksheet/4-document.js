// The strategy for a word processor: OpenDocument Text 1.3, five small files stored in a zip.

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? 0xedb88320 ^ (byte >>> 1) : byte >>> 1;
    return byte;
});
const crc32 = bytes => ~bytes.reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ (sum >>> 8), -1) >>> 0;

/** A zip (PKWARE APPNOTE 6.3) that holds [name, text] pairs, uncompressed, dated 1980. */
const zip = files => {
    const parts = [], directory = [];
    let offset = 0, size = 0;
    const number = (value, width) => Uint8Array.from({ length: width }, (_, place) => value >>> (8 * place));
    for (const [name, text] of files) {
        const [path, bytes] = [name, text].map(value => new TextEncoder().encode(value));
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
const xml = text => text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[<>&"]/g, letter => `&#${letter.charCodeAt(0)};`);

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const URN = "urn:oasis:names:tc:opendocument:xmlns:";
const SPACES = ["office", "text", "style", "meta"].map(name => `xmlns:${name}="${URN}${name}:1.0"`)
    .concat(`xmlns:fo="${URN}xsl-fo-compatible:1.0"`, 'xmlns:dc="http://purl.org/dc/elements/1.1/"').join(" ");
const TYPE = "application/vnd.oasis.opendocument.text";
const wrap = (name, content) => `${XML}<office:${name} ${SPACES} office:version="1.3">${content}</office:${name}>`;

const asDocument = () => {
    const text = value => lines(value).map(xml).join("<text:line-break/>");
    const paragraph = (style, content) => `<text:p text:style-name="${style}">${content}</text:p>`;
    const written = {
        heading: ({ level, text }) =>
            `<text:h text:style-name="Heading_20_${level}" text:outline-level="${level}">${xml(text)}</text:h>`,
        text: piece => paragraph("Standard", text(piece.text)),
        labelled: piece => paragraph("Label", xml(piece.label)) + paragraph("Standard", text(piece.text) || "…"),
        item: piece => paragraph("Label", xml(piece.label)) + paragraph("Standard", text(piece.text)),
    };
    const body = pieces().map(piece => written[piece.kind](piece)).join("");
    const { dir } = document.documentElement;
    const style = (name, shown, more, paragraph, letters) =>
        `<style:style style:name="${name}" style:display-name="${shown}" style:family="paragraph" ${more}>`
        + `<style:paragraph-properties ${paragraph}/><style:text-properties ${letters}/></style:style>`;
    const after = 'style:parent-style-name="Standard"';
    const heading = (level, margins, size) => style(`Heading_20_${level}`, `Heading ${level}`,
        `${after} style:default-outline-level="${level}"`, `${margins} fo:keep-with-next="always"`,
        `fo:font-size="${size}pt" fo:font-weight="bold"`);
    const styles = `<office:styles><style:default-style style:family="paragraph">`
        + `<style:paragraph-properties style:writing-mode="${dir === "rtl" ? "rl" : "lr"}-tb"/>`
        + `<style:text-properties fo:language="${language}" fo:country="none" fo:font-size="11pt"/></style:default-style>`
        + style("Standard", "Standard", "", 'fo:margin-bottom="0.25cm"', 'fo:font-size="11pt"')
        + style("Label", "Label", after, 'fo:margin-bottom="0cm" fo:keep-with-next="always"', 'fo:font-weight="bold"')
        + heading(1, 'fo:margin-bottom="0.5cm"', 22)
        + heading(2, 'fo:margin-top="0.8cm" fo:margin-bottom="0.3cm"', 15)
        + "</office:styles>";
    const title = xml(pieces()[0].text);
    const meta = `<office:meta><dc:title>${title}</dc:title><dc:language>${language}</dc:language></office:meta>`;
    const file = (path, type, version = "") =>
        `<manifest:file-entry manifest:full-path="${path}"${version} manifest:media-type="${type}"/>`;
    const files = ["content.xml", "styles.xml", "meta.xml"].map(path => file(path, "text/xml"));
    return zip([
        ["mimetype", TYPE],
        ["META-INF/manifest.xml", `${XML}<manifest:manifest xmlns:manifest="${URN}manifest:1.0" manifest:version="1.3">`
            + file("/", TYPE, ' manifest:version="1.3"') + files.join("") + "</manifest:manifest>"],
        ["content.xml", wrap("document-content", `<office:body><office:text>${body}</office:text></office:body>`)],
        ["styles.xml", wrap("document-styles", styles)],
        ["meta.xml", wrap("document-meta", meta)],
    ]);
};
