package io.regimen.activities.model;

/** A dense matrix of doubles, row-major. Shared between packages instead of bare arrays. */
public final class Matrix {
    private final int rows;
    private final int columns;
    private final double[] values;

    public Matrix(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.values = new double[Math.multiplyExact(rows, columns)];
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    public double get(int row, int column) {
        return values[row * columns + column];
    }

    public void set(int row, int column, double value) {
        values[row * columns + column] = value;
    }

    /** Whether every value of a row is finite. */
    public boolean isFinite(int row) {
        for (int i = row * columns; i < (row + 1) * columns; i++) {
            if (!Double.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }

    /** A copy of rows [from, to). */
    public Matrix copyRows(int from, int to) {
        Matrix out = new Matrix(to - from, columns);
        System.arraycopy(values, from * columns, out.values, 0, out.values.length);
        return out;
    }
}
