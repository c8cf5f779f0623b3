//! Activations of a few arithmetic steps, the same on every machine, unlike those of a C library.

/// Close to the hyperbolic tangent: its Padé approximant of third order, which meets ±1 at ±3.
#[inline(always)]
pub(crate) fn tanh(x: f32) -> f32 {
    let [above, below] = quotient(x);
    above / below
}

/// The two sides of the quotient that [`tanh`] is.
#[inline(always)]
fn quotient(x: f32) -> [f32; 2] {
    let x = x.clamp(-3.0, 3.0);
    let square = x * x;
    [x * (27.0 + square), 27.0 + 9.0 * square]
}

/// Close to the logistic function: 0 from -6 down, 1 from 6 up.
#[cfg(any(feature = "train", test))]
#[inline(always)]
pub(crate) fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// The logistic functions of two numbers, by one division, which takes as long as all other steps together.
#[inline(always)]
pub(crate) fn sigmoids(x: f32, y: f32) -> [f32; 2] {
    let [first, second] = [quotient(0.5 * x), quotient(0.5 * y)];
    let half = 0.5 / (first[1] * second[1]);
    [
        0.5 + half * (first[0] * second[1]),
        0.5 + half * (second[0] * first[1]),
    ]
}

/// The exponential of a number up to 0, to six digits, the same on every machine. Below -80 it is 0.
pub fn exp(x: f32) -> f32 {
    const LOG2: f32 = std::f32::consts::LOG2_E;
    // Ln 2 in two parts, the first with few digits, so that no digit of the rest is lost.
    const LN2: [f32; 2] = [0.693_359_4, -2.121_944_4e-4];
    if x < -80.0 {
        return 0.0;
    }
    let whole = (x.min(0.0) * LOG2).round();
    let rest = x.min(0.0) - whole * LN2[0] - whole * LN2[1];
    let mut sum = 1.0 / 720.0;
    for divisor in [120.0, 24.0, 6.0, 2.0, 1.0, 1.0] {
        sum = sum * rest + 1.0 / divisor;
    }
    sum * f32::from_bits((whole as i32 + 127).cast_unsigned() << 23)
}

/// Slope of [`tanh`].
#[cfg(feature = "train")]
#[inline(always)]
pub(crate) fn tanh_slope(x: f32) -> f32 {
    let x = x.clamp(-3.0, 3.0);
    let square = x * x;
    let (above, below) = (9.0 - square, 3.0 + square);
    above * above / (9.0 * below * below)
}

/// Slope of [`sigmoid`].
#[cfg(feature = "train")]
#[inline(always)]
pub(crate) fn sigmoid_slope(x: f32) -> f32 {
    0.25 * tanh_slope(0.5 * x)
}

/// What is left of a negative number.
const LEAK: f32 = 0.1;

/// Keeps positive numbers and a tenth of negative ones, in place.
pub fn leaky(values: &mut [f32]) {
    for value in values {
        *value = value.max(*value * LEAK);
    }
}

/// Turns the gradient of what [`leaky`] gave into that of what it was given.
#[cfg(feature = "train")]
pub fn leaky_backward(activated: &[f32], gradient: &mut [f32]) {
    for (slope, &value) in gradient.iter_mut().zip(activated) {
        if value < 0.0 {
            *slope *= LEAK;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_the_exact_functions() {
        for step in -80..=80 {
            let x = step as f32 / 10.0;
            assert!((tanh(x) - x.tanh()).abs() < 0.03);
            assert!((sigmoid(x) - 1.0 / (1.0 + (-x).exp())).abs() < 0.02);
        }
        assert_eq!((tanh(9.0), sigmoid(-7.0)), (1.0, 0.0));
        for (x, y) in [(-9.0, 3.0), (0.2, -0.7), (1e30, -1e30), (6.0, 6.0)] {
            let [a, b] = sigmoids(x, y);
            assert!((a - sigmoid(x)).abs() < 1e-6 && (b - sigmoid(y)).abs() < 1e-6);
        }
        for step in 0..800 {
            let x = -step as f32 / 10.0;
            let exact = f64::from(x).exp() as f32;
            assert!((exp(x) - exact).abs() <= 2e-6 * exact, "{x}");
        }
        assert_eq!((exp(0.0), exp(f32::NEG_INFINITY)), (1.0, 0.0));
    }

    #[cfg(feature = "train")]
    #[test]
    fn slopes_are_those_of_the_functions() {
        for step in -65..=65 {
            let (x, h) = (step as f32 / 10.0 + 0.013, 0.01);
            let slope = |f: fn(f32) -> f32| (f(x + h) - f(x - h)) / (2.0 * h);
            assert!((slope(tanh) - tanh_slope(x)).abs() < 1e-3);
            assert!((slope(sigmoid) - sigmoid_slope(x)).abs() < 1e-3);
        }
    }
}
