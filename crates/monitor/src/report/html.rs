//! A report as one web page: no scripts, nothing from elsewhere, and a policy that says so.

use std::fmt::Write as _;

use super::sheet::{Block, Sheet, Table};

const HEAD: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light">
<meta name="viewport" content="width=device-width, initial-scale=1">
"#;

const STYLE: &str = "<style>
@page { size: A4; margin: 18mm; }
body { max-width: 50rem; margin: 0 auto; padding: 1.5rem; background: #fff; color: #1a1a1a; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h1 + p { font-weight: 600; }
h2 { margin-top: 2rem; font-size: 1.125rem; break-after: avoid; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.3rem 0.75rem 0.3rem 0; border-bottom: 1px solid #ccc; text-align: start; vertical-align: top; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
tbody th { width: 9rem; font-weight: 600; }
tr.first td { font-weight: 600; }
p:has(+ table), thead { break-after: avoid; }
@media (max-width: 30rem) {
  body { padding: 1rem; }
  table { font-size: 0.75rem; }
  th, td { padding-right: 0.4rem; }
  tbody th { width: 5rem; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.4; }
  h1 { margin-top: 0; }
  h2 { margin-top: 1.25rem; }
  table { font-size: 9pt; }
  th, td { padding-block: 0.15rem; }
}
</style>
</head>
<body>
<main>
";

/// The whole page.
pub fn html(sheet: &Sheet) -> String {
    let mut page = HEAD.to_owned();
    let title = escaped(&sheet.title);
    let _ = write!(
        page,
        "<title>{title}</title>\n{STYLE}<h1><bdi>{}</bdi></h1>\n<p><bdi>{}</bdi></p>\n",
        broken(&sheet.title),
        broken(&sheet.lead),
    );
    for section in &sheet.sections {
        let _ = writeln!(page, "<section>\n<h2>{}</h2>", escaped(section.head));
        for block in &section.blocks {
            match block {
                Block::Text(text) => {
                    let _ = writeln!(page, "<p>{}</p>", broken(text));
                }
                Block::Pairs(pairs) => {
                    page.push_str("<table>\n<tbody>\n");
                    for (name, value) in pairs {
                        let (name, value) = (escaped(name), broken(value));
                        let _ = writeln!(
                            page,
                            "<tr><th scope=\"row\">{name}</th><td><bdi>{value}</bdi></td></tr>"
                        );
                    }
                    page.push_str("</tbody>\n</table>\n");
                }
                Block::Table(rows) => table(&mut page, rows),
            }
        }
        page.push_str("</section>\n");
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn table(page: &mut String, table: &Table) {
    page.push_str("<table>\n<thead>\n<tr>");
    for head in &table.heads {
        let _ = write!(page, "<th scope=\"col\">{}</th>", escaped(head));
    }
    page.push_str("</tr>\n</thead>\n<tbody>\n");
    for (at, row) in table.rows.iter().enumerate() {
        page.push_str(if at < table.first {
            "<tr class=\"first\">"
        } else {
            "<tr>"
        });
        for cell in row {
            let _ = write!(page, "<td><bdi>{}</bdi></td>", broken(cell));
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n");
}

/// A word that is longer may go on in the next line. A table then gives each column the room of its
/// longest piece: a name that no line can hold takes none from the columns beside it.
const PIECE: usize = 10;

/// Escaped, with places at which lines may end, and with the ends of lines that are wanted.
fn broken(text: &str) -> String {
    let mut broken = String::with_capacity(text.len());
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            broken.push_str("<br>");
        }
        for word in line.split_inclusive(' ') {
            let letters: Vec<char> = word.chars().collect();
            let pieces: Vec<String> = letters
                .chunks(PIECE)
                .map(|piece| escaped(&piece.iter().collect::<String>()))
                .collect();
            broken.push_str(&pieces.join("<wbr>"));
        }
    }
    broken
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
