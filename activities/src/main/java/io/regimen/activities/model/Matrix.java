package io.regimen.activities.model;

import java.util.Arrays;
import java.util.BitSet;

/** A dense table of doubles, stored column by column. Shared between packages instead of bare arrays. */
public final class Matrix {
    private final int rows;
    private final Vector[] columns;

    public Matrix(int rows, int columns) {
        this.rows = rows;
        this.columns = new Vector[columns];
        Arrays.setAll(this.columns, c -> new Vector(rows));
    }

    private Matrix(int rows, Vector[] columns) {
        this.rows = rows;
        this.columns = columns;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns.length;
    }

    public double get(int row, int column) {
        return columns[column].get(row);
    }

    public void set(int row, int column, double value) {
        columns[column].set(row, value);
    }

    /** A column itself, not a copy. */
    public Vector column(int column) {
        return columns[column];
    }

    /** Whether every value of a row is finite. */
    public boolean isFinite(int row) {
        for (Vector column : columns) {
            if (!Double.isFinite(column.get(row))) {
                return false;
            }
        }
        return true;
    }

    /** Rows with a value that is not finite. */
    public BitSet unknownRows() {
        Vector zeros = new Vector(rows);
        for (Vector column : columns) {
            // 0 x anything finite is 0, 0 x anything else is NaN
            zeros.add(0, column);
        }
        BitSet out = new BitSet(rows);
        for (int row = 0; row < rows; row++) {
            out.set(row, Double.isNaN(zeros.get(row)));
        }
        return out;
    }

    /** A copy of rows [from, to). */
    public Matrix copyRows(int from, int to) {
        Vector[] copies = new Vector[columns.length];
        Arrays.setAll(copies, c -> columns[c].copy(from, to));
        return new Matrix(to - from, copies);
    }

    /** Makes a column out of a column. */
    @FunctionalInterface
    public interface ColumnFunction {
        Vector apply(int index, Vector column);
    }

    /** The matrix of what a function makes of each column, columns it returns as they are shared. */
    public Matrix mapped(ColumnFunction function) {
        Vector[] out = new Vector[columns.length];
        Arrays.setAll(out, c -> function.apply(c, columns[c]));
        return new Matrix(rows, out);
    }

    /**
     * The same rows with another newest lag: {@code first} takes the place of column {@code from}, that one the place of
     * the next, and so on for {@code count} columns; the last falls out. Columns are shared, not copied.
     *
     * @throws IllegalArgumentException if the new column has another number of rows
     */
    public Matrix shifted(int from, int count, Vector first) {
        if (first.size() != rows) {
            throw new IllegalArgumentException("a column of " + first.size() + " rows for " + rows);
        }
        Vector[] moved = columns.clone();
        if (count > 0) {
            System.arraycopy(columns, from, moved, from + 1, count - 1);
            moved[from] = first;
        }
        return new Matrix(rows, moved);
    }
}
