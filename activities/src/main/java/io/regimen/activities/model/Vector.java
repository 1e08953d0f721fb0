package io.regimen.activities.model;

import java.util.Arrays;

/** A sequence of doubles of fixed length, one per row or bar. NaN stands for "not known". */
public final class Vector {
    private final double[] values;

    public Vector(int size) {
        values = new double[size];
    }

    private Vector(double[] values) {
        this.values = values;
    }

    public static Vector of(double... values) {
        return new Vector(values.clone());
    }

    public int size() {
        return values.length;
    }

    public double get(int i) {
        return values[i];
    }

    public void set(int i, double value) {
        values[i] = value;
    }

    public void fill(double value) {
        Arrays.fill(values, value);
    }

    public double[] toArray() {
        return values.clone();
    }
}
