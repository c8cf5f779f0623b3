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
            if std::is_x86_feature_detected!("avx2") {
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
