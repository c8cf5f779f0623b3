//! The one module with `unsafe`: functions compiled a second time for processors with AVX2.
//!
//! Sums run over the same numbers in the same order in both versions and are never fused, so both give
//! the same bits; the second takes half the time (`cargo bench --package newsgraph-benches -- syntax`).

#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{
    __m256i, _mm256_add_epi32, _mm256_dpwssd_epi32, _mm256_loadu_si256, _mm256_madd_epi16,
    _mm256_set1_epi32, _mm256_setzero_si256, _mm256_storeu_si256,
};

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

/// Makes a function that sums the products of four rows with the lines of a panel; see `integer`. `$add`
/// adds the products of pairs to sums.
#[cfg(target_arch = "x86_64")]
macro_rules! sums {
    ($(#[$attribute:meta])* $name:ident, $features:literal, $add:expr) => {
        $(#[$attribute])*
        #[inline]
        #[target_feature(enable = $features)]
        pub(crate) fn $name(rows: [&[[i16; 2]]; 4], lines: &[[[i16; 2]; 16]], out: &mut [[i32; 16]; 4]) {
            let [a, b, c, d] = rows;
            let mut sums = [[_mm256_setzero_si256(); 2]; 4];
            let rows = a.iter().zip(b).zip(c).zip(d);
            for (line, (((a, b), c), d)) in lines.iter().zip(rows) {
                let halves: *const __m256i = line.as_ptr().cast();
                #[expect(unsafe_code, reason = "vectors are loaded from pointers")]
                // SAFETY: a line is sixteen pairs of two bytes twice: 64 bytes, two vectors. No
                // alignment is asked.
                let weights =
                    unsafe { [_mm256_loadu_si256(halves), _mm256_loadu_si256(halves.add(1))] };
                for (sums, pair) in sums.iter_mut().zip([a, b, c, d]) {
                    let [low, high] = pair.map(|value| u32::from(value.cast_unsigned()));
                    let pair = _mm256_set1_epi32((low | high << 16).cast_signed());
                    for (sum, weights) in sums.iter_mut().zip(weights) {
                        *sum = $add(*sum, weights, pair);
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
    };
}

#[cfg(target_arch = "x86_64")]
sums!(
    /// With AVX2.
    sums_avx2,
    "avx2",
    |sum, weights, pair| _mm256_add_epi32(sum, _mm256_madd_epi16(weights, pair))
);

#[cfg(target_arch = "x86_64")]
sums!(
    /// With the instructions for neural networks, a third faster again.
    sums_vnni,
    "avx2,avx512vnni,avx512vl",
    |sum, weights, pair| _mm256_dpwssd_epi32(sum, weights, pair)
);
