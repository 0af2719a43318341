//! How long a file, a line and a function may be, and what stands at the top of a file.

use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use crate::checkout::{self, Findings, Text};
use crate::source;

const LINES_OF_A_FILE: usize = 500;
const COLUMNS: usize = 100;
const LINES_OF_A_FUNCTION: usize = 70;

#[test]
fn no_file_is_longer_than_500_lines() {
    let mut findings = Findings::new("split the file by subject; aim at 200 lines");
    for file in checkout::rust_files() {
        let lines = file.text.lines().count();
        if lines > LINES_OF_A_FILE {
            findings.add(&file.path, lines, format!("the file has {lines} lines"));
        }
    }
    findings.expect_none();
}

#[test]
fn no_line_is_wider_than_100_columns() {
    let mut findings = Findings::new("break the line; break a long string with a backslash");
    for file in checkout::rust_files() {
        wide_lines(&file, &mut findings);
    }
    findings.expect_none();
}

#[test]
fn no_function_is_longer_than_70_lines() {
    let mut findings = Findings::new("name a part of the function and give it a body of its own");
    for file in checkout::rust_files() {
        long_functions(&file, &mut findings);
    }
    findings.expect_none();
}

#[test]
fn every_file_opens_with_module_documentation() {
    let mut findings =
        Findings::new("begin the file with `//!`: what it is for, its limits, who may use it");
    for file in checkout::rust_files() {
        if !opens_with_documentation(&file.text) {
            findings.add(&file.path, 1, "no `//!` in the first line");
        }
    }
    findings.expect_none();
}

fn wide_lines(file: &Text, findings: &mut Findings) {
    for (index, line) in file.text.lines().enumerate() {
        let columns = line.chars().count();
        if columns > COLUMNS {
            findings.add(&file.path, index + 1, format!("{columns} columns"));
        }
    }
}

fn long_functions(file: &Text, findings: &mut Findings) {
    let mut functions = Functions {
        path: &file.path,
        findings,
    };
    functions.visit_file(&source::tree(file));
}

fn opens_with_documentation(text: &str) -> bool {
    text.lines()
        .next()
        .and_then(|line| line.strip_prefix("//!"))
        .is_some_and(|words| words.starts_with(' ') && !words.trim().is_empty())
}

struct Functions<'check> {
    path: &'check str,
    findings: &'check mut Findings,
}

impl Functions<'_> {
    /// Counts the lines between the braces.
    fn measure(&mut self, name: &syn::Ident, body: &syn::Block) {
        let span = body.span();
        let lines = (span.end().line - span.start().line).saturating_sub(1);
        if lines > LINES_OF_A_FUNCTION {
            let what = format!("`{name}` has a body of {lines} lines");
            self.findings.add(self.path, name.span().start().line, what);
        }
    }
}

impl<'tree> Visit<'tree> for Functions<'_> {
    fn visit_item_fn(&mut self, item: &'tree syn::ItemFn) {
        self.measure(&item.sig.ident, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'tree syn::ImplItemFn) {
        self.measure(&item.sig.ident, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'tree syn::TraitItemFn) {
        if let Some(body) = &item.default {
            self.measure(&item.sig.ident, body);
        }
        visit::visit_trait_item_fn(self, item);
    }
}

#[test]
fn a_long_function_is_seen_wherever_it_stands() {
    let body = |lines: usize| format!("fn a() {{\n{}}}\n", "    b();\n".repeat(lines));
    let seen = |text: &str| {
        let mut findings = Findings::new("");
        long_functions(&source::sample(text), &mut findings);
        findings.len()
    };
    assert_eq!(seen(&body(70)), 0);
    assert_eq!(seen(&body(71)), 1);
    assert_eq!(seen(&format!("impl C {{\n{}}}\n", body(71))), 1);
    assert_eq!(
        seen(&format!("mod d {{\ntrait C {{\n{}}}\n}}\n", body(71))),
        1
    );
}

#[test]
fn a_wide_line_and_a_bare_file_are_seen() {
    let mut findings = Findings::new("");
    wide_lines(
        &source::sample(&format!("{}\n{}\n", "é".repeat(100), "e".repeat(101))),
        &mut findings,
    );
    assert_eq!(findings.len(), 1);
    assert!(opens_with_documentation("//! The book.\n"));
    assert!(!opens_with_documentation("//!\nfn a() {}\n"));
    assert!(!opens_with_documentation("fn a() {}\n"));
}
