package io.regimen.activities.preprocess;

import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.TrainingSet.MemberWindow;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.Preprocessing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Winsorising and scaling of features, column by column: what was fitted, ready to be applied to any row. Immutable.
 *
 * <p>In this order, fitted on the training rows whose features are all known:
 *
 * <ol>
 *   <li>Values beyond the quantiles {@code winsorize} and {@code 1 - winsorize} become those quantiles.
 *   <li>{@code standard}: nothing more, since a family that needs it standardises by itself, member by member.
 *       {@code robust}: less the median, by the interquartile range. {@code rank}: the standard normal quantile of the
 *       rank, linear between up to 256 training quantiles and level beyond them.
 * </ol>
 *
 * Flags, columns with at most three different values, stay as they are. What is not finite becomes NaN.
 */
public final class Preprocessor {
    private final List<ColumnMap> columns;

    Preprocessor(List<ColumnMap> columns) {
        this.columns = List.copyOf(columns);
    }

    /**
     * Fits to rows of one window; other rows are not looked at.
     *
     * @param features all rows of the feature set, raw
     * @throws IllegalArgumentException if there is something to fit and no row of the window has all features known
     */
    public static Preprocessor fit(Preprocessing spec, Matrix features, MemberWindow window) {
        if (PreparedFamily.identity(spec)) {
            return new Preprocessor(Collections.nCopies(features.columns(), new ColumnMap.Raw()));
        }
        int[] rows = known(features, window);
        if (rows.length == 0) {
            throw new IllegalArgumentException("none of the training rows " + window.from() + " to " + window.to()
                    + " has all features known; decrease min_coverage or use more history");
        }
        List<ColumnMap> columns = new ArrayList<>();
        double[] sorted = new double[rows.length];
        for (int c = 0; c < features.columns(); c++) {
            for (int i = 0; i < rows.length; i++) {
                // a zero has a sign, and sorting would put one before the other
                sorted[i] = features.get(rows[i], c) + 0.0;
            }
            Arrays.sort(sorted);
            columns.add(ColumnFit.fit(spec, sorted));
        }
        return new Preprocessor(columns);
    }

    /**
     * The window to fit to so that nothing which a member may not know reaches it: the one that ends first.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    public static MemberWindow fitWindow(List<MemberWindow> members) {
        return members.stream().min(Comparator.comparingInt(MemberWindow::to)).orElseThrow();
    }

    public int columns() {
        return columns.size();
    }

    ColumnMap column(int c) {
        return columns.get(c);
    }

    /** A value of a column, prepared; NaN where it is not finite. */
    public double apply(int column, double value) {
        return Double.isFinite(value) ? columns.get(column).apply(value) : Double.NaN;
    }

    /**
     * All rows prepared, in a new matrix.
     *
     * @throws IllegalArgumentException if the matrix has another number of columns
     */
    public Matrix apply(Matrix raw) {
        requireColumns(raw);
        return raw.mapped(this::apply);
    }

    void requireColumns(Matrix raw) {
        if (raw.columns() != columns.size()) {
            throw new IllegalArgumentException(raw.columns() + " columns, fitted were " + columns.size());
        }
    }

    /** All values of a column, prepared. */
    Vector apply(int column, Vector raw) {
        Vector out = new Vector(raw.size());
        for (int row = 0; row < raw.size(); row++) {
            out.set(row, apply(column, raw.get(row)));
        }
        return out;
    }

    private static int[] known(Matrix features, MemberWindow window) {
        int[] rows = new int[Math.max(0, window.to() - window.from())];
        int count = 0;
        for (int row = window.from(); row < window.to(); row++) {
            if (features.isFinite(row)) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }
}
