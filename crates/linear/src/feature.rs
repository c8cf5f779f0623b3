/// A feature's id: a hash of its template and values. Different features may share an id; with the
/// numbers that a model of some megabytes holds, about one lookup in ten thousand meets a stranger.
pub type Feature = u32;

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// A hash of some bytes, the same on every machine (FNV-1a, 64 bits).
pub const fn hash_bytes(bytes: &[u8]) -> u64 {
    hash_on(0xCBF2_9CE4_8422_2325, bytes)
}

/// The hash of some bytes behind those that have this hash.
pub const fn hash_on(hash: u64, bytes: &[u8]) -> u64 {
    let mut hash = hash;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0000_0100_0000_01B3);
        at += 1;
    }
    hash
}

/// The feature of a template and the hashes of its values, in order.
pub fn feature<const N: usize>(template: u32, values: [u64; N]) -> Feature {
    let mut hash = u64::from(template).wrapping_add(1).wrapping_mul(MULTIPLIER);
    for value in values {
        hash = (hash.rotate_left(23) ^ value).wrapping_mul(MULTIPLIER);
    }
    (hash ^ (hash >> 29))
        .wrapping_mul(MULTIPLIER)
        .wrapping_shr(32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn template_order_and_values_tell_features_apart() {
        let [a, b] = [hash_bytes(b"a"), hash_bytes(b"b")];
        let all = [
            feature(0, [a, b]),
            feature(0, [b, a]),
            feature(1, [a, b]),
            feature(0, [a]),
            feature(0, []),
        ];
        for (i, x) in all.iter().enumerate() {
            assert!(all[i + 1..].iter().all(|y| x != y));
        }
    }
}
