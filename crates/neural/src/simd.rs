//! The one module with `unsafe`: functions compiled again for processors with AVX2, and with AVX-512; and sums for
//! WebAssembly with its vectors.
//!
//! Sums run over the same numbers in the same order in all versions and are never fused, so all give
//! the same bits; the others take half the time and less (`cargo bench --package newsgraph-benches -- syntax`).

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm;

#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{
    _MM_HINT_T0, _mm_cvtepu8_epi16, _mm_cvtsi32_si128, _mm_loadu_si128, _mm_prefetch,
    _mm_storeu_si128, _mm_unpacklo_epi64, _mm256_add_epi32, _mm256_broadcastq_epi64,
    _mm256_castsi256_si128, _mm256_cvtepi8_epi16, _mm256_extracti128_si256, _mm256_hadd_epi32,
    _mm256_madd_epi16, _mm256_setzero_si256, _mm512_dpbusd_epi32, _mm512_loadu_si512,
    _mm512_set1_epi32, _mm512_setzero_si512, _mm512_storeu_si512,
};

/// Four neighbouring inputs of a row, with 128 added to each.
pub(crate) type Quad = [u8; 4];

/// Weights of four inputs for sixteen outputs.
pub(crate) type Line = [[i8; 4]; WIDTH];

/// Outputs of a panel.
pub(crate) const WIDTH: usize = 16;

/// Rows that are multiplied at once.
pub(crate) const HEIGHT: usize = 8;

/// Sums of a block of rows, for some panels.
pub(crate) type Sums<const PANELS: usize> = [[[i32; WIDTH]; PANELS]; HEIGHT];

/// The ways to compute, from the one of every processor to those with longer vectors. All give the same bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Way {
    #[cfg_attr(
        all(not(test), target_arch = "wasm32", target_feature = "simd128"),
        expect(dead_code, reason = "what is compiled for these vectors has them")
    )]
    Plain,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// AVX-512 with the instructions for neural networks.
    #[cfg(target_arch = "x86_64")]
    Wide,
    /// The vectors of WebAssembly.
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    Wasm,
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
            && std::is_x86_feature_detected!("avx512bw")
            && std::is_x86_feature_detected!("avx512vl")
            && std::is_x86_feature_detected!("avx512vnni");
        match std::is_x86_feature_detected!("avx2") {
            true if has_wide => Self::Wide,
            true => Self::Avx2,
            false => Self::Plain,
        }
    }

    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    #[inline]
    fn of_processor() -> Self {
        Self::Wasm
    }

    #[cfg(not(any(
        target_arch = "x86_64",
        all(target_arch = "wasm32", target_feature = "simd128")
    )))]
    #[inline]
    fn of_processor() -> Self {
        Self::Plain
    }
}

/// The ways that were compiled, from the plainest.
#[cfg(test)]
const WAYS: &[Way] = &[
    Way::Plain,
    #[cfg(target_arch = "x86_64")]
    Way::Avx2,
    #[cfg(target_arch = "x86_64")]
    Way::Wide,
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    Way::Wasm,
];

#[cfg(test)]
const FURTHEST: Way = WAYS[WAYS.len() - 1];

#[cfg(test)]
thread_local! {
    static LIMIT: std::cell::Cell<Way> = const { std::cell::Cell::new(FURTHEST) };
}

/// What a function gives on each way that the processor has, from the plainest.
#[cfg(test)]
pub(crate) fn on_every_way<T>(compute: impl Fn() -> T) -> Vec<(Way, T)> {
    let there = WAYS.iter().filter(|&&way| way <= Way::of_processor());
    let on = |&way| {
        LIMIT.set(way);
        (way, compute())
    };
    let all = there.map(on).collect();
    LIMIT.set(FURTHEST);
    all
}

/// Bytes of a line of the processor's caches.
#[cfg(target_arch = "x86_64")]
const CACHE_LINE: usize = 64;

/// Asks for bytes that will soon be read, so that they are under way while others are.
#[inline]
pub(crate) fn prefetch(bytes: &[u8]) {
    #[cfg(not(target_arch = "x86_64"))]
    let _ = bytes;
    #[cfg(target_arch = "x86_64")]
    for line in bytes.chunks(CACHE_LINE) {
        #[expect(unsafe_code, reason = "the instruction takes a pointer")]
        // SAFETY: the pointer is that of bytes that are there, and the instruction changes and reads nothing.
        unsafe {
            _mm_prefetch::<_MM_HINT_T0>(line.as_ptr().cast());
        }
    }
}

/// Sums of products of a block of rows with the lines of some panels.
#[inline(always)]
pub(crate) fn plain_sums<const PANELS: usize>(
    rows: [&[Quad]; HEIGHT],
    lines: [&[Line]; PANELS],
    out: &mut Sums<PANELS>,
) {
    for (row, sums) in rows.into_iter().zip(out) {
        for (lines, sums) in lines.into_iter().zip(sums) {
            sums.fill(0);
            for (quad, line) in row.iter().zip(lines) {
                for (sum, weights) in sums.iter_mut().zip(line) {
                    let products = quad.iter().zip(weights);
                    *sum += products
                        .map(|(&x, &w)| i32::from(x) * i32::from(w))
                        .sum::<i32>();
                }
            }
        }
    }
}

/// A computation that asks for sums of blocks of rows times panels.
pub(crate) trait BySums<const PANELS: usize> {
    /// Computes with this function for the sums. To be compiled for the processor's longer vectors it, and what it calls,
    /// must be `#[inline(always)]`.
    fn run(self, sums: impl Fn([&[Quad]; HEIGHT], [&[Line]; PANELS], &mut Sums<PANELS>));
}

/// Runs a computation with the furthest way to sum that the processor has.
pub(crate) fn with_sums<const PANELS: usize>(computation: impl BySums<PANELS>) {
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn avx2<const PANELS: usize>(computation: impl BySums<PANELS>) {
        computation.run(|rows, lines, sums| sums_avx2(rows, lines, sums));
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
    fn wide<const PANELS: usize>(computation: impl BySums<PANELS>) {
        computation.run(|rows, lines, sums| sums_wide(rows, lines, sums));
    }

    match Way::best() {
        #[cfg(target_arch = "x86_64")]
        #[expect(unsafe_code, reason = "the compiler cannot see what the processor has")]
        // SAFETY: the features that the function asks for were detected just now.
        Way::Wide => unsafe { wide(computation) },
        #[cfg(target_arch = "x86_64")]
        #[expect(unsafe_code, reason = "the compiler cannot see what the processor has")]
        // SAFETY: the function asks for nothing but AVX2, which was detected just now.
        Way::Avx2 => unsafe { avx2(computation) },
        #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
        Way::Wasm => computation.run(wasm::sums),
        Way::Plain => computation.run(plain_sums),
    }
}

/// Makes of a function one that runs with the longest vectors that the processor has. What it calls is compiled for
/// them only if it is `#[inline(always)]`.
macro_rules! vectorized {
    ($(#[$attribute:meta])* $visibility:vis fn $name:ident($($argument:ident: $type:ty),* $(,)?) $body:block) => {
        $(#[$attribute])*
        $visibility fn $name($($argument: $type),*) {
            #[inline(always)]
            fn plain($($argument: $type),*) $body

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2")]
            fn avx2($($argument: $type),*) {
                plain($($argument),*);
            }

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512vl")]
            fn wide($($argument: $type),*) {
                plain($($argument),*);
            }

            match $crate::simd::Way::best() {
                #[cfg(target_arch = "x86_64")]
                #[expect(unsafe_code, reason = "the compiler cannot see what the processor has")]
                // SAFETY: the features that `wide` asks for were detected just now.
                $crate::simd::Way::Wide => unsafe { wide($($argument),*) },
                #[cfg(target_arch = "x86_64")]
                #[expect(unsafe_code, reason = "the compiler cannot see what the processor has")]
                // SAFETY: `avx2` asks for nothing but AVX2, which was detected just now.
                $crate::simd::Way::Avx2 => unsafe { avx2($($argument),*) },
                // All code of such a module is compiled for its vectors.
                #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
                $crate::simd::Way::Wasm => plain($($argument),*),
                $crate::simd::Way::Plain => plain($($argument),*),
            }
        }
    };
}

pub(crate) use vectorized;

/// Sums the products of rows with the lines of panels, with AVX2, two rows and a panel at a time; see `integer`. The
/// numbers are widened to 16 bits, since the products of bytes that AVX2 has are cut at 16 bits.
#[cfg(target_arch = "x86_64")]
#[inline]
#[target_feature(enable = "avx2")]
pub(crate) fn sums_avx2<const PANELS: usize>(
    rows: [&[Quad]; HEIGHT],
    lines: [&[Line]; PANELS],
    out: &mut Sums<PANELS>,
) {
    for (panel, lines) in lines.into_iter().enumerate() {
        for first in (0..HEIGHT).step_by(2) {
            let pair = pair_avx2([rows[first], rows[first + 1]], lines);
            for (row, sums) in pair.into_iter().enumerate() {
                out[first + row][panel] = sums;
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[inline]
#[target_feature(enable = "avx2")]
fn pair_avx2([a, b]: [&[Quad]; 2], lines: &[Line]) -> [[i32; WIDTH]; 2] {
    // For each row the sums of four outputs at a time, each in two halves.
    let mut sums = [[_mm256_setzero_si256(); 4]; 2];
    for ((line, &a), &b) in lines.iter().zip(a).zip(b) {
        let mut quads = [_mm256_setzero_si256(); 2];
        for (wide, quad) in quads.iter_mut().zip([a, b]) {
            let quad = _mm_cvtsi32_si128(i32::from_le_bytes(quad));
            *wide = _mm256_broadcastq_epi64(_mm_cvtepu8_epi16(quad));
        }
        for (at, four) in line.as_chunks::<4>().0.iter().enumerate() {
            let bytes = four.as_flattened().as_ptr();
            #[expect(unsafe_code, reason = "vectors are loaded from pointers")]
            // SAFETY: four times four bytes are a vector of 128 bits. No alignment is asked.
            let weights = _mm256_cvtepi8_epi16(unsafe { _mm_loadu_si128(bytes.cast()) });
            for (sums, &quad) in sums.iter_mut().zip(&quads) {
                sums[at] = _mm256_add_epi32(sums[at], _mm256_madd_epi16(weights, quad));
            }
        }
    }
    let mut out = [[0; WIDTH]; 2];
    for (out, sums) in out.iter_mut().zip(sums) {
        for (out, sums) in out.as_chunks_mut::<4>().0.iter_mut().zip(sums) {
            let both = _mm256_hadd_epi32(sums, sums);
            let (low, high) = (
                _mm256_castsi256_si128(both),
                _mm256_extracti128_si256(both, 1),
            );
            let four = _mm_unpacklo_epi64(low, high);
            #[expect(unsafe_code, reason = "vectors are stored to pointers")]
            // SAFETY: four sums of four bytes are a vector of 128 bits. No alignment is asked.
            unsafe {
                _mm_storeu_si128(out.as_mut_ptr().cast(), four);
            }
        }
    }
    out
}

/// The same with the instructions for neural networks in 512 bits, all rows and panels at once: so many sums that do not
/// wait for one another keep the processor busy (`cargo bench --package newsgraph-benches -- syntax`).
#[cfg(target_arch = "x86_64")]
#[inline]
#[target_feature(enable = "avx512f,avx512vnni")]
pub(crate) fn sums_wide<const PANELS: usize>(
    mut rows: [&[Quad]; HEIGHT],
    mut lines: [&[Line]; PANELS],
    out: &mut Sums<PANELS>,
) {
    // Loops in place of `array::map`, which is not inlined, and would hide that all have one length.
    let quads = lines[0].len();
    for row in &mut rows {
        *row = &row[..quads];
    }
    for lines in &mut lines {
        *lines = &lines[..quads];
    }
    let mut sums = [[_mm512_setzero_si512(); PANELS]; HEIGHT];
    for at in 0..quads {
        let mut weights = [_mm512_setzero_si512(); PANELS];
        for (weights, lines) in weights.iter_mut().zip(lines) {
            #[expect(unsafe_code, reason = "vectors are loaded from pointers")]
            // SAFETY: a line is sixteen times four bytes, one vector of 512 bits. No alignment is asked.
            unsafe {
                *weights = _mm512_loadu_si512(lines[at].as_ptr().cast());
            }
        }
        for (sums, row) in sums.iter_mut().zip(rows) {
            let quad = _mm512_set1_epi32(i32::from_le_bytes(row[at]));
            for (sum, weights) in sums.iter_mut().zip(weights) {
                *sum = _mm512_dpbusd_epi32(*sum, quad, weights);
            }
        }
    }
    for (out, sums) in out.as_flattened_mut().iter_mut().zip(sums.as_flattened()) {
        #[expect(unsafe_code, reason = "vectors are stored to pointers")]
        // SAFETY: the sums of a panel are sixteen times four bytes, one vector. No alignment is asked.
        unsafe {
            _mm512_storeu_si512(out.as_mut_ptr().cast(), *sums);
        }
    }
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
        let recurrent = Recurrent::new(&mix, &weights(3 * width), &Matrix::zeros(1, 3 * width));
        for with_others in [false, true] {
            let input = Matrix::new(width, numbers(rows * width, with_others));
            let panels = Panels::new(&weights(37));
            let all = on_every_way(|| {
                let layers = [
                    dense(37).forward(&input),
                    recurrent.forward(input.clone(), &[0..4, 4..5, 5..rows]),
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
