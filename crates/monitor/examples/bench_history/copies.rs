//! A copy of the history while replies come in, and what the writer notices of it.

use std::path::Path;
use std::time::Instant;

use domain::JobId;
use history::History;
use jiff::Timestamp;

use crate::made::{self, Templates};
use crate::{Outcome, memory, ms, p50_p99};

/// Replies without a copy, to compare with.
const BESIDE: usize = 3_000;

/// Replies that come in one after the other, each a new publish.
struct Writer<'a> {
    history: History,
    templates: &'a Templates,
    next: usize,
}

impl Writer<'_> {
    /// One more, and the milliseconds that it took.
    fn write(&mut self) -> Outcome<f64> {
        let of = self.next % self.templates.bots.len();
        let mut told = self.templates.worked[of].clone();
        told.id = Some(JobId::new(format!("ds-beside-a-copy-{}", self.next)));
        self.next += 1;
        let begun = Instant::now();
        made::record(&mut self.history, self.templates, i64::try_from(of)?, &told)?;
        Ok(ms(begun.elapsed()))
    }

    fn write_while(&mut self, mut goes_on: impl FnMut(usize) -> bool) -> Outcome<Vec<f64>> {
        let mut each = Vec::new();
        while goes_on(each.len()) {
            each.push(self.write()?);
        }
        Ok(each)
    }
}

pub fn measure(path: &Path, templates: &Templates) -> Outcome<()> {
    let history = History::open(path, Timestamp::UNIX_EPOCH)?.history;
    let mut writer = Writer {
        history,
        templates,
        next: 0,
    };
    println!("\na copy of the history, checked, while replies come in");
    say("before", writer.write_while(|written| written < BESIDE)?);
    memory::begin();
    let copier = writer.history.copier()?;
    let begun = Instant::now();
    let making = std::thread::spawn(move || (copier.make(Timestamp::now()), begun.elapsed()));
    let meanwhile = writer.write_while(|_| !making.is_finished())?;
    let (copy, took) = making.join().map_err(|_| "the copying stopped")?;
    println!(
        "  copied {} MB in {:.1} s; {}",
        copy?.bytes / 1_000_000,
        took.as_secs_f64(),
        memory::peak()
    );
    say("meanwhile", meanwhile);
    say("after", writer.write_while(|written| written < BESIDE)?);
    println!(
        "  the file and its log afterwards: {} MB",
        writer.history.file_bytes() / 1_000_000
    );
    Ok(writer.history.close()?)
}

fn say(when: &str, each: Vec<f64>) {
    let count = each.len();
    if count == 0 {
        println!("  replies {when}: none");
        return;
    }
    let slowest = each.iter().copied().fold(0.0, f64::max);
    let (half, most) = p50_p99(each);
    println!(
        "  {count} replies {when}: {half:.2} ms (median), {most:.2} ms (99 of 100), \
         {slowest:.1} ms (slowest)"
    );
}
