//! Recording, opening, searching and removing.

use std::path::Path;
use std::time::Instant;

use domain::PublishState;
use history::History;
use jiff::Timestamp;

use crate::made::{self, Templates};
use crate::{Outcome, ms, p50_p99};

const REPLIES: usize = 10_000;

/// Replies as they come in: a job of each bot, then the same again, then its end.
pub fn replies(folder: &Path, templates: &Templates) -> Outcome<()> {
    let mut history = made::begin(&folder.join("replies.sqlite3"), templates)?;
    let mut each = Vec::with_capacity(REPLIES);
    let all = Instant::now();
    for number in 0..REPLIES {
        let (round, of) = (number / templates.bots.len(), number % templates.bots.len());
        let mut told = templates.worked[of].clone();
        told.id = Some(domain::JobId::new(format!("ds-{}", round / 3)));
        if round.is_multiple_of(3) {
            told.state = PublishState::Publishing;
            told.percent = Some(40);
        }
        let begun = Instant::now();
        made::record(&mut history, templates, i64::try_from(of)?, &told)?;
        each.push(ms(begun.elapsed()));
    }
    let took = all.elapsed().as_secs_f64();
    let (half, most) = p50_p99(each);
    println!(
        "\n{REPLIES} replies of {} resources, one durable transaction each: {:.0} a second; \
         {half:.2} ms (median), {most:.2} ms (99 of 100)",
        made::RESOURCES,
        f64::from(u32::try_from(REPLIES)?) / took,
    );
    Ok(history.close()?)
}

pub fn openings(path: &Path) -> Outcome<()> {
    let mut killed = History::open(path, Timestamp::UNIX_EPOCH)?.history;
    killed.set_setting("left", "open")?;
    drop(killed);
    let begun = Instant::now();
    let opened = History::open(path, Timestamp::UNIX_EPOCH)?;
    println!(
        "opening after an unclean end, searched {}: {:.1} s",
        format!("{:?}", opened.examined).to_lowercase(),
        begun.elapsed().as_secs_f64()
    );
    let begun = Instant::now();
    opened.history.examine()?;
    println!(
        "searching this whole file for damage: {:.1} s",
        begun.elapsed().as_secs_f64()
    );
    Ok(opened.history.close()?)
}
