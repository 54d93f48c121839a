use kebu::archive::{
    files::Files,
    load::{Depth, load},
};
use kebu::render::finding::{Format, Options, render};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let t0 = std::time::Instant::now();
    let files = Files::read(std::path::Path::new(&a[1])).unwrap();
    let t1 = std::time::Instant::now();
    let loaded = load(&files, Depth::Full);
    let t2 = std::time::Instant::now();
    let findings = kebu::check::check(&files, &loaded, a[2].parse().unwrap());
    let t3 = std::time::Instant::now();
    let lang = if a[3] == "zh" { kebu::text::Lang::Zh } else { kebu::text::Lang::En };
    let format = match a[4].as_str() {
        "json" => Format::Json,
        "github" => Format::Github,
        "gitlab" => Format::Gitlab,
        "sarif" => Format::Sarif,
        _ => Format::Human,
    };
    let report = kebu::diag::CheckReport { findings, records: loaded.records, partial: false };
    let out =
        render(format, &report, &files, &Options { lang, prefix: "", coloured: a[4] == "color" });
    if a[4] != "none" {
        print!("{out}");
    }
    eprintln!(
        "read {:?} load {:?} check {:?} render {:?}",
        t1 - t0,
        t2 - t1,
        t3 - t2,
        t3.elapsed()
    );
}
