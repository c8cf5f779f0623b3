/// The largest total of a choice of cells, at most one in each row and column, of a matrix without
/// negative cells: the Hungarian method with potentials (Kuhn 1955, Munkres 1957).
pub(super) fn largest_assignment(cells: &[Vec<f64>]) -> f64 {
    let columns = cells.first().map_or(0, Vec::len);
    if columns == 0 {
        return 0.0;
    }
    if cells.len() > columns {
        let column = |at: usize| cells.iter().map(|row| row[at]).collect();
        return largest_assignment(&(0..columns).map(column).collect::<Vec<_>>());
    }
    // Row and column 0 stand for none.
    let mut rows = vec![0.0; cells.len() + 1];
    let mut tops = vec![0.0; columns + 1];
    let mut row_of = vec![0; columns + 1];
    for row in 1..=cells.len() {
        row_of[0] = row;
        let (mut at, mut low) = (0, vec![f64::INFINITY; columns + 1]);
        let (mut back, mut used) = (vec![0; columns + 1], vec![false; columns + 1]);
        while row_of[at] != 0 {
            used[at] = true;
            let (own, mut step, mut next) = (row_of[at], f64::INFINITY, 0);
            for column in (1..=columns).filter(|&c| !used[c]) {
                let cost = -cells[own - 1][column - 1] - rows[own] - tops[column];
                if cost < low[column] {
                    (low[column], back[column]) = (cost, at);
                }
                if low[column] < step {
                    (step, next) = (low[column], column);
                }
            }
            for column in 0..=columns {
                if used[column] {
                    rows[row_of[column]] += step;
                    tops[column] -= step;
                } else {
                    low[column] -= step;
                }
            }
            at = next;
        }
        while at != 0 {
            row_of[at] = row_of[back[at]];
            at = back[at];
        }
    }
    let chosen = (1..=columns).filter(|&c| row_of[c] != 0);
    chosen.map(|c| cells[row_of[c] - 1][c - 1]).sum()
}

#[cfg(test)]
mod tests {
    use super::largest_assignment;

    #[test]
    fn takes_the_best_of_all_choices() {
        // Greedy takes 9 and then 1; 8 and 7 are more.
        let cells = [vec![9.0, 8.0, 0.0], vec![7.0, 1.0, 0.0]];
        assert!((largest_assignment(&cells) - 15.0).abs() < 1e-12);
        let tall = [vec![1.0], vec![3.0], vec![2.0]];
        assert!((largest_assignment(&tall) - 3.0).abs() < 1e-12);
        assert!(largest_assignment(&[]).abs() < 1e-12);
    }
}
