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

    /**
     * Adds {@code weight x other} to each value.
     *
     * @throws IllegalArgumentException if the other is of another size
     */
    public void add(double weight, Vector other) {
        double[] into = values;
        double[] from = other.values;
        if (from.length != into.length) {
            throw new IllegalArgumentException("vectors of " + into.length + " and " + from.length);
        }
        for (int i = 0; i < into.length; i++) {
            into[i] += weight * from[i];
        }
    }

    /** Writes all values of another vector from position {@code at} on. */
    public void put(int at, Vector other) {
        System.arraycopy(other.values, 0, values, at, other.values.length);
    }

    /** The values [from, to) as another vector. */
    public Vector copy(int from, int to) {
        return new Vector(Arrays.copyOfRange(values, from, to));
    }

    public double[] toArray() {
        return values.clone();
    }
}
