//! The one module with `unsafe`: functions compiled a second time for processors with AVX2.
//!
//! Sums run over the same numbers in the same order in both versions and are never fused, so both give
//! the same bits; the second takes half the time (`cargo bench --package newsgraph-benches -- syntax`).

#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{
    __m256i, _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_set1_epi32,
    _mm256_setzero_si256, _mm256_storeu_si256, _mm512_dpwssd_epi32, _mm512_loadu_si512,
    _mm512_set1_epi32, _mm512_setzero_si512, _mm512_storeu_si512,
};

/// Two neighbouring numbers of a row, and those that sixteen columns multiply with them; as in `integer`.
#[cfg(target_arch = "x86_64")]
type Pair = [i16; 2];
#[cfg(target_arch = "x86_64")]
type Line = [Pair; 16];

/// The ways to compute, from the one of every processor to those with longer vectors. All give the same bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Way {
    Plain,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// AVX-512 with the instructions for neural networks.
    #[cfg(target_arch = "x86_64")]
    Wide,
}

impl Way {
    /// The furthest way that the processor has; in tests no further than `on_every_way` asks for.
    #[inline]
    pub(crate) fn best() -> Self {
        #[cfg(test)]
        return Self::of_processor().min(LIMIT.get());
        #[cfg(not(test))]
        Self::of_processor()
    }

    #[cfg(target_arch = "x86_64")]
    #[inline]
    fn of_processor() -> Self {
        let has_wide = std::is_x86_feature_detected!("avx512f")
            && std::is_x86_feature_detected!("avx512vl")
            && std::is_x86_feature_detected!("avx512vnni");
        match std::is_x86_feature_detected!("avx2") {
            true if has_wide => Self::Wide,
            true => Self::Avx2,
            false => Self::Plain,
        }
    }

    #[cfg(not(target_arch = "x86_64"))]
    #[inline]
    fn of_processor() -> Self {
        Self::Plain
    }
}

#[cfg(all(test, target_arch = "x86_64"))]
const FURTHEST: Way = Way::Wide;
#[cfg(all(test, not(target_arch = "x86_64")))]
const FURTHEST: Way = Way::Plain;

#[cfg(test)]
thread_local! {
    static LIMIT: std::cell::Cell<Way> = const { std::cell::Cell::new(FURTHEST) };
}

/// What a function gives on each way that the processor has, from the plainest.
#[cfg(test)]
pub(crate) fn on_every_way<T>(compute: impl Fn() -> T) -> Vec<(Way, T)> {
    #[cfg(target_arch = "x86_64")]
    let ways = [Way::Plain, Way::Avx2, Way::Wide];
    #[cfg(not(target_arch = "x86_64"))]
    let ways = [Way::Plain];
    let there = ways.into_iter().filter(|&way| way <= Way::of_processor());
    let on = |way| {
        LIMIT.set(way);
        (way, compute())
    };
    let all = there.map(on).collect();
    LIMIT.set(FURTHEST);
    all
}

/// Makes of a function one that runs with 256-bit vectors where the processor has them. What it calls is
/// compiled for them only if it is `#[inline(always)]`.
macro_rules! vectorized {
    ($(#[$attribute:meta])* $visibility:vis fn $name:ident($($argument:ident: $type:ty),* $(,)?) $body:block) => {
        $(#[$attribute])*
        $visibility fn $name($($argument: $type),*) {
            #[inline(always)]
            fn plain($($argument: $type),*) $body

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2")]
            fn wide($($argument: $type),*) {
                plain($($argument),*);
            }

            #[cfg(target_arch = "x86_64")]
            if $crate::simd::Way::best() >= $crate::simd::Way::Avx2 {
                #[expect(unsafe_code, reason = "the compiler cannot see what the processor has")]
                // SAFETY: `wide` asks for nothing but AVX2, which was detected just now.
                unsafe {
                    wide($($argument),*);
                }
                return;
            }
            plain($($argument),*);
        }
    };
}

pub(crate) use vectorized;

/// Sums the products of four rows with the lines of a panel, with AVX2; see `integer`.
#[cfg(target_arch = "x86_64")]
#[inline]
#[target_feature(enable = "avx2")]
pub(crate) fn sums_avx2(rows: [&[Pair]; 4], lines: &[Line], out: &mut [[i32; 16]; 4]) {
    let [a, b, c, d] = rows;
    let mut sums = [[_mm256_setzero_si256(); 2]; 4];
    let rows = a.iter().zip(b).zip(c).zip(d);
    for (line, (((a, b), c), d)) in lines.iter().zip(rows) {
        let halves: *const __m256i = line.as_ptr().cast();
        #[expect(unsafe_code, reason = "vectors are loaded from pointers")]
        // SAFETY: a line is sixteen pairs of two bytes twice: 64 bytes, two vectors. No alignment is asked.
        let weights = unsafe {
            [
                _mm256_loadu_si256(halves),
                _mm256_loadu_si256(halves.add(1)),
            ]
        };
        for (sums, &pair) in sums.iter_mut().zip([a, b, c, d]) {
            let pair = _mm256_set1_epi32(both(pair));
            for (sum, weights) in sums.iter_mut().zip(weights) {
                *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(weights, pair));
            }
        }
    }
    for (out, sums) in out.iter_mut().zip(sums) {
        let halves: *mut __m256i = out.as_mut_ptr().cast();
        #[expect(unsafe_code, reason = "vectors are stored to pointers")]
        // SAFETY: a row of sums is sixteen times four bytes, two vectors. No alignment is asked.
        unsafe {
            _mm256_storeu_si256(halves, sums[0]);
            _mm256_storeu_si256(halves.add(1), sums[1]);
        }
    }
}

/// Rows that are summed at once in 512 bits, and panels: sixteen sums that do not wait for one another keep the
/// processor busy.
#[cfg(target_arch = "x86_64")]
const WIDE: (usize, usize) = (8, 2);

/// The same for eight rows and two panels, with the instructions for neural networks in 512 bits
/// (`cargo bench --package newsgraph-benches -- syntax` tells what it gains).
#[cfg(target_arch = "x86_64")]
#[inline]
#[target_feature(enable = "avx512f,avx512vnni")]
pub(crate) fn sums_wide(
    rows: [&[Pair]; WIDE.0],
    lines: [&[Line]; WIDE.1],
    out: &mut [[[i32; 16]; WIDE.0]; WIDE.1],
) {
    let pairs = lines[0].len();
    let rows = rows.map(|row| &row[..pairs]);
    let lines = lines.map(|lines| &lines[..pairs]);
    let mut sums = [[_mm512_setzero_si512(); WIDE.1]; WIDE.0];
    for at in 0..pairs {
        #[expect(unsafe_code, reason = "vectors are loaded from pointers")]
        // SAFETY: a line is sixteen pairs of two bytes twice: 64 bytes, one vector. No alignment is asked.
        let weights = lines.map(|lines| unsafe { _mm512_loadu_si512(lines[at].as_ptr().cast()) });
        for (sums, row) in sums.iter_mut().zip(rows) {
            let pair = _mm512_set1_epi32(both(row[at]));
            for (sum, weights) in sums.iter_mut().zip(weights) {
                *sum = _mm512_dpwssd_epi32(*sum, weights, pair);
            }
        }
    }
    for (row, sums) in sums.into_iter().enumerate() {
        for (out, sum) in out.iter_mut().zip(sums) {
            #[expect(unsafe_code, reason = "vectors are stored to pointers")]
            // SAFETY: a row of sums is sixteen times four bytes, one vector. No alignment is asked.
            unsafe {
                _mm512_storeu_si512(out[row].as_mut_ptr().cast(), sum);
            }
        }
    }
}

/// Two numbers of 16 bits in one of 32, the first in its lower half.
#[cfg(target_arch = "x86_64")]
fn both(pair: Pair) -> i32 {
    let [low, high] = pair.map(|value| u32::from(value.cast_unsigned()));
    (low | high << 16).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Dense, Matrix, Panels, Recurrent};

    /// Numbers without a pattern, from -1 to 1, with none and infinite ones among them where that is asked.
    fn numbers(count: usize, with_others: bool) -> Vec<f32> {
        let number = |at: usize| {
            let bits = (at as u32 + 7).wrapping_mul(0x9E37_79B9) >> 8;
            match bits % 97 {
                0 if with_others => f32::NAN,
                1 if with_others => f32::INFINITY,
                2 if with_others => f32::MIN,
                _ => bits as f32 / 8_388_608.0 - 1.0,
            }
        };
        (0..count).map(number).collect()
    }

    /// Layers of a width that fills no vector, over rows that fill no block, on every way.
    #[test]
    fn layers_give_the_same_bits_on_every_way() {
        let (rows, width) = (13, 22);
        let weights = |columns: usize| Matrix::new(columns, numbers(width * columns, false));
        let dense = |columns: usize| {
            Dense::new(
                &weights(columns),
                &Matrix::new(columns, numbers(columns, false)),
            )
        };
        let mix = Matrix::new(width, numbers(3 * width, false));
        let recurrent = Recurrent::new(&mix, dense(3 * width));
        for with_others in [false, true] {
            let input = Matrix::new(width, numbers(rows * width, with_others));
            let panels = Panels::new(&weights(37));
            let all = on_every_way(|| {
                let layers = [
                    dense(37).forward(&input),
                    recurrent.forward(&input, &[0..4, 4..5, 5..rows]),
                    input.times(&panels),
                ];
                let bits = |matrix: &Matrix| matrix.values().iter().map(|v| v.to_bits()).collect();
                layers.each_ref().map(bits)
            });
            let plain: &[Vec<u32>; 3] = &all[0].1;
            for (way, bits) in &all {
                for (layer, (bits, plain)) in bits.iter().zip(plain).enumerate() {
                    let same = |(a, b): (&u32, &u32)| {
                        a == b || [a, b].iter().all(|v| f32::from_bits(**v).is_nan())
                    };
                    assert!(bits.iter().zip(plain).all(same), "layer {layer}, {way:?}");
                }
            }
        }
    }
}
