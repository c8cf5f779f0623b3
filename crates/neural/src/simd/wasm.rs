//! Sums with the vectors of 128 bits that WebAssembly has, where the crate is compiled for them: a module with
//! instructions that an engine does not know is refused as a whole, so there is nothing to ask when it runs.

use super::{HEIGHT, Line, Quad, Sums, WIDTH};
use std::arch::wasm32::{
    i16x8_extend_low_u8x16, i16x8_load_extend_i8x8, i32x4_add, i32x4_dot_i16x8, i32x4_shuffle,
    i32x4_splat, u32x4_splat, v128, v128_store,
};

/// Outputs that are summed at once. With two rows that takes eight vectors for the sums, which leaves place for the
/// numbers in the sixteen of a common processor.
const OUTPUTS: usize = 8;

/// Sums the products of rows with the lines of panels, two rows and half a panel at a time; see `integer`. The numbers
/// are widened to 16 bits, of which there is an exact product.
#[inline]
pub(super) fn sums<const PANELS: usize>(
    rows: [&[Quad]; HEIGHT],
    lines: [&[Line]; PANELS],
    out: &mut Sums<PANELS>,
) {
    for (panel, lines) in lines.into_iter().enumerate() {
        for first in (0..HEIGHT).step_by(2) {
            for output in (0..WIDTH).step_by(OUTPUTS) {
                let pair = pair([rows[first], rows[first + 1]], lines, output);
                for (row, sums) in pair.into_iter().enumerate() {
                    out[first + row][panel][output..output + OUTPUTS].copy_from_slice(&sums);
                }
            }
        }
    }
}

/// The sums of two rows for some outputs from one on.
#[inline]
fn pair([a, b]: [&[Quad]; 2], lines: &[Line], output: usize) -> [[i32; OUTPUTS]; 2] {
    // For each row the sums of two outputs at a time, each in two halves.
    let mut sums = [[i32x4_splat(0); OUTPUTS / 2]; 2];
    for ((line, &a), &b) in lines.iter().zip(a).zip(b) {
        let quads = [widened(a), widened(b)];
        for (at, two) in line[output..output + OUTPUTS]
            .as_chunks::<2>()
            .0
            .iter()
            .enumerate()
        {
            let weights = load(two);
            for (sums, quad) in sums.iter_mut().zip(quads) {
                sums[at] = i32x4_add(sums[at], i32x4_dot_i16x8(weights, quad));
            }
        }
    }
    sums.map(|sums| {
        let mut out = [0; OUTPUTS];
        for (out, sums) in out
            .as_chunks_mut::<4>()
            .0
            .iter_mut()
            .zip(sums.as_chunks::<2>().0)
        {
            store(joined(sums), out);
        }
        out
    })
}

/// Four inputs with 16 bits each, twice.
#[inline]
fn widened(quad: Quad) -> v128 {
    i16x8_extend_low_u8x16(u32x4_splat(u32::from_le_bytes(quad)))
}

/// The sums of four outputs from their halves.
#[inline]
fn joined(&[low, high]: &[v128; 2]) -> v128 {
    let even = i32x4_shuffle::<0, 2, 4, 6>(low, high);
    let odd = i32x4_shuffle::<1, 3, 5, 7>(low, high);
    i32x4_add(even, odd)
}

/// The weights of two outputs with 16 bits each.
#[inline]
fn load(weights: &[[i8; 4]; 2]) -> v128 {
    #[expect(unsafe_code, reason = "vectors are loaded from pointers")]
    // SAFETY: two times four bytes are the 64 bits that are read. No alignment is asked.
    unsafe {
        i16x8_load_extend_i8x8(weights.as_flattened().as_ptr())
    }
}

#[inline]
fn store(sums: v128, out: &mut [i32; 4]) {
    #[expect(unsafe_code, reason = "vectors are stored to pointers")]
    // SAFETY: four sums of four bytes are the 128 bits that are written. No alignment is asked.
    unsafe {
        v128_store(out.as_mut_ptr().cast(), sums);
    }
}
