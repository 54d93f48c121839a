//! Which clients a spot check looks at: drawn by a seed that is printed, so that anybody can draw
//! the same sample again, on any machine and in any later version.
//!
//! The method is part of the contract of `kebu spot sample`: of each branch the ids of its active
//! clients, sorted; a generator splitmix64 that starts at the seed XOR the FNV-1a hash (64 bits) of
//! the branch's id, so that one branch's sample does not hang on the others; the first `count`
//! places of a Fisher–Yates shuffle, each drawn without bias by rejection; then sorted by id.

use crate::domain::book::{Book, Entry};
use crate::domain::grade::is_graded;
use crate::domain::id::BranchId;
use crate::domain::record::client::Client;
use crate::domain::time::Date;

/// A sample of a branch's active clients, sorted by id; all of them where there are not more.
pub fn sample<'b>(
    book: &'b Book,
    branch: &BranchId,
    today: Date,
    count: usize,
    seed: u64,
) -> Vec<&'b Entry<Client>> {
    let clients = book.records.clients.iter();
    let mut pool: Vec<&Entry<Client>> =
        clients.filter(|it| it.is_of(branch) && is_graded(&it.record, today)).collect();
    let mut generator = Generator::new(seed, branch.as_str());
    let count = count.min(pool.len());
    for place in 0..count {
        let left = (pool.len() - place) as u64;
        // The draw is below the number of places, so it fits.
        let other = place + usize::try_from(generator.below(left)).unwrap_or(0);
        pool.swap(place, other);
    }
    pool.truncate(count);
    pool.sort_by_key(|entry| entry.id);
    pool
}

/// splitmix64 (Steele, Lea, Flood 2014): THE generator of drawn numbers, the same on any machine.
/// Neighbouring seeds give numbers that share nothing.
#[derive(Debug, Clone)]
pub struct Generator(pub u64);

impl Generator {
    /// A row of numbers of its own for each seed and name.
    pub fn new(seed: u64, name: &str) -> Self {
        Self(seed ^ fnv1a(name))
    }

    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`, each as likely as any other: draws from the incomplete last round
    /// are thrown away.
    pub fn below(&mut self, bound: u64) -> u64 {
        let bound = bound.max(1);
        let whole_rounds = u64::MAX - u64::MAX % bound;
        loop {
            let draw = self.draw();
            if draw < whole_rounds {
                return draw % bound;
            }
        }
    }
}

fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::book_builder::{book, day};
    use std::collections::BTreeSet;

    #[test]
    fn the_generator_is_splitmix64_and_the_hash_fnv1a() {
        // Published values: splitmix64 from 1234567, FNV-1a of "a" and of nothing.
        let mut generator = Generator(1_234_567);
        let drawn: Vec<u64> = (0..3).map(|_| generator.draw()).collect();
        assert_eq!(
            drawn,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
        assert_eq!(fnv1a(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a("a"), 0xaf63_dc4c_8601_ec8c);
    }

    fn clients(count: usize) -> Book {
        let path = |at: usize| format!("branches/hz/clients/kh2601-{at:06}.toml");
        let files: Vec<(String, String)> =
            (0..count).map(|at| (path(at), format!("name = '客户{at}'"))).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (&**p, &**t)).collect();
        book(&files)
    }

    fn ids(book: &Book, count: usize, seed: u64) -> Vec<String> {
        let branch = "hz".parse().unwrap();
        let found = sample(book, &branch, day("2026-06-01"), count, seed);
        found.iter().map(|entry| entry.id.to_string()).collect()
    }

    #[test]
    fn a_seed_gives_one_sample() {
        let book = clients(10);
        assert_eq!(ids(&book, 3, 7), ids(&book, 3, 7));
        // Written down, so that a later version that draws otherwise is noticed.
        assert_eq!(ids(&book, 3, 7), EXPECTED);
        let samples: BTreeSet<_> = (0..50).map(|seed| ids(&book, 3, seed)).collect();
        assert!(samples.len() > 20, "{} of 50 seeds differ", samples.len());
    }

    const EXPECTED: [&str; 3] = ["kh2601-000000", "kh2601-000006", "kh2601-000008"];

    #[test]
    fn a_sample_has_each_client_once_and_no_more_than_there_are() {
        let book = clients(10);
        for seed in 0..20 {
            let drawn: BTreeSet<_> = ids(&book, 4, seed).into_iter().collect();
            assert_eq!(drawn.len(), 4, "{seed}");
            assert_eq!(ids(&book, 11, seed).len(), 10, "{seed}");
            assert!(ids(&book, 0, seed).is_empty());
        }
    }

    #[test]
    fn every_client_is_as_likely() {
        let book = clients(5);
        let mut counts = [0; 5];
        for seed in 0..5_000 {
            for id in ids(&book, 1, seed) {
                let at: usize = id[7..].parse().unwrap();
                counts[at] += 1;
            }
        }
        assert!(counts.iter().all(|count| (900..1_100).contains(count)), "{counts:?}");
    }
}
