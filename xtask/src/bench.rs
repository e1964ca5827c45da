//! The benchmarks: each is an example named `bench_…` in the crate whose work it measures.

mod running_app;

use crate::cargo::{cargo, crates};
use crate::places::Places;
use crate::run::{Outcome, run};

/// One benchmark.
#[derive(Debug, PartialEq, Eq)]
struct Bench {
    package: String,
    name: String,
}

/// Runs the named ones, or all but that of the running app, which takes an hour.
pub fn measure(places: &Places, asked: &[&str]) -> Outcome {
    if asked == [running_app::NAME] {
        return running_app::measure(places);
    }
    let all = found(places)?;
    for bench in chosen(&all, asked)? {
        let example = format!("bench_{}", bench.name);
        run_one(places, &bench.package, &example)?;
    }
    Ok(())
}

fn run_one(places: &Places, package: &str, example: &str) -> Outcome {
    run(cargo(places).args(["run", "--release", "-p", package, "--example", example]))
}

fn found(places: &Places) -> Outcome<Vec<Bench>> {
    let mut all = Vec::new();
    for package in crates(places)? {
        let folder = places.root.join("crates").join(&package).join("examples");
        let Ok(entries) = std::fs::read_dir(folder) else {
            continue;
        };
        let mut names: Vec<String> = entries
            .filter_map(Result::ok)
            .filter_map(|entry| bench_name(&entry.file_name().to_string_lossy()))
            .collect();
        names.sort();
        all.extend(names.into_iter().map(|name| Bench {
            package: package.clone(),
            name,
        }));
    }
    Ok(all)
}

/// `bench_client.rs` is `client`; a folder of that name counts too.
fn bench_name(file: &str) -> Option<String> {
    let name = file.strip_suffix(".rs").unwrap_or(file);
    name.strip_prefix("bench_").map(str::to_owned)
}

fn chosen<'a>(all: &'a [Bench], asked: &[&str]) -> Outcome<Vec<&'a Bench>> {
    let names: Vec<&str> = all.iter().map(|bench| bench.name.as_str()).collect();
    if all.is_empty() {
        return Err("There is no benchmark yet.".to_owned());
    }
    if let Some(unknown) = asked.iter().find(|name| !names.contains(name)) {
        return Err(format!(
            "There is no benchmark `{unknown}`. There are: {}",
            names.join(" ")
        ));
    }
    Ok(all
        .iter()
        .filter(|bench| asked.is_empty() || asked.contains(&bench.name.as_str()))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bench(package: &str, name: &str) -> Bench {
        Bench {
            package: package.to_owned(),
            name: name.to_owned(),
        }
    }

    #[test]
    fn a_benchmark_is_known_by_its_file() {
        assert_eq!(bench_name("bench_client.rs").as_deref(), Some("client"));
        assert_eq!(bench_name("bench_store").as_deref(), Some("store"));
        assert_eq!(bench_name("walk.rs"), None);
    }

    #[test]
    fn an_unknown_benchmark_names_those_there_are() {
        let all = [bench("kore-api", "client"), bench("history", "history")];
        assert_eq!(chosen(&all, &[]).unwrap().len(), 2);
        assert_eq!(
            chosen(&all, &["history"]).unwrap(),
            [&bench("history", "history")]
        );
        let why = chosen(&all, &["speed"]).unwrap_err();
        assert!(why.contains("client history"), "{why}");
        assert!(chosen(&[], &[]).is_err());
    }
}
