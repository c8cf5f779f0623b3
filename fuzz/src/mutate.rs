//! Changes of seeds for `replay`; the same for the same random numbers.

use fastrand::Rng;

/// The most bytes that a changed seed grows to.
const LONGEST: usize = 4096;

/// A seed with some changes, which may take parts of the others.
pub fn mutated(seeds: &[Vec<u8>], random: &mut Rng) -> Vec<u8> {
    let mut bytes = random.choice(seeds).cloned().unwrap_or_default();
    for _ in 0..1 << random.u32(0..5) {
        change(&mut bytes, seeds, random);
    }
    bytes.truncate(LONGEST);
    bytes
}

fn change(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], random: &mut Rng) {
    let at = random.usize(..=bytes.len());
    let end = (at + random.usize(..=16)).min(bytes.len());
    match random.u32(0..7) {
        0 => drop(bytes.splice(at..at, [random.u8(..)])),
        1 if at < bytes.len() => bytes[at] = random.u8(..),
        2 if at < bytes.len() => bytes[at] ^= 1 << random.u32(0..8),
        3 => drop(bytes.drain(at..end)),
        4 => bytes.extend_from_within(at..end),
        5 => {
            let digits = random.u64(..).to_string();
            bytes.splice(
                at..end,
                digits.into_bytes().into_iter().take(random.usize(1..20)),
            );
        }
        _ => {
            let other = random.choice(seeds).map_or(&[][..], Vec::as_slice);
            let from = random.usize(..=other.len());
            let to = (from + random.usize(..=64)).min(other.len());
            drop(bytes.splice(at..at, other[from..to].iter().copied()));
        }
    }
}
