package io.regimen.workercpu.model;

import ml.dmlc.xgboost4j.java.XGBoostError;

/** A call into the native library, whose checked errors become unchecked here and nowhere else. */
@FunctionalInterface
interface XgboostCall<T> {
    T run() throws XGBoostError;

    /**
     * Runs a call.
     *
     * @throws OutOfMemoryError if the native library could not allocate
     * @throws IllegalStateException with the library's error as cause, for any other
     */
    static <T> T checked(XgboostCall<T> call) {
        try {
            return call.run();
        } catch (XGBoostError e) {
            throw unchecked(e);
        }
    }

    private static IllegalStateException unchecked(XGBoostError e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("bad_alloc") || message.contains("Out of memory")) {
            OutOfMemoryError out = new OutOfMemoryError("xgboost: " + message);
            out.initCause(e);
            throw out;
        }
        return new IllegalStateException("xgboost: " + message, e);
    }
}
