//! A report as one web page: no scripts, nothing from elsewhere, and a policy that says so.

use std::fmt::Write as _;

use super::sheet::{Block, Sheet};

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
body { max-width: 50rem; margin: 0 auto; padding: 1.5rem; background: #fff; color: #1a1a1a; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { margin-top: 2rem; font-size: 1.125rem; break-after: avoid; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: start; font-weight: 600; }
th, td { padding: 0.3rem 0.75rem 0.3rem 0; border-bottom: 1px solid #ccc; text-align: start; vertical-align: top; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
tbody th { width: 9rem; font-weight: 600; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } }
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
        "<title>{title}</title>\n{STYLE}<h1><bdi>{title}</bdi></h1>\n"
    );
    for section in &sheet.sections {
        let _ = writeln!(page, "<section>\n<h2>{}</h2>", escaped(section.head));
        for block in &section.blocks {
            match block {
                Block::Text(text) => {
                    let _ = writeln!(page, "<p>{}</p>", escaped(text));
                }
                Block::Pairs(pairs) => {
                    page.push_str("<table>\n<tbody>\n");
                    for (name, value) in pairs {
                        let (name, value) = (escaped(name), escaped(value));
                        let _ = writeln!(
                            page,
                            "<tr><th scope=\"row\">{name}</th><td><bdi>{value}</bdi></td></tr>"
                        );
                    }
                    page.push_str("</tbody>\n</table>\n");
                }
                Block::Table { heads, rows } => table(&mut page, heads, rows),
            }
        }
        page.push_str("</section>\n");
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn table(page: &mut String, heads: &[&str], rows: &[Vec<String>]) {
    page.push_str("<table>\n<thead>\n<tr>");
    for head in heads {
        let _ = write!(page, "<th scope=\"col\">{}</th>", escaped(head));
    }
    page.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in rows {
        page.push_str("<tr>");
        for cell in row {
            let _ = write!(page, "<td><bdi>{}</bdi></td>", escaped(cell));
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n");
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
