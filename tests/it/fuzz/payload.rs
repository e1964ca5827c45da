//! Random requests: some as the window makes them, some spoilt, some of no sense at all.

use serde_json::{Map, Value, json};

use super::shape::{Shape, Shapes};

/// Texts that somebody might send: of this app, of the world, and of trouble.
const TEXTS: [&str; 34] = [
    "",
    " ",
    "x",
    "0",
    "-1",
    "null",
    "true",
    "st-1111",
    "st-1111,st-2222",
    "st-99999999-8888",
    "cs-4b1e",
    "a-secret-that-is-long-enough-to-be-one-0123456789",
    "http://127.0.0.1:9",
    "https://127.0.0.1:1/a?b#c",
    "https://[::1]",
    "ftp://x",
    "https://user:pass@127.0.0.1",
    "../../../../etc/passwd",
    "C:\\CON",
    "\u{0}",
    "a\u{0}b",
    "\u{202e}txt.exe",
    "\u{200b}",
    "\u{2028}\u{2029}",
    "\u{feff}",
    "😀",
    "e\u{301}",
    "'; DROP TABLE account; --",
    "%s%n%x",
    "{{7*7}}",
    "<img src=x onerror=alert(1)>",
    "\r\nauth: x",
    "9007199254740993",
    "1e999",
];

pub struct Payloads<'a> {
    pub shapes: &'a Shapes,
    pub random: fastrand::Rng,
    /// Of accounts and bots that are there: a request may also be right.
    pub known: Vec<String>,
}

impl Payloads<'_> {
    /// A whole body of a command.
    pub fn body(&mut self, shape: &Shape) -> Value {
        match self.random.u8(..100) {
            0..35 => json!({ "request": self.like(shape) }),
            35..70 => {
                let mut request = self.like(shape);
                self.spoil(&mut request);
                json!({ "request": request })
            }
            70..90 => json!({ "request": self.anything(5) }),
            90..93 => json!({ "request": self.deep() }),
            93..96 => self.like(shape),
            _ => self.anything(4),
        }
    }

    fn like(&mut self, shape: &Shape) -> Value {
        match shape {
            Shape::Text => Value::String(self.text()),
            Shape::Number => self.number(),
            Shape::Bool => Value::Bool(self.random.bool()),
            Shape::Null => Value::Null,
            Shape::Word(word) => json!(word),
            Shape::List(inner) => {
                let length = self.random.usize(..4);
                (0..length).map(|_| self.like(inner)).collect()
            }
            Shape::Object(fields) => {
                let fields = fields
                    .iter()
                    .map(|(name, shape)| (name.clone(), self.like(shape)));
                Value::Object(fields.collect())
            }
            Shape::OneOf(each) => {
                let one = self.random.usize(..each.len());
                self.like(&each[one])
            }
            Shape::Named(name) => {
                let shapes = self.shapes;
                self.like(shapes.named(name))
            }
        }
    }

    /// Something in it becomes something else.
    fn spoil(&mut self, value: &mut Value) {
        match value {
            Value::Object(fields) if !fields.is_empty() && self.random.u8(..4) > 0 => {
                let names: Vec<String> = fields.keys().cloned().collect();
                let name = &names[self.random.usize(..names.len())];
                match self.random.u8(..4) {
                    0 => drop(fields.remove(name)),
                    1 => drop(fields.insert(self.text(), self.anything(3))),
                    _ => {
                        if let Some(inner) = fields.get_mut(name) {
                            self.spoil(inner);
                        }
                    }
                }
            }
            Value::Array(items) if !items.is_empty() && self.random.bool() => {
                let at = self.random.usize(..items.len());
                self.spoil(&mut items[at]);
            }
            other => *other = self.anything(3),
        }
    }

    fn anything(&mut self, depth: u32) -> Value {
        match self.random.u8(..if depth == 0 { 5 } else { 7 }) {
            0 => Value::Null,
            1 => Value::Bool(self.random.bool()),
            2 => self.number(),
            3 | 4 => Value::String(self.text()),
            5 => {
                let length = self.random.usize(..5);
                (0..length).map(|_| self.anything(depth - 1)).collect()
            }
            _ => {
                let length = self.random.usize(..5);
                let fields = (0..length).map(|_| (self.text(), self.anything(depth - 1)));
                Value::Object(fields.collect::<Map<_, _>>())
            }
        }
    }

    /// As deep as a reader of JSON goes.
    fn deep(&mut self) -> Value {
        let depth = self.random.u32(20..120);
        (0..depth).fold(Value::Null, |inner, _| {
            if self.random.bool() {
                json!([inner])
            } else {
                json!({ "request": inner })
            }
        })
    }

    fn number(&mut self) -> Value {
        match self.random.u8(..8) {
            0 => json!(0),
            1 => json!(-1),
            2 => json!(i64::MAX),
            3 => json!(i64::MIN),
            4 => json!(u64::MAX),
            5 => json!(self.random.f64() * 1e300),
            6 => json!(self.random.i64(..)),
            _ => json!(self.random.i64(..600)),
        }
    }

    fn text(&mut self) -> String {
        match self.random.u8(..10) {
            0..3 if !self.known.is_empty() => {
                self.known[self.random.usize(..self.known.len())].clone()
            }
            0..8 => TEXTS[self.random.usize(..TEXTS.len())].to_owned(),
            8 => {
                let length = self.random.usize(..40);
                (0..length).map(|_| self.random.char(..)).collect()
            }
            _ => TEXTS[self.random.usize(..TEXTS.len())].repeat(self.random.usize(..60)),
        }
    }
}
