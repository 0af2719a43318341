//! Rust read as syntax: tokens with their lines, string literals, paths.
//!
//! Tokens reach into macros, where syntax trees end; doc comments are not strings here.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::visit::{self, Visit};

use crate::checkout::Text;

/// The tokens of a file. A file that does not parse fails the test by name and line.
#[track_caller]
pub(crate) fn tokens(file: &Text) -> TokenStream {
    file.text
        .parse()
        .unwrap_or_else(|error| panic!("{} should be Rust: {error}", file.path))
}

/// The syntax tree of a file.
#[track_caller]
pub(crate) fn tree(file: &Text) -> syn::File {
    syn::parse_file(&file.text).unwrap_or_else(|error| {
        panic!("{}:{}: {error}", file.path, error.span().start().line);
    })
}

/// Every string literal with its line, macros included, doc comments left out.
pub(crate) fn strings(tokens: TokenStream) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    collect_strings(tokens, &mut found);
    found
}

/// Every token that is neither a group nor a literal, in reading order; a group shows as its
/// opening bracket. Enough to recognise `todo ! (` or `# [ allow (` wherever they stand.
pub(crate) fn words(tokens: TokenStream) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    collect_words(tokens, &mut found);
    found
}

/// Every path a file names, `use` trees spelt out: `use std::{fs, net::TcpStream}` gives
/// `std::fs` and `std::net::TcpStream`.
pub(crate) fn paths(file: &syn::File) -> Vec<(usize, String)> {
    let mut visitor = Paths::default();
    visitor.visit_file(file);
    visitor.found
}

fn collect_strings(tokens: TokenStream, found: &mut Vec<(usize, String)>) {
    let mut after_hash = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let attribute = after_hash && group.delimiter() == Delimiter::Bracket;
                if !(attribute && is_doc(&group.stream())) {
                    collect_strings(group.stream(), found);
                }
                after_hash = false;
            }
            TokenTree::Literal(literal) => {
                let line = literal.span().start().line;
                match syn::Lit::new(literal) {
                    syn::Lit::Str(text) => found.push((line, text.value())),
                    syn::Lit::ByteStr(text) => {
                        found.push((line, String::from_utf8_lossy(&text.value()).into_owned()));
                    }
                    _ => {}
                }
                after_hash = false;
            }
            TokenTree::Punct(punct) => {
                let inner = after_hash && punct.as_char() == '!';
                after_hash = punct.as_char() == '#' || inner;
            }
            TokenTree::Ident(_) => after_hash = false,
        }
    }
}

fn is_doc(attribute: &TokenStream) -> bool {
    attribute
        .clone()
        .into_iter()
        .next()
        .is_some_and(|first| first.to_string() == "doc")
}

fn collect_words(tokens: TokenStream, found: &mut Vec<(usize, String)>) {
    for token in tokens {
        let line = token.span().start().line;
        match token {
            TokenTree::Group(group) => {
                let bracket = match group.delimiter() {
                    Delimiter::Parenthesis => "(",
                    Delimiter::Bracket => "[",
                    Delimiter::Brace => "{",
                    Delimiter::None => "",
                };
                found.push((group.span_open().start().line, bracket.to_owned()));
                collect_words(group.stream(), found);
            }
            TokenTree::Literal(_) => {}
            other => found.push((line, other.to_string())),
        }
    }
}

#[derive(Default)]
struct Paths {
    found: Vec<(usize, String)>,
}

impl Paths {
    fn spell_out(&mut self, before: &str, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(path) => {
                self.spell_out(&format!("{before}{}::", path.ident), &path.tree);
            }
            syn::UseTree::Name(name) => self.push(before, &name.ident),
            syn::UseTree::Rename(rename) => self.push(before, &rename.ident),
            syn::UseTree::Glob(glob) => {
                let line = glob.star_token.spans[0].start().line;
                self.found.push((line, format!("{before}*")));
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.spell_out(before, tree);
                }
            }
        }
    }

    fn push(&mut self, before: &str, ident: &syn::Ident) {
        self.found
            .push((ident.span().start().line, format!("{before}{ident}")));
    }
}

impl<'tree> Visit<'tree> for Paths {
    fn visit_item_use(&mut self, item: &'tree syn::ItemUse) {
        self.spell_out("", &item.tree);
    }

    fn visit_path(&mut self, path: &'tree syn::Path) {
        let names: Vec<String> = path
            .segments
            .iter()
            .map(|part| part.ident.to_string())
            .collect();
        if let Some(first) = path.segments.first() {
            self.found
                .push((first.ident.span().start().line, names.join("::")));
        }
        visit::visit_path(self, path);
    }
}

#[test]
fn strings_are_found_in_macros_and_doc_comments_are_left_out() {
    let file = sample(
        "/// \"SELECT\" in words\nfn a() {\n    b!(\"one {}\", r#\"two\"#);\n    \
         c(b\"three\");\n}\n",
    );
    let found = strings(tokens(&file));
    assert_eq!(
        found,
        [
            (3, "one {}".to_owned()),
            (3, "two".to_owned()),
            (4, "three".to_owned())
        ]
    );
}

#[test]
fn use_trees_are_spelt_out() {
    let file = sample("use std::{fs, net::{TcpStream as Wire}};\nfn a() { b::c(); }\n");
    let found: Vec<String> = paths(&tree(&file))
        .into_iter()
        .map(|(_, path)| path)
        .collect();
    assert_eq!(found, ["std::fs", "std::net::TcpStream", "b::c"]);
}

#[cfg(test)]
pub(crate) fn sample(text: &str) -> Text {
    Text {
        path: "sample.rs".to_owned(),
        text: text.to_owned(),
    }
}
