//! The shapes of requests, read from the window's own types: a new command is covered as soon as
//! it is in the list.

use std::collections::BTreeMap;

/// What a value has to look like.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Text,
    Number,
    Bool,
    Null,
    Word(String),
    List(Box<Shape>),
    Object(Vec<(String, Shape)>),
    OneOf(Vec<Shape>),
    Named(String),
}

/// Every type of the window's TypeScript, and the request of every command.
pub struct Shapes {
    types: BTreeMap<String, Shape>,
    pub commands: Vec<(String, Shape)>,
}

impl Shapes {
    pub fn read(typescript: &str) -> Self {
        let text = without_comments(typescript);
        let mut types = BTreeMap::new();
        for declared in text.split("export type ").skip(1) {
            let (name, rest) = declared.split_once('=').unwrap();
            types.insert(name.trim().to_owned(), Reader::new(rest).any());
        }
        let (_, commands) = text.split_once("export interface Commands {").unwrap();
        let commands = commands.lines().filter_map(|line| {
            let (name, rest) = line.trim().split_once(": { request: ")?;
            Some((name.to_owned(), Reader::new(rest).any()))
        });
        Self {
            commands: commands.collect(),
            types,
        }
    }

    pub fn named(&self, name: &str) -> &Shape {
        let known = self.types.get(name);
        known.unwrap_or_else(|| panic!("there is no type {name}"))
    }
}

fn without_comments(text: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        left.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    left.push_str(rest);
    left
}

struct Reader<'a>(&'a str);

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self(text)
    }

    fn any(&mut self) -> Shape {
        let mut each = vec![self.one()];
        while self.takes("|") {
            each.push(self.one());
        }
        if each.len() == 1 {
            each.remove(0)
        } else {
            Shape::OneOf(each)
        }
    }

    fn one(&mut self) -> Shape {
        if self.takes("{") {
            let mut fields = Vec::new();
            while !self.takes("}") {
                let name = self.word();
                // A name may stand in quotation marks.
                let name = name.trim_matches('"').to_owned();
                self.takes("?");
                assert!(self.takes(":"), "no colon behind {name}: {}", self.near());
                fields.push((name, self.any()));
                let _ = self.takes(",") || self.takes(";");
            }
            return Shape::Object(fields);
        }
        if self.takes("(") {
            let inner = self.any();
            assert!(self.takes(")"), "{}", self.near());
            return self.lists(inner);
        }
        let word = self.word();
        let shape = match word.as_str() {
            "string" => Shape::Text,
            "number" => Shape::Number,
            "boolean" => Shape::Bool,
            "null" => Shape::Null,
            "Array" => {
                assert!(self.takes("<"), "{}", self.near());
                let inner = self.any();
                assert!(self.takes(">"), "{}", self.near());
                Shape::List(Box::new(inner))
            }
            "Record" => {
                // An object without fields.
                self.0 = self.0.split_once('>').map_or("", |(_, rest)| rest);
                Shape::Object(Vec::new())
            }
            word if word.starts_with('"') => Shape::Word(word.trim_matches('"').to_owned()),
            name => Shape::Named(name.to_owned()),
        };
        self.lists(shape)
    }

    fn lists(&mut self, mut shape: Shape) -> Shape {
        while self.takes("[]") {
            shape = Shape::List(Box::new(shape));
        }
        shape
    }

    fn takes(&mut self, sign: &str) -> bool {
        self.0 = self.0.trim_start();
        if let Some(rest) = self.0.strip_prefix(sign) {
            self.0 = rest;
            return true;
        }
        false
    }

    fn word(&mut self) -> String {
        self.0 = self.0.trim_start();
        let end = match self.0.strip_prefix('"') {
            Some(inside) => inside.find('"').unwrap() + 2,
            None => self
                .0
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(self.0.len()),
        };
        assert!(end > 0, "no word: {}", self.near());
        let (word, rest) = self.0.split_at(end);
        self.0 = rest;
        word.to_owned()
    }

    fn near(&self) -> &str {
        self.0.get(..40).unwrap_or(self.0)
    }
}

#[test]
fn shapes_are_read_from_the_windows_types() {
    let shapes = Shapes::read(&publish_monitor::ipc_types::typescript());
    assert_eq!(
        shapes.commands.len(),
        publish_monitor::ipc_types::command_names().len()
    );
    let Shape::Object(fields) = shapes.named("AccountDraft") else {
        panic!("no object");
    };
    let names: Vec<_> = fields.iter().map(|(name, _)| name.as_str()).collect();
    assert!(
        names.contains(&"secret") && names.contains(&"keepInMemory"),
        "{names:?}"
    );
    assert_eq!(shapes.named("Nothing"), &Shape::Object(Vec::new()));
}
