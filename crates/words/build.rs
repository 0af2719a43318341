//! Rebuilds when a file of words is added, changed or removed.

fn main() {
    println!("cargo:rerun-if-changed=locales");
}
